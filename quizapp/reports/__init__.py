"""Profile and plan -> what page, share and report show. One view model each, built from one truth."""
