"""Taking documents into the store, and deriving anew what was read from them."""
