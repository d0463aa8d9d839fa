"""Requests and bytes of the first page of sentences, as they are sent to a browser that takes gzip."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.setting import SLUG, build_app
from benchmarks.sitting import TOKEN

PARTS = re.compile(r'(?:href|src)="(/static/[^"]+)"')
SMALL = {"Accept-Encoding": "gzip"}


def main() -> None:
    with TemporaryDirectory() as folder:
        client = build_app(Path(folder)).test_client()
        start = f"/en/{SLUG}/"
        token = TOKEN.search(client.get(start).get_data(as_text=True))
        assert token
        first = client.post(start, data={"csrf_token": token[1], "frame": "now", "agree": "yes"}).location
        parts = sorted(set(PARTS.findall(client.get(first).get_data(as_text=True))))
        answers = {address: client.get(address, headers=SMALL) for address in (first, *parts)}
        whole = {address: len(client.get(address).data) for address in answers}
    sizes = {address: len(answer.data) for address, answer in answers.items()}
    heads = {address: len(str(answer.headers)) for address, answer in answers.items()}
    for address, size in sizes.items():
        print(f"  {address}: {size:,} bytes and a head of {heads[address]:,}; {whole[address]:,} uncompressed")
    total = sum(sizes.values()) + sum(heads.values())
    print(f"first page of sentences: {len(sizes)} requests, {total:,} bytes")


if __name__ == "__main__":
    main()
