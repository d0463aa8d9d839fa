"""The stylesheet, the script and the mark: read once, compressed once, and kept by browsers for good.

Only these are compressed. Pages hold tokens beside what people send, and the length of both would tell of them.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, abort, request

FOLDER = Path(__file__).parent / "static"
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOW = "no-cache"
"""Of an address that does not say which content it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """``version``: names this content, and no other."""

    kind: str
    body: bytes
    compressed: bytes
    version: str

    @classmethod
    def read(cls, path: Path) -> "File":
        body = path.read_bytes()
        return cls(
            kind=guess_type(path.name)[0] or "application/octet-stream",
            body=body,
            compressed=gzip.compress(body, mtime=0),
            version=sha256(body).hexdigest()[:12],
        )


def add_files(app: Flask) -> None:
    """Serve the files of ``app`` under addresses that change with their content."""
    files = {path.name: File.read(path) for path in sorted(FOLDER.iterdir())}
    app.add_url_rule("/static/<filename>", "static", lambda filename: _answer(files.get(filename) or abort(404)))
    app.jinja_env.globals["icon"] = f"data:{files['mark.svg'].kind},{quote(files['mark.svg'].body)}"

    @app.url_defaults
    def _name_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = _version_of(files, values)


def _version_of(files: Mapping[str, File], values: Mapping[str, Any]) -> str | None:
    found = files.get(values.get("filename", ""))
    return found.version if found else None


def _answer(file: File) -> Response:
    small = request.accept_encodings.best_match(["gzip"]) is not None
    response = Response(file.compressed if small else file.body, mimetype=file.kind)
    if small:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{file.version}{'-gzip' if small else ''}")
    response.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == file.version else FOR_NOW
    response.make_conditional(request)
    return response
