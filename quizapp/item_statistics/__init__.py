"""How items and scales did with the people who answered them: statistics and norms, for many at once."""
