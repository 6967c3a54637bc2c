"""What goes out to others and comes back: sheets that people fill in, read with suspicion."""
