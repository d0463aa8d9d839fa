"""How long things are kept, and which wording people agree to."""

from datetime import timedelta

CONSENT = "2026-11"
"""Which wording of the agreement before the start is in use; it is sealed in the result."""

SITTING_KEPT = timedelta(hours=24)
ANSWERS_KEPT = timedelta(hours=24)
RESULT_KEPT = timedelta(days=90)
LONGEST_KEPT = timedelta(days=365)
