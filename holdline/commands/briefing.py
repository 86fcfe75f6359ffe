"""`python -m holdline briefing`: the bulletin of a division and month as a Word file."""

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdline.exports.provenance import Batch

CONVERTER = "soffice"
PATIENCE = 180  # seconds
HELP = "Write the bulletin (progress, or data quality) of a division and month as a Word file."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose bulletin, of which month, and where to."""
    parser.add_argument("--division", required=True, help="division code, such as 3704")
    parser.add_argument("--month", required=True, help="month, such as 2021-10")
    parser.add_argument("--out", required=True, type=Path, metavar="F.docx|F.pdf")
    parser.add_argument("--kind", choices=("progress", "quality"), default="progress")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--snapshot", default="", help="a snapshot's id (default the current one)")


def run(options: argparse.Namespace) -> int:
    """Write the file; where to, how many figures, and its batch number are printed."""
    from holdline.access.identity import operator
    from holdline.exports import gate, reckoning
    from holdline.exports.asking import Source
    from holdline.exports.bulletin.making import bulletin
    from holdline.exports.document import document
    from holdline.messages.dates import parse_month
    from holdline.reference.divisions import normalise
    from holdline.warehouse import snapshot

    month, division = parse_month(options.month), normalise(options.division)
    shown = snapshot.named(options.snapshot) if options.snapshot else snapshot.current()
    source = Source(operator(), shown)
    with source.asked(division) as ask:
        about = reckoning.subject(
            ask, shown.manifest, options.language, tree=options.tree, division=division, month=month
        )
        made = bulletin(ask, about, options.kind)
    stands = source.provenance(made.title, options.language)
    figures = sum(1 for _ in made.numbers())
    is_pdf = options.out.suffix.lower() == ".pdf"

    def contents(batch: "Batch") -> gate.Contents:
        word = document(made, stands, batch)
        return gate.Contents(as_pdf(word) if is_pdf else word, figures)

    release = gate.released(source.person, stands, "pdf" if is_pdf else "docx", contents)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(release.content)
    print(f"{options.out}: {figures} figures, batch {release.batch.number}")
    return 0


def as_pdf(word: bytes) -> bytes:
    """The PDF that LibreOffice makes of a Word file.

    Raises:
        ConverterMissing: it is not installed, or made none.
    """
    from holdline.errors import ConverterMissing

    found = shutil.which(CONVERTER)
    if found is None:
        raise ConverterMissing(problem=f"{CONVERTER} was not found")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "x.docx").write_bytes(word)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [found, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        done = subprocess.run(
            [*command, str(place / "x.docx")],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        made = place / "x.pdf"
        if not made.exists():
            raise ConverterMissing(problem=done.stderr.strip() or "it made none")
        return made.read_bytes()
