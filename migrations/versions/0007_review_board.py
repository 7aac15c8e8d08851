"""criteria, sheets and offers; numbers of the waiting list once and without gaps

Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 0 AND 100", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_criterion_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("fair_id", "position", name=op.f("uq_criterion_fair_id_position")),
    )
    op.create_index(op.f("ix_criterion_fair_id"), "criterion", ["fair_id"])

    op.create_table(
        "offer_rule",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.CheckConstraint("hours BETWEEN 1 AND 168", name=op.f("ck_offer_rule_hours")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_offer_rule_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fair_id", name=op.f("pk_offer_rule")),
    )
    op.create_table(
        "reviewer_unit",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reviewer_unit_unit_id")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_reviewer_unit_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "unit_id", name=op.f("pk_reviewer_unit")),
    )
    op.create_index(op.f("ix_reviewer_unit_unit_id"), "reviewer_unit", ["unit_id"])

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("recused", sa.String(length=300), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_assessment_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["user.id"], name=op.f("fk_assessment_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint(
            "application_id", "reviewer_id", name=op.f("uq_assessment_application_id_reviewer_id")
        ),
    )
    op.create_index(op.f("ix_assessment_application_id"), "assessment", ["application_id"])
    op.create_index(op.f("ix_assessment_reviewer_id"), "assessment", ["reviewer_id"])

    op.create_table(
        "vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("left_by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("booths", sa.Integer(), nullable=False),
        sa.Column("power_watts", sa.Integer(), nullable=False),
        sa.Column("water", sa.Boolean(), nullable=False),
        sa.Column("open_flame", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("booths >= 0", name=op.f("ck_vacancy_booths")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_vacancy_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["left_by_id"], ["application.id"], name=op.f("fk_vacancy_left_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    op.create_index(op.f("ix_vacancy_fair_id"), "vacancy", ["fair_id"])
    op.create_index(op.f("ix_vacancy_left_by_id"), "vacancy", ["left_by_id"])

    op.create_table(
        "assessment_score",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 5", name=op.f("ck_assessment_score_points")),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_score_assessment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_assessment_score_criterion_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "criterion_id", name=op.f("pk_assessment_score")),
    )
    op.create_index(op.f("ix_assessment_score_criterion_id"), "assessment_score", ["criterion_id"])

    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("booths", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_offer_application_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_offer_made_by_id")),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_offer_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("vacancy_id", "application_id", name=op.f("uq_offer_vacancy_id_application_id")),
    )
    op.create_index(op.f("ix_offer_application_id"), "offer", ["application_id"])
    op.create_index(op.f("ix_offer_made_by_id"), "offer", ["made_by_id"])
    op.create_index("ix_offer_state_expires_at", "offer", ["state", "expires_at"])
    op.create_index(op.f("ix_offer_vacancy_id"), "offer", ["vacancy_id"])
    op.create_index(
        "uq_offer_open_application_id",
        "offer",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "uq_offer_open_vacancy_id",
        "offer",
        ["vacancy_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )

    _number_without_gaps()
    op.create_index(
        "uq_application_waitlist_number", "application", ["fair_id", "waitlist_number"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_application_waitlist_number", "application")

    op.drop_index("uq_offer_open_vacancy_id", "offer")
    op.drop_index("uq_offer_open_application_id", "offer")
    op.drop_index(op.f("ix_offer_vacancy_id"), "offer")
    op.drop_index("ix_offer_state_expires_at", "offer")
    op.drop_index(op.f("ix_offer_made_by_id"), "offer")
    op.drop_index(op.f("ix_offer_application_id"), "offer")

    op.drop_table("offer")
    op.drop_index(op.f("ix_assessment_score_criterion_id"), "assessment_score")

    op.drop_table("assessment_score")
    op.drop_index(op.f("ix_vacancy_left_by_id"), "vacancy")
    op.drop_index(op.f("ix_vacancy_fair_id"), "vacancy")

    op.drop_table("vacancy")
    op.drop_index(op.f("ix_assessment_reviewer_id"), "assessment")
    op.drop_index(op.f("ix_assessment_application_id"), "assessment")

    op.drop_table("assessment")
    op.drop_index(op.f("ix_reviewer_unit_unit_id"), "reviewer_unit")

    op.drop_table("reviewer_unit")
    op.drop_table("offer_rule")
    op.drop_index(op.f("ix_criterion_fair_id"), "criterion")

    op.drop_table("criterion")


def _number_without_gaps() -> None:
    """Who left before this left a gap behind."""
    application = sa.table("application", sa.column("id"), sa.column("fair_id"), sa.column("waitlist_number"))
    bind = op.get_bind()
    query = sa.select(application.c.id, application.c.fair_id).where(
        application.c.waitlist_number.is_not(None)
    )
    places: dict[int, int] = {}
    for id_, fair_id in bind.execute(query.order_by(application.c.waitlist_number, application.c.id)).all():
        places[fair_id] = places.get(fair_id, 0) + 1
        bind.execute(
            application.update().where(application.c.id == id_).values(waitlist_number=places[fair_id])
        )
