"""Text for cells of CSV files, which spreadsheet programs run as a formula where it begins like one."""

_BEGINNINGS = ("=", "+", "-", "@", "'")
"""The last because it is what guards: a text that begins with it has to come back whole."""


def guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINNINGS) else cell


def unguarded(cell: str) -> str:
    """What was written, whether a program showed the guard or took it for its own."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_BEGINNINGS) else cell
