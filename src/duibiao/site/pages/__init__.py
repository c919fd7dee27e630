"""The public pages: each module has ``page``, from the site and a request to a ``Page``."""
