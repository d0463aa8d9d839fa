"""A name that stands for nothing: what was probably meant."""

import pytest

from quizapp.domain.naming import find_close, suggestion


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("ANXX", ["AVO", "ANX"], "ANX"),
        ("anx", ["AVO", "ANX"], "ANX"),
        ("REST", ["rest", "talk"], "rest"),
        ("talks", ["rest", "Talk"], "Talk"),
        ("zzz", ["rest", "talk"], None),
        ("rest", [], None),
        # Three letters of five in common on each side are .6, two are not.
        ("abcxy", ["abcde"], "abcde"),
        ("abxyz", ["abcde"], None),
    ],
)
def test_what_looks_most_like_it_is_found_whatever_its_capitals(
    name: str, known: list[str], meant: str | None
) -> None:
    assert find_close(name, known) == meant


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (["rest", "talk"], "did you mean `rest`?"),
        ([], "there is no scale to name here; declare one or remove this"),
        (["one", "two"], "use one of `one`, `two`"),
        (list("abcdefgh"), "use one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`"),
        (list("abcdefghi"), "use one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 1 more"),
    ],
)
def test_the_close_one_is_named_or_else_the_first_eight(known: list[str], said: str) -> None:
    assert suggestion("rset", iter(known), "scale") == said
