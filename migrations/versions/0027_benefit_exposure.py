"""where what was given to sponsors can be seen

Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_passes", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("gate_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_benefit_gate_id"), ["gate_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_benefit_gate_id"), "gate", ["gate_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_benefit_gate_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_benefit_gate_id"))
        batch_op.drop_column("gate_id")
        batch_op.drop_column("on_passes")
