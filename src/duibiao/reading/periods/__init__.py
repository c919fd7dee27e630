"""Times: found, resolved against the report, and attached to the figures that they govern."""
