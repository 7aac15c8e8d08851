"""plans: their rules, history, saved versions and underlays; keys of what stands on them

Revises: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("aisle_cm", sa.Integer(), nullable=False),
        sa.Column("exit_clear_cm", sa.Integer(), nullable=False),
        sa.CheckConstraint("aisle_cm >= 0 AND exit_clear_cm >= 0", name=op.f("ck_plan_rules")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_plan_site_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_plan")),
    )
    op.create_table(
        "plan_save",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_plan_save_actor_id")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_plan_save_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_save")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_plan_save_site_id_name")),
    )
    with op.batch_alter_table("plan_save", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_save_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "plan_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_plan_step_actor_id")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_plan_step_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
        sa.UniqueConstraint("site_id", "version", name=op.f("uq_plan_step_site_id_version")),
    )
    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_step_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "plan_underlay",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("stored_name", sa.String(length=80), nullable=True),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("x_cm", sa.Integer(), nullable=False),
        sa.Column("y_cm", sa.Integer(), nullable=False),
        sa.Column("width_cm", sa.Integer(), nullable=False),
        sa.Column("depth_cm", sa.Integer(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("strength BETWEEN 5 AND 100", name=op.f("ck_plan_underlay_strength")),
        sa.CheckConstraint("width_cm > 0 AND depth_cm > 0", name=op.f("ck_plan_underlay_has_size")),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_plan_underlay_site_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user.id"], name=op.f("fk_plan_underlay_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_plan_underlay")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_plan_underlay_stored_name")),
    )
    with op.batch_alter_table("plan_underlay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_underlay_uploaded_by_id"), ["uploaded_by_id"], unique=False)

    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.add_column(sa.Column("price_class", sa.String(length=32), nullable=True))
    with op.batch_alter_table("plan_feature", schema=None) as batch_op:
        batch_op.add_column(sa.Column("watts", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(batch_op.f("ck_plan_feature_watts"), "watts >= 0")
        batch_op.alter_column("watts", server_default=None)
    for table in ("zone", "plan_feature", "booth"):
        _add_keys(table)


def _add_keys(table: str) -> None:
    """What stood there before is known by its id, which nothing new will ever be called."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=16), server_default="", nullable=False))
    op.execute(f"UPDATE {table} SET key = 'id' || CAST(id AS VARCHAR(14))")
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column("key", existing_type=sa.String(length=16), server_default=None)
        batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_site_id_key"), ["site_id", "key"])


def downgrade() -> None:
    with op.batch_alter_table("zone", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_zone_site_id_key"), type_="unique")
        batch_op.drop_column("key")

    with op.batch_alter_table("plan_feature", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_plan_feature_site_id_key"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_plan_feature_watts"), type_="check")
        batch_op.drop_column("watts")
        batch_op.drop_column("key")

    with op.batch_alter_table("booth", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_booth_site_id_key"), type_="unique")
        batch_op.drop_column("price_class")
        batch_op.drop_column("key")

    with op.batch_alter_table("plan_underlay", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_underlay_uploaded_by_id"))

    op.drop_table("plan_underlay")
    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_step_actor_id"))

    op.drop_table("plan_step")
    with op.batch_alter_table("plan_save", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_save_actor_id"))

    op.drop_table("plan_save")
    op.drop_table("plan")
