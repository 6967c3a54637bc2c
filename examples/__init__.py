"""Invented towns to try the product with. Nothing in here is about a real place, road or firm."""
