"""how deliveries to sponsors can be seen, and what a tier promises

Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sponsor_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_sponsor_photo_fair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsor_photo")),
        sa.UniqueConstraint("fair_id", "sha256", name=op.f("uq_sponsor_photo_fair_id_sha256")),
        sa.UniqueConstraint("stored_name", name=op.f("uq_sponsor_photo_stored_name")),
    )
    op.create_table(
        "tier_promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("promised", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("promised >= 1", name=op.f("ck_tier_promise_promised")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_tier_promise_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_promise")),
        sa.UniqueConstraint("fair_id", "tier", "what", name=op.f("uq_tier_promise_fair_id_tier_what")),
    )
    op.create_table(
        "benefit_proof",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("benefit_id", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("delivered >= 0", name=op.f("ck_benefit_proof_delivered")),
        sa.ForeignKeyConstraint(
            ["benefit_id"], ["benefit.id"], name=op.f("fk_benefit_proof_benefit_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_benefit_proof_by_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["sponsor_photo.id"], name=op.f("fk_benefit_proof_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_proof")),
    )
    with op.batch_alter_table("benefit_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benefit_proof_benefit_id"), ["benefit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_benefit_proof_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_benefit_proof_photo_id"), ["photo_id"], unique=False)

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("given_up", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.drop_column("given_up")
        batch_op.drop_column("due_on")

    with op.batch_alter_table("benefit_proof", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benefit_proof_photo_id"))
        batch_op.drop_index(batch_op.f("ix_benefit_proof_by_id"))
        batch_op.drop_index(batch_op.f("ix_benefit_proof_benefit_id"))

    op.drop_table("benefit_proof")
    op.drop_table("tier_promise")
    op.drop_table("sponsor_photo")
