"""Takers whose true scores are known, and what they would be told."""
