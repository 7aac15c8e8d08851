"""what an organiser writes into a fair's reports

Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_report_part_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_part")),
        sa.UniqueConstraint("fair_id", "part", name=op.f("uq_report_part_fair_id_part")),
    )
    op.create_index(op.f("ix_report_part_fair_id"), "report_part", ["fair_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_report_part_fair_id"), table_name="report_part")
    op.drop_table("report_part")
