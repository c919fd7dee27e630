"""The portal: public pages, the desk and the API over one ledger. Needs ``duibiao[site]``."""
