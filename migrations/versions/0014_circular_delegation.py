"""circulars of delegations: a lead of any collective writes to its members

Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TAKE_OVER = """
UPDATE circular SET
    delegation_id = (SELECT delegation.id FROM delegation
                     WHERE delegation.fair_id = circular.fair_id AND delegation.unit_id = circular.unit_id),
    sender = (SELECT unit.full_name FROM unit WHERE unit.id = circular.unit_id)
WHERE unit_id IS NOT NULL
"""
GIVE_BACK = """
UPDATE circular SET unit_id = (SELECT delegation.unit_id FROM delegation
                               WHERE delegation.id = circular.delegation_id)
WHERE delegation_id IS NOT NULL
"""
# Without a unit it would be read as the organiser's, over the whole fair.
FORGET = "DELETE FROM circular WHERE sender <> '' AND unit_id IS NULL"


def upgrade() -> None:
    with op.batch_alter_table("circular", schema=None) as batch_op:
        batch_op.add_column(sa.Column("delegation_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sender", sa.String(length=200), nullable=False, server_default=""))
    op.execute(TAKE_OVER)
    with op.batch_alter_table("circular", schema=None) as batch_op:
        batch_op.alter_column("sender", server_default=None)
        batch_op.drop_index("ix_circular_fair_id_unit_id")
        batch_op.drop_index(batch_op.f("ix_circular_unit_id"))
        batch_op.drop_constraint(batch_op.f("fk_circular_unit_id"), type_="foreignkey")
        batch_op.drop_column("unit_id")
        batch_op.create_foreign_key(
            batch_op.f("fk_circular_delegation_id"),
            "delegation",
            ["delegation_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_circular_sender"), "delegation_id IS NULL OR sender <> ''"
        )
        batch_op.create_index(batch_op.f("ix_circular_delegation_id"), ["delegation_id"])
        batch_op.create_index("ix_circular_fair_id_delegation_id", ["fair_id", "delegation_id"])


def downgrade() -> None:
    with op.batch_alter_table("circular", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.String(length=64), nullable=True))
    op.execute(GIVE_BACK)
    op.execute(FORGET)
    with op.batch_alter_table("circular", schema=None) as batch_op:
        batch_op.drop_index("ix_circular_fair_id_delegation_id")
        batch_op.drop_index(batch_op.f("ix_circular_delegation_id"))
        batch_op.drop_constraint(batch_op.f("ck_circular_sender"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_circular_delegation_id"), type_="foreignkey")
        batch_op.drop_column("delegation_id")
        batch_op.drop_column("sender")
        batch_op.create_foreign_key(batch_op.f("fk_circular_unit_id"), "unit", ["unit_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_circular_unit_id"), ["unit_id"])
        batch_op.create_index("ix_circular_fair_id_unit_id", ["fair_id", "unit_id"])
