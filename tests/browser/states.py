"""Every state that a page can be in, by name."""

from tests.browser import states_after, states_before, states_later, states_of_authors, visits

STATES = visits.STATES
ENTERED_BY = (states_before, states_later, states_after, states_of_authors)
