"""A way in from articles: a frame with the front of a test, for sites that the operator allows. It sets no cookie."""

from flask import Blueprint, Flask, Response, abort, g, render_template, request

from quizapp.web.extensions import settings, submissions

embedding = Blueprint("embedding", __name__, url_prefix="/<language:language>/e")
frame_files = Blueprint("frame_files", __name__, static_folder="static", static_url_path="/e")


@embedding.get("/<slug:slug>")
def frame(slug: str) -> str:
    """The name, a line and a button that leads out of the frame; nothing to fill in."""
    test = submissions().find_newest(slug, g.language)
    if test is None or not settings().embedders:
        abort(404)
    return render_template("embedding/frame.html", test=test)


def add_framing(app: Flask, embedders: tuple[str, ...]) -> None:
    """Let these origins frame the way in, and nothing else. Called before the usual headers are put on."""
    if not embedders:
        return
    public = app.extensions["quizapp.settings"].public_url
    policy = (
        # What is in the frame belongs to no site, so ours has to be named.
        f"default-src 'none'; style-src {public}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(embedders)}; sandbox allow-popups allow-popups-to-escape-sandbox"
    )

    @app.after_request
    def _open(response: Response) -> Response:
        if response.status_code == 200 and request.blueprint in ("embedding", "frame_files"):
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            if request.blueprint == "embedding":
                response.headers["Content-Security-Policy"] = policy
        return response
