"""what a published plan is and is worth, hands and all

Revises: 0029
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("allocation_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_hash", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("z", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("terms", json, server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("allocation_plan", schema=None) as batch_op:
        batch_op.drop_column("terms")
        batch_op.drop_column("z")
        batch_op.drop_column("plan_hash")
