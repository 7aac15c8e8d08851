"""circulars: notices that organisers and leads write to many

Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
STATE = sa.Enum("draft", "sent", name="circularstate", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "circular",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("subject_vi", sa.String(length=200), nullable=False),
        sa.Column("body_vi", sa.Text(), nullable=False),
        sa.Column("subject_en", sa.String(length=200), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("states", JSON, nullable=False),
        sa.Column("units", JSON, nullable=False),
        sa.Column("lacks", JSON, nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("repeat_days", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("state", STATE, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(length=120), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("repeat_days IS NULL OR until IS NOT NULL", name=op.f("ck_circular_repeat_ends")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_circular_author_id")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_circular_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_circular_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circular")),
    )
    op.create_index(op.f("ix_circular_author_id"), "circular", ["author_id"])
    op.create_index("ix_circular_fair_id_unit_id", "circular", ["fair_id", "unit_id"])
    op.create_index(op.f("ix_circular_unit_id"), "circular", ["unit_id"])
    op.create_table(
        "circular_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circular_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circular_id"], ["circular.id"], name=op.f("fk_circular_round_circular_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circular_round")),
        sa.UniqueConstraint("circular_id", "number", name=op.f("uq_circular_round_circular_id_number")),
    )


def downgrade() -> None:
    op.drop_table("circular_round")
    op.drop_index(op.f("ix_circular_unit_id"), "circular")
    op.drop_index("ix_circular_fair_id_unit_id", "circular")
    op.drop_index(op.f("ix_circular_author_id"), "circular")
    op.drop_table("circular")
