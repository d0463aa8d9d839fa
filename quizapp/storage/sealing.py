"""Secrets, and what they seal.

Sources: HKDF with SHA-256 (RFC 5869), AES-256-GCM (NIST SP 800-38D), base64url (RFC 4648, section 5).
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_SIZE = 32
"""Bytes of a secret, of a lookup id and of a key: 256 bits."""

STEP = 1024
"""What is sealed is padded to a multiple of this many bytes.

The length of a sitting then tells roughly which half of a test was reached, not each answer.
"""

_FORMAT = b"\x01"
_NONCE_SIZE = 12
_LENGTH_SIZE = 4
# The last of 43 characters carries four bits; with any other letter one secret would have several spellings.
_TEXT = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")


class SealBroken(Exception):
    """Sealed bytes are not what this secret sealed for this row and revision: moved, altered, or unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Secret:
    """256 random bits: the only thing that finds and opens a row. Compared in constant time.

    Raises ``ValueError`` for anything but 32 bytes.
    """

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != SECRET_SIZE:
            raise ValueError(f"A secret is {SECRET_SIZE} bytes, not {len(self.key)}.")

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and compare_digest(self.key, other.key)

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def text(self) -> str:
        """As it stands in links and cookies: base64url, 43 characters, no padding."""
        return urlsafe_b64encode(self.key).rstrip(b"=").decode("ascii")

    @classmethod
    def from_text(cls, text: object) -> "Secret | None":
        """The secret that ``text`` spells, or None for whatever else a browser may send. Never raises."""
        if not isinstance(text, str) or _TEXT.fullmatch(text) is None:
            return None
        return cls(urlsafe_b64decode(text + "="))


def new_secret(random_bytes: Callable[[int], bytes]) -> Secret:
    """A secret from ``random_bytes``, which gives as many bytes as it is asked for."""
    return Secret(random_bytes(SECRET_SIZE))


def derive(secret: Secret, purpose: str) -> Secret:
    """The one secret that follows from ``secret`` for ``purpose``; nothing leads back to ``secret``."""
    return Secret(_expand(secret, "derive", purpose))


def secret_of_server(key: str, purpose: str) -> Secret:
    """What this installation alone can seal and open. ``key``: the secret of its settings, long and random."""
    info = f"quizapp server\0{purpose}".encode()
    return Secret(HKDF(algorithm=SHA256(), length=SECRET_SIZE, salt=None, info=info).derive(key.encode()))


def lookup_id(secret: Secret, table: str) -> bytes:
    """The 32 bytes under which a row is found. They say nothing of the secret, nor of ids in other tables."""
    return _expand(secret, "lookup", table)


def seal(secret: Secret, table: str, row_id: bytes, revision: int, plaintext: bytes, step: int = STEP) -> bytes:
    """Encrypt ``plaintext`` for one revision of one row: format (1 byte), nonce (12), ciphertext, tag (16).

    Inside stand its length (4 bytes), itself, and zeros up to a multiple of ``step``.
    """
    # The nonce is no argument: a caller who could choose it could repeat it, and that opens AES-GCM.
    nonce = urandom(_NONCE_SIZE)
    padded = len(plaintext).to_bytes(_LENGTH_SIZE, "big") + plaintext
    padded += bytes(-len(padded) % step)
    return _FORMAT + nonce + _cipher(secret, table).encrypt(nonce, padded, _context(table, row_id, revision))


def unseal(secret: Secret, table: str, row_id: bytes, revision: int, sealed: bytes) -> bytes:
    """The plaintext. Raises ``SealBroken`` unless secret, table, id and revision are those of sealing."""
    if sealed[:1] != _FORMAT:
        raise SealBroken(f"A row of {table} is sealed in a format that this version does not know.")
    nonce, body = sealed[1 : 1 + _NONCE_SIZE], sealed[1 + _NONCE_SIZE :]
    try:
        padded = _cipher(secret, table).decrypt(nonce, body, _context(table, row_id, revision))
    except (InvalidTag, ValueError):
        raise SealBroken(f"A row of {table} was moved or altered since it was sealed.") from None
    end = _LENGTH_SIZE + int.from_bytes(padded[:_LENGTH_SIZE], "big")
    return padded[_LENGTH_SIZE:end]


def _expand(secret: Secret, use: str, name: str) -> bytes:
    info = f"quizapp {use}\0{name}".encode()
    return HKDF(algorithm=SHA256(), length=SECRET_SIZE, salt=None, info=info).derive(secret.key)


def _cipher(secret: Secret, table: str) -> AESGCM:
    return AESGCM(_expand(secret, "seal", table))


def _context(table: str, row_id: bytes, revision: int) -> bytes:
    """Each part with its length or of fixed length, so that no two rows share a context."""
    name = table.encode()
    parts = [_FORMAT, len(name).to_bytes(2, "big"), name, len(row_id).to_bytes(2, "big"), row_id]
    return b"".join([*parts, revision.to_bytes(8, "big")])
