"""Compile the translations whenever quizapp is built, for a wheel and for an editable install alike."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "quizapp/translations/*/LC_MESSAGES/*.po"


class TranslationsHook(BuildHookInterface):
    """Hatchling's name for this file is `custom`; see [tool.hatch.build.hooks.custom]."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        compile_catalogues(Path(self.root))


def compile_catalogues(root: Path) -> list[Path]:
    """Write each messages.mo beside its messages.po, and return what was written."""
    return [_compile(source) for source in sorted(root.glob(CATALOGUES))]


def _compile(source: Path) -> Path:
    target = source.with_suffix(".mo")
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
    with target.open("wb") as binary:
        write_mo(binary, catalogue)
    return target


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
