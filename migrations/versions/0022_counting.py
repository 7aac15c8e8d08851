"""counting by sample where there is no gate

Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "count_plan",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("an_hour", sa.Integer(), nullable=False),
        sa.Column("counters", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_count_plan_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_count_plan")),
    )
    op.create_table(
        "count_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("stand", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_count_point_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_point")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_count_point_site_id_name")),
    )
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_counter_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_counter_code_hash")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_counter_site_id_number")),
    )
    op.create_table(
        "count_spell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["point_id"], ["count_point.id"], name=op.f("fk_count_spell_point_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_spell")),
        sa.UniqueConstraint("point_id", "begins_at", name=op.f("uq_count_spell_point_id_begins_at")),
    )
    op.create_table(
        "count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("spell_id", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_why", sa.String(length=200), nullable=False),
        sa.CheckConstraint("first BETWEEN 0 AND asked", name=op.f("ck_count_asked")),
        sa.CheckConstraint("seconds > 0 AND people >= 0", name=op.f("ck_count_counted")),
        sa.ForeignKeyConstraint(["spell_id"], ["count_spell.id"], name=op.f("fk_count_spell_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count")),
        sa.UniqueConstraint("spell_id", name=op.f("uq_count_spell_id")),
    )


def downgrade() -> None:
    op.drop_table("count")
    op.drop_table("count_spell")
    op.drop_table("counter")
    op.drop_table("count_point")
    op.drop_table("count_plan")
