"""Questionnaires from files, scored into profiles, told as pages and as a report."""
