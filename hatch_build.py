"""What building quizapp does besides packing: compile the translations, ship the two folders at the top."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig

# Authors and designers work in these two; an installed quizapp finds them inside itself.
SHIPPED = {"templates": "quizapp/shipped/templates", "questionnaires": "quizapp/shipped/questionnaires"}
CATALOGUES = "quizapp/translations/*/LC_MESSAGES/*.po"


class WheelHook(BuildHookInterface[WheelBuilderConfig]):
    """Hatchling calls it for each wheel: `standard`, or `editable` for a checkout at work."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))
        # An editable install reads the folders where they stand; a copy of them would go stale unseen.
        if version == "standard":
            build_data["force_include"].update(SHIPPED)


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
