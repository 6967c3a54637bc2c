"""The same work, or a part of it, done with other people's tools; each is installed for the benchmark only."""
