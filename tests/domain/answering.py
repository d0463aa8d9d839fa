"""Any way of answering: nearly everything, as most people do, or here and there."""

from hypothesis import strategies as st

from tests.simulated_takers import LIKERT_ITEMS, RATINGS

Values = dict[str, int]
_LIKERT = {item: st.integers(min_value=1, max_value=5) for item in LIKERT_ITEMS}
_RATINGS = {rating: st.integers(min_value=1, max_value=10) for rating in RATINGS}


def _without(values: Values, skipped: set[str]) -> Values:
    return {item: value for item, value in values.items() if item not in skipped}


def _any_of(asked: dict[str, st.SearchStrategy[int]]) -> st.SearchStrategy[Values]:
    skipped = st.sets(st.sampled_from(list(asked)), max_size=8)
    nearly_everything = st.builds(_without, st.fixed_dictionaries(asked), skipped)
    here_and_there: st.SearchStrategy[Values] = st.fixed_dictionaries({}, optional=asked)
    return nearly_everything | here_and_there


likert_values = _any_of(_LIKERT)
all_values = _any_of(_LIKERT | _RATINGS)
