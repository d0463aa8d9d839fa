"""What every use case works with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from quizapp.definitions.library import Library
from quizapp.domain.norms import NormSet
from quizapp.domain.picture import PICTURE_KINDS
from quizapp.domain.printing import PRINTINGS
from quizapp.domain.questionnaire import Questionnaire
from quizapp.domain.result import Rendering, Result, Share, Sitting
from quizapp.domain.support import SupportCountry
from quizapp.domain.wording import Form, Frame
from quizapp.storage.sealing import Secret
from quizapp.storage.store import Store
from quizapp.submissions.secrets import handover_of, picture_secret, rendering_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """What every use case works with. Clock and randomness come from outside.

    ``support``: language -> who can be called.
    """

    library: Library
    store: Store
    support: Mapping[str, list[SupportCountry]]
    now: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]

    def find_result(self, owner: Secret) -> Result | None:
        return self.store.results.find(owner, self.now())

    def find_sitting(self, secret: Secret) -> Sitting | None:
        return self.store.sittings.find(secret, self.now())

    def wording_of(self, kept: Sitting | Result | Share, language: str) -> Questionnaire:
        """The version, frame and form that something kept was made with, in ``language`` or the source language.

        A sitting is one of the full form: where the short one ends, it can be handed in or gone on with.
        """
        form = "full" if isinstance(kept, Sitting) else kept.form
        return self.worded(kept.slug, kept.version, kept.frame, language, form)

    def find_norms(self, questionnaire: Questionnaire) -> NormSet | None:
        return self.store.norms.find(questionnaire.slug, questionnaire.version, questionnaire.language)

    def source_of(self, result: Result) -> Questionnaire:
        return self.worded(result.slug, result.version, result.frame, form=result.form)

    def worded(
        self, slug: str, version: int, frame: Frame, language: str | None = None, form: Form = "full"
    ) -> Questionnaire:
        listing = self.library.find_listing(slug, version)
        if listing is None:
            raise KeyError(f"{slug}@{version} is gone, and something made with it is still kept.")
        known = language if language in listing.languages else listing.source_language
        return self.library.get(slug, version, known or listing.source_language, frame, form)

    def drop_sitting(self, store: Store, secret: Secret) -> None:
        """Delete a sitting, and the link that would open it elsewhere."""
        sitting = store.sittings.find(secret, self.now())
        if sitting is not None and (handover := handover_of(sitting)):
            store.handovers.remove(handover)
        store.sittings.remove(secret)

    def drop_reports(self, store: Store, owner: Secret) -> None:
        """Delete every report made of a result: they hold what it held."""
        for language, printing in product(self.support, PRINTINGS):
            store.renderings.remove(rendering_secret(owner, language, printing))

    def drop_share(self, store: Store, share: Secret) -> None:
        """Delete a share and every picture of it."""
        store.shares.remove(share)
        for language, kind in product(self.support, PICTURE_KINDS):
            store.renderings.remove(picture_secret(share, language, kind))

    def keep_share(self, store: Store, share: Secret, until: datetime) -> None:
        """Let a share live until then, with the pictures in its preview; those to save can be drawn again."""
        store.shares.change(share, self.now(), lambda found: (found, until))
        for language, kind in product(self.support, PICTURE_KINDS):
            picture = picture_secret(share, language, kind)
            if kind != "preview" or store.renderings.change(picture, self.now(), _kept_until(until)) is None:
                store.renderings.remove(picture)


def _kept_until(until: datetime) -> Callable[[Rendering], tuple[Rendering, datetime] | None]:
    return lambda found: (replace(found, keep_until=until), until) if found.made else None
