"""What may stand in an address. Anything else is the one 404."""

from werkzeug.routing import BaseConverter, ValidationError

from quizapp.submissions import Secret
from quizapp.web.languages import LANGUAGES


class LanguageConverter(BaseConverter):
    """One of the languages the pages speak."""

    regex = "|".join(LANGUAGES)


class WrongLanguageConverter(BaseConverter):
    """What looks like a language and is none of ours."""

    regex = rf"(?!(?:{'|'.join(LANGUAGES)})$)[A-Za-z]{{2,3}}(?:[-_][A-Za-z0-9]{{2,8}}){{0,2}}"


class SlugConverter(BaseConverter):
    """The name of a questionnaire's folder; longer than a letter, since single letters are rooms of links."""

    regex = "[a-z][a-z0-9-]{1,60}"


class SecretConverter(BaseConverter):
    """The secret of a result or a share, as it stands in links."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> Secret:
        secret = Secret.from_text(value)
        if secret is None:
            raise ValidationError
        return secret

    def to_url(self, value: Secret | str) -> str:
        return value if isinstance(value, str) else value.text


CONVERTERS: dict[str, type[BaseConverter]] = {
    "language": LanguageConverter,
    "wrong_language": WrongLanguageConverter,
    "secret": SecretConverter,
    "slug": SlugConverter,
}
"""What routes call them."""
