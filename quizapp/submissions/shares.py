"""What an owner shows to others, and takes back."""

from dataclasses import dataclass, replace

from quizapp.domain.picture import Picture
from quizapp.domain.result import LiveShare, Result, Share
from quizapp.reports.picture import PictureView, build_picture, find_headline
from quizapp.reports.result_page import build_result_page
from quizapp.reports.shared_page import SharedPage, build_shared_page, cut_profile
from quizapp.storage.sealing import Secret, new_secret
from quizapp.submissions.base import UseCases
from quizapp.submissions.secrets import secret_of

MOST_SHARES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(UseCases):
    """What an owner shows to others, and takes back."""

    def share(self, owner: Secret, ticked: list[str], *, pictured: bool = False) -> Secret | None:
        """Make a share of exactly what was ticked. None when there is no result, or nothing was ticked.

        ``pictured``: the owner agrees to a picture in the preview of the link.
        """
        secret = new_secret(self.random_bytes)
        with self.store.transaction() as store:
            result = store.results.find(owner, self.now())
            share = self.build_share(result, ticked, pictured=pictured) if result else None
            if result is None or share is None or len(result.shares) >= MOST_SHARES:
                return None
            live = LiveShare(secret=secret.text, made_at=share.made_at, shows=share.shows, pictured=pictured)
            store.shares.add(secret, share, result.keep_until)
            store.results.change(
                owner,
                self.now(),
                lambda found: (replace(found, shares=[*found.shares, live]), found.keep_until),
            )
        return secret

    def build_share(self, result: Result, ticked: list[str], *, pictured: bool = False) -> Share | None:
        """What another person would be shown; only what the result offers can be ticked."""
        questionnaire = self.source_of(result)
        offered = [item.key for item in build_result_page(questionnaire, result, None).shareable]
        shows = [key for key in offered if key in ticked]
        if not shows:
            return None
        return Share(
            slug=result.slug,
            version=result.version,
            frame=result.frame,
            form=result.form,
            made_at=self.now(),
            shows=shows,
            profile=cut_profile(questionnaire, result.profile, shows),
            pictured=pictured,
        )

    def take_back(self, owner: Secret, share: str) -> bool:
        """Delete one share of the owner's list, its row included. ``share``: its secret as text."""
        with self.store.transaction() as store:
            result = store.results.find(owner, self.now())
            named = Secret.from_text(share)
            gone = next((live for live in result.shares if secret_of(live) == named), None) if result else None
            if result is None or gone is None:
                return False
            self.drop_share(store, secret_of(gone))
            left = [live for live in result.shares if live != gone]
            store.results.change(owner, self.now(), lambda found: (replace(found, shares=left), found.keep_until))
        self.store.wipe()
        return True

    def find_share(self, secret: Secret) -> Share | None:
        return self.store.shares.find(secret, self.now())

    def shared_page(self, share: Share, language: str) -> SharedPage:
        return build_shared_page(self.wording_of(share, language), share)

    def picture_of(self, share: Share, language: str, picture: Picture) -> PictureView:
        """What a picture of a share says."""
        return build_picture(self.shared_page(share, language), language, picture)

    def headline_of(self, share: Share, language: str) -> str:
        """What the picture in the preview of its link says."""
        return find_headline(self.shared_page(share, language))[0]
