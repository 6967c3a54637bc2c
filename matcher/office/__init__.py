"""Over all open leads at once, as the office sees them: both sides of each match, what a delay changes, which data to ask for."""
