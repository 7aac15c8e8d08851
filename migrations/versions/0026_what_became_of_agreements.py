"""what became of agreements

Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# Who entered an agreement for itself was its first party.
PARTIES = """
INSERT INTO agreement_party (agreement_id, position, name, producer_id)
SELECT id, 1, party_a, producer_id FROM agreement UNION ALL SELECT id, 2, party_b, NULL FROM agreement
"""
# Of more than two parties only the first two find a place again.
FIRST_TWO = """
UPDATE agreement SET
party_a = (SELECT name FROM agreement_party WHERE agreement_id = agreement.id AND position = 1),
party_b = (SELECT name FROM agreement_party WHERE agreement_id = agreement.id AND position = 2)
"""


def upgrade() -> None:
    op.create_table(
        "agreement_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_agreement_event_fair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_event")),
        sa.UniqueConstraint("fair_id", "name", "day", name=op.f("uq_agreement_event_fair_id_name_day")),
    )
    with op.batch_alter_table("agreement_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_event_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "agreement_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("delivered", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "delivered IS NULL OR delivered >= 0", name=op.f("ck_agreement_follow_up_delivered")
        ),
        sa.CheckConstraint("step IN (30, 60, 90)", name=op.f("ck_agreement_follow_up_step")),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_follow_up_agreement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_agreement_follow_up_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_follow_up")),
        sa.UniqueConstraint("agreement_id", "step", name=op.f("uq_agreement_follow_up_agreement_id_step")),
    )
    with op.batch_alter_table("agreement_follow_up", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_follow_up_agreement_id"), ["agreement_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_agreement_follow_up_answered_by_id"), ["answered_by_id"], unique=False
        )

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_party_agreement_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name=op.f("fk_agreement_party_producer_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_agreement_party_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint(
            "agreement_id", "position", name=op.f("uq_agreement_party_agreement_id_position")
        ),
    )
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_party_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_party_producer_id"), ["producer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agreement_party_unit_id"), ["unit_id"], unique=False)

    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("same_paper", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("stored_name", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("filename", sa.String(length=200), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_agreement_event_id"), ["event_id"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_agreement_fair_id_same_paper"), ["fair_id", "same_paper"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_agreement_stored_name"), ["stored_name"])
        batch_op.create_foreign_key(
            batch_op.f("fk_agreement_event_id"), "agreement_event", ["event_id"], ["id"]
        )
    op.execute(PARTIES)
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.alter_column("filename", server_default=None)
        batch_op.drop_column("party_a")
        batch_op.drop_column("party_b")


def downgrade() -> None:
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("party_b", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("party_a", sa.String(length=300), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f("fk_agreement_event_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_agreement_stored_name"), type_="unique")
        batch_op.drop_constraint(batch_op.f("uq_agreement_fair_id_same_paper"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_agreement_event_id"))
        batch_op.drop_column("filename")
        batch_op.drop_column("stored_name")
        batch_op.drop_column("same_paper")
        batch_op.drop_column("event_id")

    op.execute(FIRST_TWO)
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.alter_column("party_a", server_default=None)
        batch_op.alter_column("party_b", server_default=None)
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_party_unit_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_party_producer_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_party_agreement_id"))

    op.drop_table("agreement_party")
    with op.batch_alter_table("agreement_follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_follow_up_answered_by_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_follow_up_agreement_id"))

    op.drop_table("agreement_follow_up")
    with op.batch_alter_table("agreement_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_event_fair_id"))

    op.drop_table("agreement_event")
