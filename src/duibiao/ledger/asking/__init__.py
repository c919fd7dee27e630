"""Questions to the store: search, series, and where each answer comes from."""
