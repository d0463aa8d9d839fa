"""Reports that were asked for, and their PDF."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rendering",
        sa.Column("id", sa.LargeBinary(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rendering"),
    )
    op.create_index("ix_rendering_expires_at", "rendering", ["expires_at"])


def downgrade() -> None:
    op.drop_index("ix_rendering_expires_at", table_name="rendering")
    op.drop_table("rendering")
