"""parties: other collectives beside provinces, promised booths, zones, pavilions, members, confirmations

Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegation_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("nominated_by_id", sa.Integer(), nullable=True),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_delegation_member_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_delegation_member_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nominated_by_id"], ["user.id"], name=op.f("fk_delegation_member_nominated_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name=op.f("fk_delegation_member_producer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_member")),
        sa.UniqueConstraint("fair_id", "producer_id", name=op.f("uq_delegation_member_fair_id_producer_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_delegation_member_token_hash")),
    )
    with op.batch_alter_table("delegation_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegation_member_delegation_id"), ["delegation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_delegation_member_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_delegation_member_nominated_by_id"), ["nominated_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_delegation_member_producer_id"), ["producer_id"], unique=False)

    op.create_table(
        "delegation_zone",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.CheckConstraint("least >= 0 AND least <= most", name=op.f("ck_delegation_zone_least")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_delegation_zone_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"], ["zone.id"], name=op.f("fk_delegation_zone_zone_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delegation_id", "zone_id", name=op.f("pk_delegation_zone")),
    )
    with op.batch_alter_table("delegation_zone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_zone_zone_id"), ["zone_id"], unique=False)

    op.create_table(
        "application_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_confirmation_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_application_confirmation_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_confirmation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_application_confirmation_token_hash")),
    )
    with op.batch_alter_table("application_confirmation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_confirmation_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            "ix_application_confirmation_in_force",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_application_confirmation_made_by_id"), ["made_by_id"], unique=False
        )

    op.create_table(
        "pavilion_booth",
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booth.id"], name=op.f("fk_pavilion_booth_booth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_pavilion_booth_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("booth_id", name=op.f("pk_pavilion_booth")),
    )
    with op.batch_alter_table("pavilion_booth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pavilion_booth_delegation_id"), ["delegation_id"], unique=False)

    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=32), server_default="province", nullable=False)
        )
        batch_op.add_column(sa.Column("own_name", sa.String(length=160), server_default="", nullable=False))
        batch_op.add_column(sa.Column("least", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("ranking", sa.Integer(), server_default="0", nullable=False))
        batch_op.alter_column("unit_id", existing_type=sa.String(length=64), nullable=True)
        batch_op.create_check_constraint("least", "least >= 0 AND least <= quota")
        batch_op.create_check_constraint("unit", "(kind = 'province') = (unit_id IS NOT NULL)")


def downgrade() -> None:
    op.execute("DELETE FROM delegation WHERE unit_id IS NULL")  # the older tables know only provinces
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_delegation_unit"), type_="check")
        batch_op.drop_constraint(op.f("ck_delegation_least"), type_="check")
        batch_op.alter_column("unit_id", existing_type=sa.String(length=64), nullable=False)
        batch_op.drop_column("ranking")
        batch_op.drop_column("least")
        batch_op.drop_column("own_name")
        batch_op.drop_column("kind")

    op.drop_table("pavilion_booth")
    op.drop_table("application_confirmation")
    op.drop_table("delegation_zone")
    op.drop_table("delegation_member")
