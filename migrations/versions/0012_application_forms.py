"""the application form follows the fair: fields switched by fair, ranked wishes, commitments, consent

Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What one tick accepted until now, under the keys that each commitment has from here on.
FORMER = (
    ("no-fakes", "Chỉ bán hàng có tên trong đơn, không bán hàng giả, hàng không rõ nguồn gốc."),
    ("price-list", "Niêm yết giá và bán đúng giá niêm yết."),
    ("no-subletting", "Không cho thuê lại, không sang nhượng gian hàng."),
    ("stay", "Giữ gian hàng mở cửa đến hết giờ bế mạc."),
    ("staff-agree", "Người trực gian đã đồng ý cho ghi tên và số điện thoại để in thẻ ra vào."),
)


def upgrade() -> None:
    op.create_table(
        "form_rule",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("asks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("commitments", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("consent", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_form_rule_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fair_id", name=op.f("pk_form_rule")),
    )
    op.create_table(
        "acceptance",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_acceptance_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_acceptance_by_id")),
        sa.PrimaryKeyConstraint("application_id", "key", name=op.f("pk_acceptance")),
    )
    with op.batch_alter_table("acceptance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptance_by_id"), ["by_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR withdrawn_at >= given_at", name=op.f("ck_consent_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_consent_application_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_consent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consent_by_id"), ["by_id"], unique=False)
        batch_op.create_index(
            "ix_consent_in_force",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "application_place",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("booth_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(zone_id IS NULL) <> (booth_id IS NULL)", name=op.f("ck_application_place_of_one")
        ),
        sa.CheckConstraint("rank BETWEEN 1 AND 3", name=op.f("ck_application_place_rank")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_place_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booth.id"], name=op.f("fk_application_place_booth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"], ["zone.id"], name=op.f("fk_application_place_zone_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "rank", name=op.f("pk_application_place")),
    )
    with op.batch_alter_table("application_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_place_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_place_zone_id"), ["zone_id"], unique=False)

    _keep_what_was_said()
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cold_watts", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("lorry_plate", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("introduction", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("anywhere", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(
            sa.Column(
                "saves",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                server_default="{}",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("copied_from_id", sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f("ix_application_wished_zone_id"))
        batch_op.create_index(batch_op.f("ix_application_copied_from_id"), ["copied_from_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("fk_application_wished_zone_id"), type_="foreignkey")
        batch_op.create_foreign_key(
            batch_op.f("fk_application_copied_from_id"),
            "application",
            ["copied_from_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.drop_column("wished_zone_id")
        batch_op.drop_column("committed_at")


def _keep_what_was_said() -> None:
    """A wished zone becomes the first wish, and the one tick an acceptance of each commitment."""
    op.execute(
        "INSERT INTO application_place (application_id, rank, zone_id)"
        " SELECT id, 1, wished_zone_id FROM application WHERE wished_zone_id IS NOT NULL"
    )
    accept = sa.text(
        "INSERT INTO acceptance (application_id, key, version, wording, accepted_at)"
        " SELECT id, :key, 1, :wording, committed_at FROM application WHERE committed_at IS NOT NULL"
    )
    for key, wording in FORMER:
        op.get_bind().execute(accept, {"key": key, "wording": wording})


def _say_it_the_former_way() -> None:
    op.execute(
        "UPDATE application SET wished_zone_id = (SELECT coalesce(place.zone_id, booth.zone_id)"
        " FROM application_place AS place LEFT JOIN booth ON booth.id = place.booth_id"
        " WHERE place.application_id = application.id AND place.rank = 1)"
    )
    op.execute(
        "UPDATE application SET committed_at = (SELECT max(accepted_at) FROM acceptance"
        " WHERE acceptance.application_id = application.id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("wished_zone_id", sa.Integer(), nullable=True))
        batch_op.drop_constraint(batch_op.f("fk_application_copied_from_id"), type_="foreignkey")
        batch_op.create_foreign_key(
            batch_op.f("fk_application_wished_zone_id"),
            "zone",
            ["wished_zone_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.drop_index(batch_op.f("ix_application_copied_from_id"))
        batch_op.create_index(batch_op.f("ix_application_wished_zone_id"), ["wished_zone_id"], unique=False)
        batch_op.drop_column("copied_from_id")
        batch_op.drop_column("saves")
        batch_op.drop_column("anywhere")
        batch_op.drop_column("introduction")
        batch_op.drop_column("lorry_plate")
        batch_op.drop_column("cold_watts")

    _say_it_the_former_way()
    with op.batch_alter_table("application_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_place_zone_id"))
        batch_op.drop_index(batch_op.f("ix_application_place_booth_id"))

    op.drop_table("application_place")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_consent_in_force",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_consent_by_id"))
        batch_op.drop_index(batch_op.f("ix_consent_application_id"))

    op.drop_table("consent")
    with op.batch_alter_table("acceptance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acceptance_by_id"))

    op.drop_table("acceptance")
    op.drop_table("form_rule")
