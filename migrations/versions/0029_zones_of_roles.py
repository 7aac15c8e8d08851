"""zones of roles

Revises: 0028
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("gate_setting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role_zones", json, server_default="{}", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("gate_setting", schema=None) as batch_op:
        batch_op.drop_column("role_zones")
