"""no accounts for those who stand at gates: their phones are paired

Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whoever had such an account keeps what the log says of them, and can sign in no more.
    op.execute("UPDATE \"user\" SET is_active = false, role = 'sponsor' WHERE role = 'staff'")
    op.drop_table("gate_duty")
    with op.batch_alter_table("gate_device") as batch_op:
        batch_op.drop_constraint("uq_gate_device_fair_id_user_id", type_="unique")
        batch_op.drop_constraint("fk_gate_device_user_id", type_="foreignkey")
        batch_op.drop_index("ix_gate_device_user_id")
        batch_op.drop_column("user_id")


def downgrade() -> None:
    with op.batch_alter_table("gate_device") as batch_op:
        batch_op.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_gate_device_user_id", "user", ["user_id"], ["id"])
        batch_op.create_index("ix_gate_device_user_id", ["user_id"])
        batch_op.create_unique_constraint("uq_gate_device_fair_id_user_id", ["fair_id", "user_id"])
    op.create_table(
        "gate_duty",
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["gate_id"], ["gate.id"], name="fk_gate_duty_gate_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_gate_duty_user_id"),
        sa.PrimaryKeyConstraint("gate_id", "user_id", name="pk_gate_duty"),
    )
    op.create_index("ix_gate_duty_user_id", "gate_duty", ["user_id"])
