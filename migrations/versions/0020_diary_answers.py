"""diary answers: their ids, whose they are, cash apart from transfers, agreements

Revises: 0019
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

DAYS = sa.table("diary_day", sa.column("id", sa.Integer), sa.column("answer_id", sa.Uuid))
# A figure that was entered before is whose role its writer has.
WHOSE = """
UPDATE diary_day SET entered_as = (SELECT role FROM "user" WHERE "user".id = diary_day.entered_by_id)
WHERE entered_by_id IN (SELECT id FROM "user" WHERE role IN ('organiser', 'delegation'))
"""


def upgrade() -> None:
    with op.batch_alter_table("diary_day", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("transfer", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("agreements", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("entered_as", sa.String(length=32), nullable=False, server_default="producer")
        )
        batch_op.add_column(sa.Column("written_at", sa.DateTime(timezone=True), nullable=True))
    _give_ids()
    op.execute(WHOSE)
    with op.batch_alter_table("diary_day", schema=None) as batch_op:
        batch_op.alter_column("answer_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.alter_column("agreements", server_default=None)
        batch_op.alter_column("entered_as", server_default=None)
        batch_op.create_unique_constraint(batch_op.f("uq_diary_day_answer_id"), ["answer_id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_diary_day_transfer"), "transfer IS NULL OR (transfer >= 0 AND transfer <= total)"
        )
        batch_op.create_check_constraint(batch_op.f("ck_diary_day_agreements"), "agreements >= 0")


def _give_ids() -> None:
    """SQLite makes none of its own."""
    connection = op.get_bind()
    days = connection.execute(sa.select(DAYS.c.id)).scalars().all()
    if days:
        this_day = DAYS.c.id == sa.bindparam("day")
        change = sa.update(DAYS).where(this_day).values(answer_id=sa.bindparam("given"))
        connection.execute(change, [{"day": day, "given": uuid4()} for day in days])


def downgrade() -> None:
    with op.batch_alter_table("diary_day", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_diary_day_agreements"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_diary_day_transfer"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_diary_day_answer_id"), type_="unique")
        batch_op.drop_column("written_at")
        batch_op.drop_column("entered_as")
        batch_op.drop_column("agreements")
        batch_op.drop_column("transfer")
        batch_op.drop_column("answer_id")
