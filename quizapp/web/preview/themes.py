"""The sheet's dark colours and its print, out of their media queries, so that a page can show them on a screen."""

import re

_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}")
_PRINT = re.compile(r"@layer print \{\s*@media print \{(.*)\}\s*\}\s*$", re.DOTALL)


def build_themes(look: str) -> str:
    """Rules for ``.as-dark`` and ``.as-paper`` out of the one sheet. Raises ValueError where it holds neither."""
    dark, paper = _DARK.search(look), _PRINT.search(look)
    if dark is None or paper is None:
        raise ValueError("look.css: no dark colours or no print - keep each in one block of its own")
    on_paper = paper[1].replace(":root {", "& {", 1)
    ground = "background: var(--paper); color: var(--ink);"
    return f".as-dark {{ color-scheme: dark; {dark[1]} {ground} }}\n.as-paper {{ {on_paper} {ground} }}\n"
