"""What would make a site fit, what a need could give way on, and what would put a site first: remedies, each tried before it is told."""
