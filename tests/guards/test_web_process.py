"""A web process stays small: what renders, and what counts in bulk, is loaded elsewhere."""

import subprocess
import sys

PROGRAM = r"""
import re
import sys
from pathlib import Path

from quizapp import create_app
from quizapp.settings import read_settings
from quizapp.storage.upgrading import bring_up_to_date
from tests.web.walk import all_answered, hand_in, send

settings = read_settings({"QUIZAPP_DATA": sys.argv[1]})
bring_up_to_date(settings.database_url)
app = create_app(settings)
client = app.test_client()
of = app.extensions["quizapp.submissions"].find_newest("between-us", "en")
owner = hand_in(client, of, all_answered(of, 4))
offered = re.findall(r'name="show"[^>]*value="([^"]+)"', client.get(owner).get_data(as_text=True))
made = send(client, owner + "share", {"show": offered, "pictured": "yes", "go": "make"}, page=owner)
assert client.get(owner + "code.svg").status_code == 200
assert client.get(owner + "forty-days.pdf").status_code == 202
assert client.get(made.location).status_code == 202
assert app.extensions["quizapp.queue"].length() == 4
app.extensions["quizapp.queue"].close()
print({"weasyprint", "numpy", "fontTools", "pydyf", "pypdfium2", "PIL"} & set(sys.modules))
"""


def test_a_web_process_never_loads_what_renders_or_counts(tmp_path: object) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "set()"


SERVED = """
import sys

from click.testing import CliRunner

from quizapp import cli, serving

loaded = []
serving.serve = lambda *_: loaded.append(set(sys.modules)) or 0
done = CliRunner().invoke(cli.main, ["serve"], env={"QUIZAPP_DATA": sys.argv[1]})
assert done.exit_code == 0, done.output
print({"alembic", "flask_migrate", "mako", "weasyprint", "numpy", "rich", "icalendar", "openpyxl"} & loaded[0])
"""


def test_a_server_has_forgotten_how_its_database_was_made_when_it_forks(tmp_path: object) -> None:
    done = subprocess.run([sys.executable, "-c", SERVED, str(tmp_path)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "set()"
