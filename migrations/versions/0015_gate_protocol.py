"""gate protocol: phones with credentials, supervisors, scans that carry what they amount to, running totals

Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# What each dialect calls the quarter of an hour of the fair's local day.
QUARTER = {
    "sqlite": "strftime('%H', {0}, '+7 hours') * 4 + strftime('%M', {0}, '+7 hours') / 15",
    "postgresql": "CAST(extract(hour FROM {0} AT TIME ZONE 'Asia/Ho_Chi_Minh') * 4"
    " + floor(extract(minute FROM {0} AT TIME ZONE 'Asia/Ho_Chi_Minh') / 15) AS integer)",
}
ROLES = ("exhibitor", "booth_staff", "builder", "organiser", "guest", "press", "service", "visitor")
WHO = (
    "CASE WHEN pass.kind = 1 THEN 'vehicle' "
    + " ".join(f"WHEN pass.role = {code} THEN '{role}'" for code, role in enumerate(ROLES, start=1))
    + " ELSE '' END"
)
NOT_NULL = {
    "fair_id": sa.Integer(),
    "quarter": sa.Integer(),
    "time_doubtful": sa.Boolean(),
    "own": sa.String(length=32),
    "told": sa.String(length=32),
    "let_in": sa.Boolean(),
    "override_why": sa.String(length=200),
    "changed_at": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    op.create_table(
        "gate_setting",
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("again_after", sa.Integer(), nullable=True),
        sa.Column("digest_key", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_gate_setting_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fair_id", name=op.f("pk_gate_setting")),
    )
    op.create_table(
        "gate_supervisor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_gate_supervisor_fair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_supervisor")),
    )
    with op.batch_alter_table("gate_supervisor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_supervisor_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "gate_area",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("most_inside", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_gate_area_site_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_gate_area")),
    )
    op.create_table(
        "gate_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("supervisor", sa.Boolean(), nullable=False),
        sa.Column("credential_hash", sa.String(length=64), nullable=True),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("battery", sa.Integer(), nullable=True),
        sa.Column("unsent", sa.Integer(), nullable=True),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("skew", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_gate_device_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["gate_id"], ["gate.id"], name=op.f("fk_gate_device_gate_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_gate_device_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_device")),
        sa.UniqueConstraint("credential_hash", name=op.f("uq_gate_device_credential_hash")),
        sa.UniqueConstraint("fair_id", "user_id", name=op.f("uq_gate_device_fair_id_user_id")),
    )
    with op.batch_alter_table("gate_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_device_fair_id"), ["fair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_device_gate_id"), ["gate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_device_user_id"), ["user_id"], unique=False)

    op.create_table(
        "gate_total",
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("quarter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("device_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gate.id"], name=op.f("fk_gate_total_gate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("gate_id", "day", "quarter", "what", "device_id", name=op.f("pk_gate_total")),
    )
    op.create_table(
        "gate_dead_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["gate_device.id"], name=op.f("fk_gate_dead_letter_device_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_dead_letter")),
    )
    with op.batch_alter_table("gate_dead_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_dead_letter_device_id"), ["device_id"], unique=False)

    op.create_table(
        "gate_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("supervisor", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["gate_device.id"], name=op.f("fk_gate_enrolment_device_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gate_id"], ["gate.id"], name=op.f("fk_gate_enrolment_gate_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_enrolment")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_gate_enrolment_code_hash")),
    )
    with op.batch_alter_table("gate_enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_enrolment_device_id"), ["device_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gate_enrolment_gate_id"), ["gate_id"], unique=False)

    op.create_table(
        "scan_review",
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_scan_review_scan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_scan_review_user_id")),
        sa.PrimaryKeyConstraint("scan_id", name=op.f("pk_scan_review")),
    )
    with op.batch_alter_table("scan_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scan_review_user_id"), ["user_id"], unique=False)

    with op.batch_alter_table("gate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind_bits", sa.Integer(), server_default="3", nullable=False))

    with op.batch_alter_table("pass", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reissued_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fair_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("device_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("quarter", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("time_doubtful", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("own", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("told", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("let_in", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("again_after", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("supervisor_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("override_why", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("nth", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("click", schema=None) as batch_op:
        batch_op.add_column(sa.Column("device_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("counted", sa.Integer(), nullable=True))

    _carry_over()
    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admission_gate_id_day_hour"))
        batch_op.drop_index(batch_op.f("ix_admission_pass_id"))
    op.drop_table("admission")
    with op.batch_alter_table("scan", schema=None) as batch_op:
        for name, kind in NOT_NULL.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.drop_index(batch_op.f("ix_scan_gate_id_day"))
        batch_op.drop_index(batch_op.f("ix_scan_pass_id"))
        batch_op.drop_index(batch_op.f("ix_scan_user_id"))
        batch_op.create_index(
            "ix_scan_conflict",
            ["fair_id", "scanned_at"],
            unique=False,
            sqlite_where=sa.text("let_in AND nth IS NULL"),
            postgresql_where=sa.text("let_in AND nth IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_scan_device_id"), ["device_id"], unique=False)
        batch_op.create_index("ix_scan_fair_id_changed_at", ["fair_id", "changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_gate_id"), ["gate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_supervisor_id"), ["supervisor_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_scan_pass_id_day_nth"), ["pass_id", "day", "nth"])
        batch_op.drop_constraint(batch_op.f("fk_scan_user_id"), type_="foreignkey")
        batch_op.create_foreign_key(batch_op.f("fk_scan_fair_id"), "fair", ["fair_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_scan_supervisor_id"), "gate_supervisor", ["supervisor_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_scan_device_id"), "gate_device", ["device_id"], ["id"])
        batch_op.drop_column("user_id")

    with op.batch_alter_table("click", schema=None) as batch_op:
        batch_op.alter_column("counted", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_index(batch_op.f("ix_click_user_id"))
        batch_op.create_index(batch_op.f("ix_click_device_id"), ["device_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("fk_click_user_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_click_undoes_id"), type_="foreignkey")
        batch_op.create_foreign_key(batch_op.f("fk_click_device_id"), "gate_device", ["device_id"], ["id"])
        batch_op.drop_column("user_id")


def _carry_over() -> None:
    """What was scanned by accounts stays theirs: each becomes a device without a credential."""
    quarter = QUARTER[op.get_bind().dialect.name]
    fair_of = (
        "(SELECT site.fair_id FROM gate JOIN site ON site.id = gate.site_id WHERE gate.id = {0}.gate_id)"
    )
    op.execute(
        """INSERT INTO gate_device (fair_id, gate_id, user_id, name, supervisor, enrolled_at, version)
        SELECT site.fair_id, min(seen.gate_id), seen.user_id, min(substr("user".name, 1, 60)), false,
        min(seen.at), ''
        FROM (SELECT gate_id, user_id, scanned_at AS at FROM scan
              UNION ALL SELECT gate_id, user_id, at FROM click) AS seen
        JOIN gate ON gate.id = seen.gate_id JOIN site ON site.id = gate.site_id
        JOIN "user" ON "user".id = seen.user_id
        GROUP BY site.fair_id, seen.user_id"""
    )
    for table in ("scan", "click"):
        op.execute(
            f"""UPDATE {table} SET device_id = (SELECT gate_device.id FROM gate_device
            WHERE gate_device.user_id = {table}.user_id AND gate_device.fair_id = {fair_of.format(table)})"""
        )
    op.execute(
        f"""UPDATE scan SET
        fair_id = {fair_of.format("scan")},
        quarter = {quarter.format("scanned_at")},
        time_doubtful = false,
        told = reason,
        own = CASE WHEN reason IN ('welcome', 'welcome_again', 'still_inside', 'left', 'never_entered')
                        THEN 'welcome'
                   WHEN reason = 'left_cancelled' THEN 'pass_revoked' ELSE reason END,
        let_in = direction = 'in' AND reason IN ('welcome', 'welcome_again'),
        again_after = (SELECT 0 FROM pass WHERE pass.id = scan.pass_id AND pass.role IN (3, 4, 7)),
        override_why = '',
        nth = (SELECT admission.nth FROM admission WHERE admission.scan_id = scan.id),
        left_at = (SELECT admission.left_at FROM admission WHERE admission.scan_id = scan.id),
        changed_at = received_at"""
    )
    op.execute("UPDATE click SET counted = n")
    kinds = (
        (f"'in:' || {WHO}", "scan.nth IS NOT NULL"),
        (f"'gone:' || {WHO}", "scan.nth IS NOT NULL AND scan.left_at IS NOT NULL"),
        ("'conflict'", "scan.nth IS NULL AND scan.let_in"),
        (f"'out:' || {WHO}", "scan.nth IS NULL AND scan.reason IN ('left', 'left_cancelled')"),
        (
            "'no:' || scan.reason",
            "scan.nth IS NULL AND NOT scan.let_in AND scan.reason NOT IN ('left', 'left_cancelled')",
        ),
    )
    for what, condition in kinds:
        op.execute(
            f"""INSERT INTO gate_total (gate_id, day, quarter, what, device_id, n)
            SELECT scan.gate_id, scan.day, scan.quarter, {what}, coalesce(scan.device_id, 0), count(*)
            FROM scan LEFT JOIN pass ON pass.id = scan.pass_id WHERE {condition} GROUP BY 1, 2, 3, 4, 5"""
        )
    op.execute(
        f"""INSERT INTO gate_total (gate_id, day, quarter, what, device_id, n)
        SELECT gate_id, day, {quarter.format("at")}, 'click:' || kind, coalesce(device_id, 0), sum(n)
        FROM click GROUP BY 1, 2, 3, 4, 5"""
    )


def downgrade() -> None:
    op.create_table(
        "admission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pass_id", sa.Integer(), nullable=False),
        sa.Column("gate_id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gate_id"], ["gate.id"], name=op.f("fk_admission_gate_id")),
        sa.ForeignKeyConstraint(["pass_id"], ["pass.id"], name=op.f("fk_admission_pass_id")),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_admission_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission")),
        sa.UniqueConstraint("pass_id", "day", "nth", name=op.f("uq_admission_pass_id_day_nth")),
        sa.UniqueConstraint("scan_id", name=op.f("uq_admission_scan_id")),
    )
    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_pass_id"), ["pass_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_admission_gate_id_day_hour"), ["gate_id", "day", "hour"], unique=False
        )

    op.execute(
        """INSERT INTO admission (pass_id, gate_id, scan_id, day, hour, nth, entered_at, left_at)
        SELECT pass_id, gate_id, id, day, quarter / 4, nth, scanned_at, left_at FROM scan
        WHERE nth IS NOT NULL ORDER BY scanned_at"""
    )
    for table in ("scan", "click"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        op.execute(
            f"""UPDATE {table} SET user_id = (SELECT gate_device.user_id FROM gate_device
            WHERE gate_device.id = {table}.device_id)"""
        )
    op.execute("DELETE FROM click WHERE undoes_id IS NOT NULL AND counted = 0")
    with op.batch_alter_table("scan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_scan_device_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_scan_supervisor_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_scan_fair_id"), type_="foreignkey")
        batch_op.create_foreign_key(batch_op.f("fk_scan_user_id"), "user", ["user_id"], ["id"])
        batch_op.drop_constraint(batch_op.f("uq_scan_pass_id_day_nth"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_scan_supervisor_id"))
        batch_op.drop_index(batch_op.f("ix_scan_gate_id"))
        batch_op.drop_index("ix_scan_fair_id_changed_at")
        batch_op.drop_index(batch_op.f("ix_scan_device_id"))
        batch_op.drop_index(
            "ix_scan_conflict",
            sqlite_where=sa.text("let_in AND nth IS NULL"),
            postgresql_where=sa.text("let_in AND nth IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_scan_user_id"), ["user_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_pass_id"), ["pass_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_gate_id_day"), ["gate_id", "day"], unique=False)
        batch_op.drop_column("changed_at")
        batch_op.drop_column("left_at")
        batch_op.drop_column("nth")
        batch_op.drop_column("override_why")
        batch_op.drop_column("supervisor_id")
        batch_op.drop_column("again_after")
        batch_op.drop_column("let_in")
        batch_op.drop_column("told")
        batch_op.drop_column("own")
        batch_op.drop_column("time_doubtful")
        batch_op.drop_column("quarter")
        batch_op.drop_column("device_id")
        batch_op.drop_column("fair_id")

    with op.batch_alter_table("click", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_click_device_id"), type_="foreignkey")
        batch_op.create_foreign_key(batch_op.f("fk_click_undoes_id"), "click", ["undoes_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_click_user_id"), "user", ["user_id"], ["id"])
        batch_op.drop_index(batch_op.f("ix_click_device_id"))
        batch_op.create_index(batch_op.f("ix_click_user_id"), ["user_id"], unique=False)
        batch_op.drop_column("counted")
        batch_op.drop_column("device_id")

    with op.batch_alter_table("pass", schema=None) as batch_op:
        batch_op.drop_column("reissued_at")

    with op.batch_alter_table("gate", schema=None) as batch_op:
        batch_op.drop_column("kind_bits")

    with op.batch_alter_table("scan_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scan_review_user_id"))

    op.drop_table("scan_review")
    with op.batch_alter_table("gate_enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_enrolment_gate_id"))
        batch_op.drop_index(batch_op.f("ix_gate_enrolment_device_id"))

    op.drop_table("gate_enrolment")
    with op.batch_alter_table("gate_dead_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_dead_letter_device_id"))

    op.drop_table("gate_dead_letter")
    op.drop_table("gate_total")
    with op.batch_alter_table("gate_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_device_user_id"))
        batch_op.drop_index(batch_op.f("ix_gate_device_gate_id"))
        batch_op.drop_index(batch_op.f("ix_gate_device_fair_id"))

    op.drop_table("gate_device")
    op.drop_table("gate_area")
    with op.batch_alter_table("gate_supervisor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_supervisor_fair_id"))

    op.drop_table("gate_supervisor")
    op.drop_table("gate_setting")
