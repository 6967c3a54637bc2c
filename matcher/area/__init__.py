"""A part of the town that somebody draws: how it is written, and whether a site lies in it."""
