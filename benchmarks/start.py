"""From the command to the first page, beside a bare Flask application under gunicorn."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

ROUNDS = 5
PORT = 8731
PATIENCE = 20.0

BARE = "from flask import Flask\napp = Flask(__name__)\napp.add_url_rule('/', view_func=lambda: 'hello')\n"


def seconds_to_first_page(command: Sequence[str], address: str, folder: str) -> float:
    begun = perf_counter()
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "QUIZAPP_DATA": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while perf_counter() - begun < PATIENCE:
            try:
                with urlopen(address) as page:
                    page.read()
                return perf_counter() - begun
            except URLError:
                sleep(0.01)
        raise TimeoutError(f"{command[0]} did not answer within {PATIENCE} s")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def main() -> None:
    bin_folder = Path(sys.executable).parent
    with TemporaryDirectory() as folder:
        (Path(folder) / "bare.py").write_text(BARE)
        ours = [str(bin_folder / "quizapp"), "serve", "--port", str(PORT)]
        bare = [str(bin_folder / "gunicorn"), "-b", f"127.0.0.1:{PORT}", "bare:app"]
        seconds_to_first_page(ours, f"http://127.0.0.1:{PORT}/en/", folder)  # makes the database
        pairs = [
            (
                seconds_to_first_page(ours, f"http://127.0.0.1:{PORT}/en/", folder),
                seconds_to_first_page(bare, f"http://127.0.0.1:{PORT}/", folder),
            )
            for _ in range(ROUNDS)
        ]
    mine, reference = (median(times) for times in zip(*pairs, strict=True))
    print(f"start: {mine:.2f} s to the first page; bare Flask: {reference:.2f} s; ratio {mine / reference:.1f}")


if __name__ == "__main__":
    main()
