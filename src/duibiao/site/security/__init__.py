"""What protects the site: headers, and what the desk needs."""
