"""How the invented town is made: ground, parks, plots, gaps, evidence, and the texts of its plan."""
