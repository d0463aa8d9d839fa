"""The tables, all of one shape. Nothing in them can be read without a secret that they do not hold."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table

REVISION = "0002"
"""The migration that leads to these tables. It stands here so that a web worker can tell without Alembic."""

# Migrations can only change what has a name, and databases do not agree on names of their own.
db = SQLAlchemy(metadata=MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"}))


def _sealed_table(name: str) -> Table:
    """``id``: 32 bytes derived from the secret. ``expires_at``: unix seconds; from then on it is gone."""
    return Table(
        name,
        db.metadata,
        Column("id", LargeBinary(32), primary_key=True),
        Column("revision", Integer, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("expires_at", BigInteger, nullable=False, index=True),
    )


sitting = _sealed_table("sitting")
result = _sealed_table("result")
answers = _sealed_table("answers")
share = _sealed_table("share")
rendering = _sealed_table("rendering")

# Not in the metadata of ``db``, since it is Alembic's own.
alembic_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
