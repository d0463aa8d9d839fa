"""The keys of an installation, newest first: from the environment, or made once and kept in the data folder."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

KEY_BYTES = 32
KEY_FILE = "secret-key"
MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"


def find_keys(environment: Mapping[str, str], data: Path, problems: list[str]) -> tuple[str, ...]:
    """Every key, the one that signs from now on first. The others still open what they signed. Never empty."""
    given = environment.get("QUIZAPP_SECRET_KEY")
    keys: tuple[str, ...] | None
    if given is not None:
        keys, where = tuple(given.split()), "QUIZAPP_SECRET_KEY"
        remedy = f"use 32 or more random characters, such as the output of {MAKE_ONE}"
    else:
        path = data / KEY_FILE
        keys, where = _kept_keys(path, data, problems), f"QUIZAPP_DATA: {path}"
        remedy = "delete that file, so that a key is made, or set QUIZAPP_SECRET_KEY"
    if keys is not None and (not keys or any(_is_weak(key) for key in keys)):
        problems.append(f"{where}: too weak to sign with - {remedy}")
    return keys or ("",)


def _is_weak(key: str) -> bool:
    return len(key) < KEY_BYTES or len(set(key)) < 10


def _kept_keys(path: Path, data: Path, problems: list[str]) -> tuple[str, ...] | None:
    """What the file holds, one key a line; None when there is a problem with the file itself."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        return tuple(path.read_text().split())
    except UnicodeDecodeError:
        return ()
    except OSError as error:
        problems.append(f"QUIZAPP_DATA: cannot write in {data} ({error.strerror}) - name a folder that can be")
        return None


def _make(path: Path) -> None:
    """Write a key for its owner's eyes only. It appears whole or not at all; of two made at once one stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600), "w") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
