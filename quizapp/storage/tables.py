"""The tables. Six are of one shape, and nothing in them can be read without a secret that they do not hold.

The pool can be read and belongs to nobody; norms are figures about many.
"""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, String, Table, Text

REVISION = "0004"
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
handover = _sealed_table("handover")

pool = Table(
    "pool",
    db.metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("slug", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("language", String(35), nullable=False),
    Column("frame", String(16), nullable=False),
    Column("form", String(16), nullable=False),
    Column("month", String(7), nullable=False),
    Column("consent", String(16), nullable=False),
    Column("seconds", Float),
    Column("answers", Text, nullable=False),
    # Rows then lie in the order of their random keys; a rowid would count them as they come.
    sqlite_with_rowid=False,
)

norms = Table(
    "norms",
    db.metadata,
    Column("slug", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("language", String(35), primary_key=True),
    Column("figures", LargeBinary, nullable=False),
)

# Not in the metadata of ``db``, since it is Alembic's own.
alembic_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
