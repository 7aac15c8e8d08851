"""papers: kinds are data, fairs say which they want, reviewers judge each

Revises: 0007
"""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FACTS = Path(__file__).resolve().parents[2] / "fairapp" / "data" / "document_kinds.json"
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
COLUMNS = (
    *("code", "name", "name_en", "explanation", "explanation_en", "belongs", "certifies", "many"),
    *("asks_facts", "expires", "valid_months", "usual_ask", "food_only"),
)


def upgrade() -> None:
    _create_kinds()
    _create_demands()
    _migrate_papers()
    _create_verdicts()
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.add_column(sa.Column("papers_confirmed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("expiry_rule", sa.String(length=32), nullable=False, server_default="block")
        )
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.alter_column("expiry_rule", server_default=None)


def _create_kinds() -> None:
    table = op.create_table(
        "document_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_en", sa.Text(), nullable=False),
        sa.Column("belongs", sa.String(length=32), nullable=False),
        sa.Column("certifies", sa.Boolean(), nullable=False),
        sa.Column("many", sa.Boolean(), nullable=False),
        sa.Column("asks_facts", sa.Boolean(), nullable=False),
        sa.Column("expires", sa.Boolean(), nullable=False),
        sa.Column("valid_months", sa.Integer(), nullable=True),
        sa.Column("usual_ask", sa.String(length=32), nullable=False),
        sa.Column("food_only", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(code IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_document_kind_of_one")
        ),
        sa.CheckConstraint(
            "valid_months IS NULL OR valid_months BETWEEN 1 AND 240",
            name=op.f("ck_document_kind_valid_months"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_document_kind_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_document_kind_code")),
    )
    op.create_index(op.f("ix_document_kind_organisation_id"), "document_kind", ["organisation_id"])
    kinds = json.loads(FACTS.read_text(encoding="utf-8"))["kinds"]
    rows = [
        {name: kind[name] for name in COLUMNS} | {"position": position}
        for position, kind in enumerate(kinds, 1)
    ]
    op.bulk_insert(table, rows)


def _create_demands() -> None:
    op.create_table(
        "paper_demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("asks", JSON, nullable=False),
        sa.Column("food_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_paper_demand_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["kind_id"], ["document_kind.id"], name=op.f("fk_paper_demand_kind_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_demand")),
        sa.UniqueConstraint("fair_id", "kind_id", name=op.f("uq_paper_demand_fair_id_kind_id")),
    )
    op.create_index(op.f("ix_paper_demand_fair_id"), "paper_demand", ["fair_id"])
    op.create_index(op.f("ix_paper_demand_kind_id"), "paper_demand", ["kind_id"])


def _create_verdicts() -> None:
    op.create_table(
        "paper_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_paper_verdict_by_id")),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_paper_verdict_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_verdict_paper_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_verdict")),
        sa.UniqueConstraint("fair_id", "paper_id", name=op.f("uq_paper_verdict_fair_id_paper_id")),
    )
    for column in ("by_id", "fair_id", "paper_id"):
        op.create_index(op.f(f"ix_paper_verdict_{column}"), "paper_verdict", [column])


def _migrate_papers() -> None:
    """Each old word becomes its kind; of several of one kind and product the newest holds."""
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("slot", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("number", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("issuer", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("issued_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("expires_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True))
    _sort_papers()
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_column("kind")
        batch_op.alter_column("kind_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("number", server_default=None)
        batch_op.alter_column("issuer", server_default=None)
        batch_op.create_foreign_key(batch_op.f("fk_paper_kind_id"), "document_kind", ["kind_id"], ["id"])
        batch_op.create_unique_constraint(batch_op.f("uq_paper_producer_id_slot"), ["producer_id", "slot"])
        batch_op.create_index(batch_op.f("ix_paper_kind_id"), ["kind_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_expires_on"), ["expires_on"], unique=False)


def _sort_papers() -> None:
    connection = op.get_bind()
    kind = sa.table("document_kind", sa.column("id"), sa.column("code"), sa.column("many"))
    paper = sa.table(
        "paper",
        *(sa.column(name) for name in ("id", "producer_id", "product_id", "kind", "kind_id", "slot")),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("uploaded_at", "superseded_at")),
    )
    kinds = {row.code: row for row in connection.execute(sa.select(kind))}
    newer: dict[tuple[int, str], object] = {}  # of each slot, when the next newer one was sent
    for row in connection.execute(sa.select(paper).order_by(paper.c.id.desc())).all():
        of = kinds.get(row.kind, kinds["other"])
        slot = None if of.many else f"{of.id}:{row.product_id or 0}"
        values = {"kind_id": of.id, "slot": slot}
        if slot is not None and (row.producer_id, slot) in newer:
            values |= {"slot": None, "superseded_at": newer[row.producer_id, slot]}
        if slot is not None:
            newer[row.producer_id, slot] = row.uploaded_at
        connection.execute(sa.update(paper).where(paper.c.id == row.id).values(**values))


def downgrade() -> None:
    op.drop_table("paper_verdict")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
    op.execute(
        "UPDATE paper SET kind = coalesce((SELECT code FROM document_kind"
        " WHERE document_kind.id = paper.kind_id), 'other')"
    )
    op.execute("UPDATE paper SET kind = 'other' WHERE kind IN ('standard', 'traceability')")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_expires_on"))
        batch_op.drop_index(batch_op.f("ix_paper_kind_id"))
        batch_op.drop_constraint(batch_op.f("uq_paper_producer_id_slot"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_paper_kind_id"), type_="foreignkey")
        batch_op.alter_column("kind", existing_type=sa.String(length=40), nullable=False)
        for name in ("superseded_at", "expires_on", "issued_on", "issuer", "number", "slot", "kind_id"):
            batch_op.drop_column(name)
    op.drop_table("paper_demand")
    op.drop_table("document_kind")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_column("papers_confirmed_at")
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_column("expiry_rule")
