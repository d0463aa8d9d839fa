"""What every answer says to the browser, errors, files and the report included."""

from flask import Flask, Response, request

CONTENT_POLICY = "; ".join(
    f"{what} {whence}"
    for what, whence in {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        # The mark stands in the page, so that it costs no request.
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }.items()
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    # Not no-referrer: forms sent over https are checked against their own site's referrer.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def headers_of(*, secure: bool) -> dict[str, str]:
    """What is sent with every answer; ``secure``: people reach it over https."""
    return {**HEADERS, **({"Strict-Transport-Security": "max-age=63072000; includeSubDomains"} if secure else {})}


def add_headers(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer of ``app``."""
    headers = app.extensions["quizapp.headers"] = headers_of(secure=secure)

    @app.after_request
    def _add(response: Response) -> Response:
        response.headers.extend(headers)
        if request.endpoint != "static" or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response
