"""The tables of the store, declared by the modules of this package on one METADATA."""

import importlib
import pkgutil

from sqlalchemy import MetaData

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def complete() -> MetaData:
    """METADATA once every module of the package has declared its tables."""
    import holdline.state as package  # noqa: PLC0415  the package is this module's own

    for found in pkgutil.iter_modules(package.__path__):
        if not found.ispkg:
            importlib.import_module(f"{package.__name__}.{found.name}")
    return METADATA
