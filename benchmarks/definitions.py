"""Loading definitions, and what their number and length add to the time of a page."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask.testing import FlaskClient

from benchmarks.sitting import TOKEN
from quizapp import create_app
from quizapp.definitions.decoding import decode
from quizapp.definitions.library import Library
from quizapp.definitions.reader import read
from quizapp.settings import read_settings, shipped
from quizapp.storage.upgrading import bring_up_to_date

ROUNDS = 9
MANY = 200
A_PAGE = 200


def typical(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of CPU, median of ``rounds`` after one that warms up."""
    work()
    times = []
    for _ in range(rounds):
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return median(times)


def write_test(folder: Path, slug: str, items: int) -> None:
    """A test of two scales, all else left to the standard words."""
    version = folder / slug / "v1"
    version.mkdir(parents=True)
    turned = ["false", "false", "true"]
    lines = [
        f"  i{n}: {{scale: {'ab'[n % 2]}, reverse: {turned[n % 3]}, text: Sentence {n}.}}\n" for n in range(items)
    ]
    head = f"title: Test {slug}\nresponses: [Never, Rarely, Sometimes, Often, Always]\n"
    source = head + "scales: {a: {name: One}, b: {name: Two}}\nitems:\n" + "".join(lines)
    (version / "questionnaire.yaml").write_text(source, "utf-8")


def client_for(folder: Path, questionnaires: Path) -> FlaskClient:
    environment = {"QUIZAPP_DATA": str(folder), "QUIZAPP_QUESTIONNAIRES": str(questionnaires)}
    settings = read_settings(environment)
    bring_up_to_date(settings.database_url)
    return create_app(settings).test_client()


def page_times(*sittings: tuple[FlaskClient, str]) -> list[float]:
    """Seconds of CPU for a page of sentences in the middle of each test, measured in turn."""
    places = [begin(client, slug) for client, slug in sittings]
    times: list[list[float]] = [[] for _ in sittings]
    for _ in range(A_PAGE):
        for (client, _slug), place, taken in zip(sittings, places, times, strict=True):
            begun = process_time()
            client.get(place)
            taken.append(process_time() - begun)
    return [median(taken) for taken in times]


def begin(client: FlaskClient, slug: str) -> str:
    """Start a sitting; the address of a page in the middle."""
    start = f"/en/{slug}/"
    token = TOKEN.search(client.get(start).get_data(as_text=True))
    assert token
    client.post(start, data={"csrf_token": token[1], "agree": "yes"})
    pages = len(client.application.extensions["quizapp.submissions"].find_newest(slug, "en").pages)
    return f"{start}part/{pages // 2}"


def shipped_tests() -> None:
    folder = shipped("questionnaires")
    files = [(path.read_bytes(), path.name) for path in folder.glob("*/v*/*.yaml")]
    load = typical(lambda: Library.load(folder))
    reading = typical(lambda: [read(*file) for file in files])
    characters = typical(lambda: [decode(*file) for file in files])
    print(
        f"shipped tests: read, checked and ready in {1000 * load:.0f} ms (aim 300); "
        f"reading YAML alone {1000 * reading:.0f} ms, ratio {load / reading:.1f}; "
        f"looking at the characters alone {1000 * characters:.0f} ms"
    )


def many_tests(folder: Path) -> None:
    shared = shipped("questionnaires")
    one, all_of_them = folder / "one", folder / "many"
    for target, count in ((one, 1), (all_of_them, MANY)):
        for number in range(count):
            write_test(target, f"test-{number}", 50)
        (target / "support.yaml").write_bytes((shared / "support.yaml").read_bytes())
    single, together = typical(lambda: Library.load(one)), typical(lambda: Library.load(all_of_them), 3)
    clients = client_for(folder / "data-one", one), client_for(folder / "data-many", all_of_them)
    alone, among = page_times(*((client, "test-0") for client in clients))
    print(
        f"{MANY} questionnaires of 50 sentences: {together:.2f} s (aim 3), {together / single:.0f} times one; "
        f"a page among them {1000 * among:.2f} ms, alone {1000 * alone:.2f} ms, ratio {among / alone:.2f} (aim 1.0)"
    )


def long_test(folder: Path) -> None:
    questionnaires = folder / "long"
    for items in (50, 500):
        write_test(questionnaires, f"of-{items}", items)
    (questionnaires / "support.yaml").write_bytes((shipped("questionnaires") / "support.yaml").read_bytes())
    client = client_for(folder / "data-long", questionnaires)
    short, long = page_times((client, "of-50"), (client, "of-500"))
    print(
        f"a page of 500 sentences' test: {1000 * long:.2f} ms, of 50 {1000 * short:.2f} ms, "
        f"ratio {long / short:.2f} (aim 1.3)"
    )


def main() -> None:
    with TemporaryDirectory() as folder:
        shipped_tests()
        many_tests(Path(folder))
        long_test(Path(folder))


if __name__ == "__main__":
    main()
