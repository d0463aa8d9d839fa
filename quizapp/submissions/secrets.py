"""Which secret leads from one kept thing to another."""

from quizapp.domain.picture import PictureKind
from quizapp.domain.printing import Printing
from quizapp.domain.result import Handover, LiveShare, Sitting
from quizapp.storage.sealing import Secret, derive


def owner_of(sitting: Secret) -> Secret:
    """The owner's secret of what a sitting is handed in as; the way back is not to be found."""
    return derive(sitting, "owner of the result")


def rendering_secret(owner: Secret, language: str, printing: Printing) -> Secret:
    """What finds and opens one report of a result. It leads neither to the result nor to its other reports."""
    return derive(owner, f"report {language} {printing.edition} {printing.paper} {printing.part}")


def picture_secret(share: Secret, language: str, kind: PictureKind) -> Secret:
    """What finds and opens one picture of a share. It leads neither to the share nor to its other pictures."""
    return derive(share, f"picture {language} {kind}")


def secret_of(share: LiveShare) -> Secret:
    return _kept(share.secret)


def sitting_of(handover: Handover) -> Secret:
    return _kept(handover.sitting)


def handover_of(sitting: Sitting) -> Secret | None:
    return _kept(sitting.handover) if sitting.handover else None


def _kept(text: str) -> Secret:
    secret = Secret.from_text(text)
    if secret is None:
        raise ValueError("What is sealed holds a secret that cannot be read.")
    return secret
