"""Signed cookies that do not mind clocks: how long a sitting lives is decided where it is kept."""

from copy import deepcopy
from functools import lru_cache
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

COOKIES_KNOWN = 1000
"""Whose signature was looked at last: some 400 KB."""


class _Ageless(URLSafeTimedSerializer):
    """Takes what was signed at any time. Asked for an age, it would refuse what a clock that is ahead has signed."""

    def __init__(self, *keys: Any, **ways: Any) -> None:
        super().__init__(*keys, **ways)
        # A browser sends the same cookie with each request of a sitting; what it says does not change.
        self._read = lru_cache(COOKIES_KNOWN)(super().loads)

    def loads(self, s: str | bytes, salt: str | bytes | None = None, **asked: Any) -> Any:  # type: ignore[override]  # its two parents disagree
        return deepcopy(self._read(s, salt=salt, **{**asked, "max_age": None}))


class Sessions(SecureCookieSessionInterface):
    """Sessions go on when a clock is set back, or when another machine's is behind."""

    def __init__(self) -> None:
        self._made: _Ageless | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Made when first asked for, since the keys stay as they are while an application runs."""
        self._made = self._made or self._make(app)
        return self._made

    def _make(self, app: Flask) -> _Ageless | None:
        made = super().get_signing_serializer(app)
        if made is None:
            return None
        return _Ageless(
            made.secret_keys,
            salt=made.salt,
            serializer=made.serializer,
            signer=made.signer,
            signer_kwargs=made.signer_kwargs,
        )
