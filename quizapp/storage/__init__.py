"""Sealed rows: what is kept, where only the holder of a secret can read it. Rows never leave this package."""
