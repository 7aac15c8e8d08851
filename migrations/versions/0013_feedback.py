"""feedback: what exhibitors say after a fair

Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("organisers", sa.Integer(), nullable=True),
        sa.Column("again", sa.String(length=32), nullable=True),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name=op.f("ck_feedback_overall")),
        sa.CheckConstraint("visitors BETWEEN 1 AND 5", name=op.f("ck_feedback_visitors")),
        sa.CheckConstraint("place BETWEEN 1 AND 5", name=op.f("ck_feedback_place")),
        sa.CheckConstraint("organisers BETWEEN 1 AND 5", name=op.f("ck_feedback_organisers")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_feedback_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["given_by_id"], ["user.id"], name=op.f("fk_feedback_given_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("application_id", name=op.f("uq_feedback_application_id")),
    )
    op.create_index(op.f("ix_feedback_given_by_id"), "feedback", ["given_by_id"])


def downgrade() -> None:
    op.drop_table("feedback")
