"""Gates first, then the score; each site by itself, so that no other site can move it."""
