"""the organiser's aims in an order, kept with each run

Revises: 0017
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("allocation_run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ranked", JSON, nullable=False, server_default="[]"))
    with op.batch_alter_table("allocation_run", schema=None) as batch_op:
        batch_op.alter_column("ranked", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("allocation_run", schema=None) as batch_op:
        batch_op.drop_column("ranked")
