"""What the owner's pages say about showing some of a result."""

from itertools import groupby

from flask import g, request, url_for
from flask_babel import lazy_gettext as _

from quizapp.domain.result import LiveShare
from quizapp.reports.result_page import ResultPage
from quizapp.reports.shareable import Shareable
from quizapp.submissions import MOST_SHARES, Secret
from quizapp.web.extensions import settings
from quizapp.web.views import ShareLine, Sharing, Tick, TickGroup

HEADINGS = {
    "strength": _("What I can do"),
    "line": _("What I answered most clearly"),
    "helps": _("What helps me"),
    "pattern": _("What tends to happen with me"),
    "plane": _("The drawing"),
}
"""What stands on the shared page over things of a kind."""


def build_sharing(owner: Secret, page: ResultPage) -> Sharing:
    """With the boxes ticked as they were when they were last sent, else as they are offered."""
    sent = request.args.getlist("show") if {"show", "nothing"} & request.args.keys() else None
    return Sharing(
        groups=[
            TickGroup(heading=str(HEADINGS[kind]), ticks=[_tick(item, sent) for item in items])
            for kind, items in groupby(page.shareable, key=lambda item: item.kind)
        ],
        shares=[build_line(owner, live, page) for live in reversed(page.shares)],
        room=len(page.shares) < MOST_SHARES,
        missing="nothing" in request.args,
        pictured="pictured" in request.args,
    )


def build_line(owner: Secret, live: LiveShare, page: ResultPage) -> ShareLine:
    labels = {item.key: item.label for item in page.shareable}
    return ShareLine(
        secret=live.secret,
        url=link_of(live),
        page=url_for("showing.shown", language=g.language, secret=owner, name=name_of(live.secret)),
        made_at=live.made_at,
        labels=[labels[key] for key in live.shows if key in labels],
        pictured=live.pictured,
    )


def link_of(live: LiveShare) -> str:
    path: str = url_for("shares.door", language=g.language, secret=live.secret)
    return settings().public_url + path


def name_of(secret: str) -> str:
    """What an address calls a share by. It opens nothing: 208 bits of the secret are left to guess."""
    return secret[:8]


def _tick(item: Shareable, sent: list[str] | None) -> Tick:
    return Tick(key=item.key, label=item.label, ticked=item.ticked if sent is None else item.key in sent)
