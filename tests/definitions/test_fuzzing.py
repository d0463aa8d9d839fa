"""The first of the spoiled definitions that ``make fuzz-definitions`` goes through, and that spoiling spoils."""

from tests.definitions.fuzzing import look_at, sources, spoiled

COUNT = 300


def test_whatever_is_spoiled_gives_problems_with_line_and_remedy_or_is_sound() -> None:
    counts, complaints = look_at(range(COUNT))
    assert complaints == []
    assert counts["refused"] > COUNT / 2
    assert counts["sound"] > COUNT / 20


def test_the_same_number_is_the_same_definition_and_hardly_one_is_whole() -> None:
    whole = [dict(files) for files in sources()[0]]
    found = [spoiled(number) for number in range(COUNT)]
    assert found == [spoiled(number) for number in range(COUNT)]
    assert sum(files in whole for files in found) < COUNT / 10
