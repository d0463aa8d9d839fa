"""Requests and bytes of the first page of sentences."""

import gzip
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.setting import SLUG, build_app
from benchmarks.sitting import TOKEN

PARTS = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def main() -> None:
    with TemporaryDirectory() as folder:
        client = build_app(Path(folder)).test_client()
        start = f"/en/{SLUG}/"
        token = TOKEN.search(client.get(start).get_data(as_text=True))
        assert token
        reply = client.post(start, data={"csrf_token": token[1], "frame": "now", "agree": "yes"})
        page = client.get(reply.location)
        parts = sorted(set(PARTS.findall(page.get_data(as_text=True))))
        bodies = {reply.location: page.data, **{part: client.get(part).data for part in parts}}
    for name, body in bodies.items():
        print(f"  {name}: {len(body):,} bytes, {len(gzip.compress(body)):,} compressed")
    total = sum(map(len, bodies.values()))
    compressed = sum(len(gzip.compress(body)) for body in bodies.values())
    print(f"first page of sentences: {len(bodies)} requests, {total:,} bytes, {compressed:,} compressed")


if __name__ == "__main__":
    main()
