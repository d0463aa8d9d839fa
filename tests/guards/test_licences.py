"""What runs beside us is listed with its licence, and none of them asks for more than to be named."""

import re

from tests.guards.licences import ROOT, page

FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python|MPL|Mozilla|0BSD|Zlib|Unlicense|LGPL|Lesser|HPND", re.IGNORECASE)


def test_the_list_of_licences_is_current() -> None:
    assert (ROOT / "docs/licences.md").read_text(encoding="utf-8") == page(), "run `make licences`"


def test_every_package_states_a_licence_that_lets_anybody_use_it() -> None:
    rows = re.findall(r"^\| ([a-z0-9._-]+) \| (.+) \|$", page().partition("|---|---|")[2], re.MULTILINE)

    assert len(rows) > 30
    assert [name for name, licence in rows if not FREE.search(licence)] == []
