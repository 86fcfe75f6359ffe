"""Open the engine that an address names."""

import importlib
import logging
import os
import shutil
import tempfile
import tomllib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from holdline.build.engine.address import Address
from holdline.build.engine.cluster import Cluster
from holdline.build.engine.here import Here
from holdline.build.engine.making import Engine
from holdline.errors import EngineClientMissing, EngineFolderUnfit
from holdline.settings import settings

CLIENT = ("sqlglot", "pyspark.sql.connect.session")
UNTRIED = "PySpark does not yet fully support pandas"  # no pandas frame is asked for
log = logging.getLogger(__name__)
HOME = Path(__file__).with_name("home.toml")
MODE = 0o770  # workers may run as somebody else of the folder's group


@dataclass(frozen=True)
class Chosen:
    """Which engine a build uses.

    Attributes:
        url: of a Spark Connect server; "" for DuckDB in this process.
        shared: a folder that this machine and every worker see by the same path; None when the
            build's own folder is one, as it is when they run on this machine.
    """

    url: str = ""
    shared: Path | None = None

    @classmethod
    def set(cls) -> Self:
        """What this installation is set to."""
        told = settings()
        return cls(told.engine_url, Path(told.engine_folder) if told.engine_folder else None)


def kept_home() -> frozenset[str]:
    """The tables that DuckDB makes whatever the engine; why stands in home.toml."""
    return frozenset(tomllib.loads(HOME.read_text("utf-8")))


@contextmanager
def opened(chosen: Chosen, scratch: Path) -> Iterator[Engine]:
    """The engine *chosen* until the block ends.

    Args:
        chosen: its address and the folder shared with it.
        scratch: an existing folder of the build, used when none is shared.

    Raises:
        EngineAddressUnknown, EngineTokenInClear, EngineUnreachable, EngineRefused: there is no
            engine to be had there.
        EngineClientMissing: what speaks to it is not installed.
        EngineFolderUnfit, EngineFolderUnseen: the folder cannot be shared.
    """
    if not chosen.url:
        yield Here()
        return
    address = Address.read(chosen.url).reached()
    warnings.filterwarnings("ignore", message=UNTRIED, category=FutureWarning)
    try:
        for needed in CLIENT:
            importlib.import_module(needed)
    except ImportError as missing:
        raise EngineClientMissing(problem=missing) from missing
    with (
        _folder(chosen.shared or scratch) as folder,
        Cluster.at(address, folder, kept_home()) as cluster,
    ):
        yield cluster


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """A folder of the build's own below *parent*; it holds personal data, and goes with it."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="holdline-", dir=parent.resolve()))
        folder.chmod(MODE)
    except OSError as problem:
        raise EngineFolderUnfit(folder=parent, problem=os.strerror(problem.errno or 0)) from problem
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            log.warning("%s could not be deleted whole; it holds personal data: delete it", folder)
