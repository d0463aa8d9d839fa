"""Files that are written whole or not at all."""

from collections.abc import Iterable
from pathlib import Path


def replace_files(contents: Iterable[tuple[Path, bytes]]) -> None:
    """Write each under a name of its own first, then put all in place. OSError: what was there still is."""
    fresh = [(path.with_name(f".{path.name}.new"), path, content) for path, content in contents]
    try:
        for temporary, path, content in fresh:
            temporary.write_bytes(content)
            if path.exists():
                temporary.chmod(path.stat().st_mode)
        for temporary, path, _ in fresh:
            temporary.replace(path)
    finally:
        for temporary, _, _ in fresh:
            temporary.unlink(missing_ok=True)
