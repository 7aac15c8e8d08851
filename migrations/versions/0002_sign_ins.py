"""sign-ins: a ticket for each device, so that signing out ends it

Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sign_in_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_sign_in_ticket_hash")),
    )
    op.create_index(op.f("ix_sign_in_at"), "sign_in", ["at"])
    op.create_index(op.f("ix_sign_in_user_id"), "sign_in", ["user_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_sign_in_user_id"), "sign_in")
    op.drop_index(op.f("ix_sign_in_at"), "sign_in")
    op.drop_table("sign_in")
