"""Files to take away, made from the same records as the page."""
