"""What a browser says of itself."""

import re

from flask import Request

_APPS = re.compile(
    r"MicroMessenger|Weibo|\bQQ/|DingTalk|AliApp|Instagram|FBA[NV]|FB_IAB|\bLine/|musical_ly|Bytedance|TikTok"
    r"|Snapchat|Pinterest/|LinkedInApp|Twitter|GSA/|; wv\)",
    re.IGNORECASE,
)


def is_inside_app(request: Request) -> bool:
    """Whether an app shows the page itself, as chat programs do; most of them download nothing."""
    return _APPS.search(request.headers.get("User-Agent", "")) is not None
