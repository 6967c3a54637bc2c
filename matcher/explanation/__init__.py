"""Records that tell why: the same ones feed the page, the reports and the JSON."""
