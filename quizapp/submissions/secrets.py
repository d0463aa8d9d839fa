"""Which secret leads from one kept thing to another."""

from quizapp.domain.printing import Printing
from quizapp.domain.result import LiveShare
from quizapp.storage.sealing import Secret, derive


def owner_of(sitting: Secret) -> Secret:
    """The owner's secret of what a sitting is handed in as; the way back is not to be found."""
    return derive(sitting, "owner of the result")


def rendering_secret(owner: Secret, language: str, printing: Printing) -> Secret:
    """What finds and opens one report of a result. It leads neither to the result nor to its other reports."""
    return derive(owner, f"report {language} {printing.edition} {printing.paper} {printing.part}")


def secret_of(share: LiveShare) -> Secret:
    secret = Secret.from_text(share.secret)
    if secret is None:
        raise ValueError("A sealed result holds a share whose secret cannot be read.")
    return secret
