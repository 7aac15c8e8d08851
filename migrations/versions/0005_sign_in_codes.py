"""sign-in codes: a telephone number is enough to sign in

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_code")),
        sa.UniqueConstraint("contact", name=op.f("uq_sign_in_code_contact")),
    )
    op.create_index(op.f("ix_sign_in_code_made_at"), "sign_in_code", ["made_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_sign_in_code_made_at"), "sign_in_code")
    op.drop_table("sign_in_code")
