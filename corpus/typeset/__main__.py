"""Write the typeset sample briefings: ``python -m corpus.typeset [FOLDER]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.typeset import docx, html, pdf
from corpus.typeset.source import parse

_HERE = Path(__file__).parent
BRIEFINGS = _HERE.parent / "briefings"
OUTPUTS = (
    "country-report-2021-technology.pdf",
    "country-report-2021-manufacturing.pdf",
    "factsheet-2021-provinces.docx",
    "monograph-2021-new-infrastructure.html",
)


def typeset(name: str) -> bytes:
    """Set the briefing of a file name from the markdown beside this module."""
    output = Path(name)
    source = parse((_HERE / f"{output.stem}.md").read_text(encoding="utf-8"))
    if output.suffix == ".pdf":
        return pdf.typeset(source)
    if output.suffix == ".docx":
        return docx.typeset(source)
    return html.typeset(source, output.stem)


def main() -> None:
    """Write all typeset briefings into a folder, by default the sample corpus."""
    parser = argparse.ArgumentParser(prog="corpus.typeset", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=BRIEFINGS)
    folder: Path = parser.parse_args().folder
    for name in OUTPUTS:
        (folder / name).write_bytes(typeset(name))


if __name__ == "__main__":
    main()
