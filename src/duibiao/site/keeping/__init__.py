"""What keeps pages ready: what changed, pages on disk, and making them before they are asked for."""
