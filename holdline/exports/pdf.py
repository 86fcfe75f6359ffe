"""Make a PDF of a Word file by LibreOffice, when it is there."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from holdline.errors import ConverterMissing

CONVERTER = "soffice"
PATIENCE = 180  # seconds


def pdf(word: bytes) -> bytes:
    """The PDF that LibreOffice makes of a Word file.

    Raises:
        ConverterMissing: it is not installed, or made none.
    """
    found = shutil.which(CONVERTER)
    if found is None:
        raise ConverterMissing(problem=f"{CONVERTER} was not found")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "x.docx").write_bytes(word)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [found, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        done = subprocess.run(  # noqa: S603  a fixed program with fixed options
            [*command, str(place / "x.docx")],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        made = place / "x.pdf"
        if not made.exists():
            raise ConverterMissing(problem=done.stderr.strip() or "it made none")
        return made.read_bytes()
