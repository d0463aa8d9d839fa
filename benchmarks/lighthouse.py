"""What Lighthouse says of the front, the first page of sentences and a result; ends with 1 where it is too little.

``LIGHTHOUSE``: the command, which `make lighthouse` installs. It looks as a phone on a slow line.
"""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.setting import SLUG, a_taker, questionnaire
from benchmarks.sitting import TOKEN
from tests.browser.conftest import chromium
from tests.serving import Browser, serving

WANTED = {"accessibility": 100, "best-practices": 100, "performance": 98}
AUDITS = {"cumulative-layout-shift": "shift", "largest-contentful-paint": "largest paint"}
PATIENCE = 180


def pages_of(browser: Browser, language: str) -> Iterator[tuple[str, str]]:
    """What a page is, and its path, in the order in which somebody comes to them."""
    yield "front", f"/{language}/"
    start, of = f"/{language}/{SLUG}/", questionnaire(language)
    at = send(browser, start, start, {"frame": "now", "agree": "yes"})
    yield "first page of sentences", at
    answers = a_taker(of)
    for items in of.pages:
        at = send(browser, at, at, {item: answers[item] for item in items if item in answers})
        at = at.replace("/first", f"/part/{1 + of.pages.index(items) + 1}")
    yield "result", send(browser, at, at, {})


def send(browser: Browser, page: str, to: str, data: Mapping[str, str]) -> str:
    """Fill in the form on a page; where it leads."""
    token = TOKEN.search(browser.get(page).text)
    assert token, f"{page} has no form"
    return browser.post(to, {"csrf_token": token[1], **data}).location


def look(address: str, cookies: str, folder: Path) -> tuple[dict[str, int], dict[str, float]]:
    """Scores from 0 to 100 by category, and the figures of some audits."""
    kept = folder / "lighthouse.json"
    told = ["--output=json", f"--output-path={kept}", "--quiet", f"--only-categories={','.join(WANTED)}"]
    options = ["--chrome-flags=--headless=new --no-sandbox", f"--extra-headers={json.dumps({'Cookie': cookies})}"]
    command = [*shlex.split(os.environ["LIGHTHOUSE"]), address, *told, *options]
    subprocess.run(command, check=True, timeout=PATIENCE, env={**os.environ, "CHROME_PATH": chromium()})
    found = json.loads(kept.read_text("utf-8"))
    for audit in found["audits"].values():
        if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary":
            print(f"    {audit['id']}: {audit['title']}")
    scores = {name: round(100 * category["score"]) for name, category in found["categories"].items()}
    return scores, {words: found["audits"][name]["numericValue"] for name, words in AUDITS.items()}


def main() -> None:
    short = False
    with TemporaryDirectory() as folder, serving(Path(folder) / "served") as served:
        for language in ("en", "zh-Hans"):
            browser = served.browser()
            for name, path in pages_of(browser, language):
                cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
                scores, figures = look(served.address + path, cookies, Path(folder))
                print(f"  {language} {name}: {scores}, {figures}", flush=True)
                short |= figures["shift"] > 0 or any(scores[key] < least for key, least in WANTED.items())
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
