"""One head, and what the migrations build is what the models say."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, Uuid, insert, text

from fairapp import create_app
from fairapp.config import ROOT
from fairapp.db import Base, db
from tests import postgres


def test_there_is_one_head():
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert len(script.get_heads()) == 1


def test_migrations_build_what_the_models_say_and_take_it_down_again(config, tmp_path):
    url = f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "migrated")
    app = create_app(replace(config, database_url=url))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, Base.metadata)
        assert differences == []
        downgrade(directory=str(ROOT / "migrations"), revision="base")
        assert set(db.inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()


def test_a_table_made_anew_keeps_what_points_at_its_rows(config, tmp_path):
    """A bundle of fees knows its delegation, and SQLite makes `delegation` anew to change a column."""
    url = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "kept")
    app = create_app(replace(config, database_url=url))
    at = datetime(2026, 11, 1, tzinfo=UTC)
    bundle = {"id": 9, "fair_id": 1, "delegation_id": 7, "number": 1, "code": "X", "payer": "Sơn La"}
    rows = _a_fair_with_a_lead(at) | {"fee_bundle": bundle | {"made_by_id": 1, "made_at": at}}
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"), revision="0005")
        _insert(rows.items())
        for turn in (upgrade, downgrade, upgrade):
            turn(directory=str(ROOT / "migrations"), **({"revision": "0005"} if turn is downgrade else {}))
            with db.engine.connect() as connection:
                assert connection.execute(text("SELECT delegation_id FROM fee_bundle")).scalar_one() == 7
        db.engine.dispose()


def _a_fair_with_a_lead(at):
    return {
        "organisation": {"id": 1, "name": "Trung tâm", "address": "", "phone": ""},
        "unit": {"id": "son-la", "name": "Sơn La", "full_name": "Tỉnh Sơn La", "folded": "son la"}
        | {"sort_key": "son la", "code": "14", "region": "Bắc"},
        "user": {
            "id": 1,
            "name": "Lò Thị Mai",
            "email": "a@b.example",
            "password_hash": "x",
            "role": "delegation",
        }
        | {"language": "vi", "is_active": True, "created_at": at},
        "fair": {"id": 1, "owner_id": 1, "slug": "f", "name": "F", "folded": "f", "sort_key": "f"}
        | {"kind": "fair", "state": "announced", "unit_id": "son-la", "organisers": [], "created_at": at},
        "delegation": {"id": 7, "fair_id": 1, "unit_id": "son-la", "lead_id": 1, "quota": 5},
    }


def test_notices_of_a_lead_follow_its_delegation_and_no_notice_becomes_the_organisers(config, tmp_path):
    url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "leads")
    app = create_app(replace(config, database_url=url))
    folder = str(ROOT / "migrations")
    at = datetime(2026, 11, 1, tzinfo=UTC)
    written = {"fair_id": 1, "author_id": 1, "state": "draft", "created_at": at, "version": 1}
    written |= {"states": [], "units": [], "lacks": [], "subject_vi": "Nhắc", "body_vi": "Nhắc"}
    rows = list(_a_fair_with_a_lead(at).items())
    rows += [("circular", written | {"id": 1, "unit_id": "son-la"}), ("circular", written | {"id": 2})]
    with app.app_context():
        upgrade(directory=folder, revision="0013")
        _insert(rows)
        upgrade(directory=folder, revision="0014")
        assert _all("SELECT id, delegation_id, sender FROM circular ORDER BY id") == [
            (1, 7, "Tỉnh Sơn La"),
            (2, None, ""),
        ]
        of_nobody = written | {"id": 3, "sender": "Hiệp hội Chè"}
        _insert([("circular", of_nobody)])
        downgrade(directory=folder, revision="0013")
        assert _all("SELECT id, unit_id FROM circular ORDER BY id") == [(1, "son-la"), (2, None)]
        db.engine.dispose()


def _all(query):
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _insert(rows):
    known = MetaData()
    known.reflect(db.engine)
    with db.engine.begin() as connection:
        for table, row in rows:
            connection.execute(insert(known.tables[table]).values(_filled(known.tables[table], row)))


def _filled(table, row):
    """The row with something in every column that must not be empty."""
    empty = {str: "", int: 0, bool: False}
    needed = (c for c in table.columns if not c.nullable and c.server_default is None)
    return {c.name: empty.get(c.type.python_type) for c in needed if c.type.python_type in empty} | row


def test_papers_kept_before_kinds_were_data_keep_their_kind_and_the_newest_holds(config, tmp_path):
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "old")
    app = create_app(replace(config, database_url=url))
    folder = str(ROOT / "migrations")
    with app.app_context():
        upgrade(directory=folder, revision="0007")
        with db.engine.begin() as connection:
            for row in OLD_ROWS:
                connection.execute(text(row))
        upgrade(directory=folder, revision="0008")
        with db.engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT paper.id, code, product_id, slot IS NOT NULL, superseded_at IS NOT NULL"
                    " FROM paper JOIN document_kind ON document_kind.id = kind_id ORDER BY paper.id"
                )
            ).all()
        assert [tuple(row) for row in rows] == [
            (1, "business", None, 0, 1),
            (2, "business", None, 1, 0),
            (3, "label", 1, 1, 0),
            (4, "other", None, 0, 0),
            (5, "other", None, 0, 0),
        ]
        downgrade(directory=folder, revision="0007")
        with db.engine.connect() as connection:
            kinds = connection.scalars(text("SELECT kind FROM paper ORDER BY id")).all()
        assert kinds == ["business", "business", "label", "other", "other"]
        db.engine.dispose()


_PAPER = (
    "INSERT INTO paper (id, producer_id, product_id, kind, filename, media_type, size, sha256, stored_name,"
    " uploaded_by_id, uploaded_at) VALUES ({0}, 1, {1}, '{2}', 'a.pdf', 'application/pdf', 1, 'x', 'n{0}', 1,"
    " '2026-0{0}-01 00:00:00')"
)
OLD_ROWS = (
    "INSERT INTO unit (id, name, full_name, folded, sort_key, code, region, valid_from)"
    " VALUES ('quang-ninh', 'Quảng Ninh', 'Tỉnh Quảng Ninh', 'quang ninh', 'q', '22', 'x', '2025-07-01')",
    'INSERT INTO "user" (id, name, email, password_hash, role, language, is_active, created_at)'
    " VALUES (1, 'Lan', 'lan@example.vn', 'x', 'producer', 'vi', true, '2026-01-01 00:00:00')",
    "INSERT INTO producer (id, user_id, kind, name, folded, sort_key, unit_id, commune, address, tax_code,"
    " representative, phone, email, story, illustrative, created_at) VALUES (1, 1, 'cooperative', 'HTX',"
    " 'htx', 'h', 'quang-ninh', '', '', '', '', '', '', '', false, '2026-01-01 00:00:00')",
    "INSERT INTO product (id, producer_id, name, folded, sort_key, leaf_code, certificate_number,"
    " certificate_issuer, mark_name, unit_of_sale) VALUES (1, 1, 'Chè', 'che', 'c', 'I.5.a', '', '', '', '')",
    _PAPER.format(1, "NULL", "business"),
    _PAPER.format(2, "NULL", "business"),
    _PAPER.format(3, 1, "label"),
    _PAPER.format(4, "NULL", "other"),
    _PAPER.format(5, "NULL", "other"),
)


def test_one_tick_and_one_zone_become_acceptances_and_a_first_wish(config, tmp_path):
    url = f"sqlite:///{tmp_path / 'said.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "said")
    app = create_app(replace(config, database_url=url))
    folder, at = str(ROOT / "migrations"), datetime(2026, 11, 1, 8, tzinfo=UTC)
    text_ = {"name": "X", "folded": "x", "sort_key": "x"}
    rows = (
        ("organisation", {"id": 1, "name": "Trung tâm"}),
        ("unit", {"id": "son-la", "full_name": "Tỉnh Sơn La", "code": "14", "region": "Bắc"} | text_),
        ("fair", {"id": 1, "owner_id": 1, "slug": "f", "kind": "fair", "state": "announced"}),
        ("site", {"id": 1, "fair_id": 1, "name": "S", "hold": "firm", "build_from": at}),
        ("zone", {"id": 5, "site_id": 1, "code": "A", "name": "Chè"}),
        ("producer", {"id": 1, "kind": "household", "unit_id": "son-la"} | text_),
        ("producer", {"id": 2, "kind": "household", "unit_id": "son-la"} | text_),
        ("application", {"id": 1, "producer_id": 1, "wished_zone_id": 5, "committed_at": at}),
        ("application", {"id": 2, "producer_id": 2}),
    )
    more = {
        "fair": text_ | {"unit_id": "son-la", "organisers": [], "created_at": at},
        "site": {"clear_by": at + timedelta(days=3)},
        "producer": {"created_at": at},
        "application": {"fair_id": 1, "state": "submitted", "booth_kind": "standard", "booth_count": 1}
        | {"version": 1, "created_at": at},
    }
    with app.app_context():
        upgrade(directory=folder, revision="0011")
        known = MetaData()
        known.reflect(db.engine)
        with db.engine.begin() as connection:
            for table, row in rows:
                row = row | more.get(table, {})
                connection.execute(insert(known.tables[table]).values(_filled(known.tables[table], row)))
        upgrade(directory=folder, revision="0012")
        with db.engine.connect() as connection:
            places = connection.execute(text("SELECT application_id, rank, zone_id FROM application_place"))
            assert [tuple(row) for row in places] == [(1, 1, 5)]
            accepted = connection.execute(
                text("SELECT application_id, count(*), min(version) FROM acceptance GROUP BY application_id")
            )
            assert [tuple(row) for row in accepted] == [(1, 5, 1)]
        downgrade(directory=folder, revision="0011")
        with db.engine.connect() as connection:
            query = "SELECT wished_zone_id, committed_at IS NOT NULL FROM application ORDER BY id"
            assert [tuple(row) for row in connection.execute(text(query))] == [(5, 1), (None, 0)]
        db.engine.dispose()


def test_entries_kept_before_phones_had_devices_stay_entries(config, tmp_path):
    """And they come out again as they went in, should somebody have to go back."""
    url = f"sqlite:///{tmp_path / 'gate.sqlite'}"
    if config.database_url.startswith("postgresql"):
        url = postgres.another_database(config.database_url, "gate")
    app = create_app(replace(config, database_url=url))
    folder, at = str(ROOT / "migrations"), datetime(2026, 11, 20, 2, 20, tzinfo=UTC)
    first, second, refused, tap = (uuid.UUID(int=n) for n in range(1, 5))
    scan = {"gate_id": 3, "pass_id": 5, "user_id": 1, "issue": 1, "direction": "in", "how": "camera"}
    scan |= {"day": at.date(), "scanned_at": at, "received_at": at}
    rows = [
        ("organisation", {"id": 1, "name": "Trung tâm"}),
        ("unit", {"id": "son-la", "name": "Sơn La", "folded": "son la", "sort_key": "son la", "code": "14"}),
        ("user", {"id": 1, "name": "Lò Thị Mai", "email": "a@b.example", "role": "staff", "created_at": at}),
        (
            "fair",
            {"id": 1, "owner_id": 1, "slug": "f", "unit_id": "son-la", "created_at": at, "organisers": []},
        ),
        ("site", {"id": 2, "fair_id": 1, "name": "Nhà A", "build_from": at, "clear_by": at.replace(day=25)}),
        ("gate", {"id": 3, "site_id": 2, "name": "Cổng A", "zone_bit": 0}),
        ("pass", {"id": 5, "fair_id": 1, "number": 77, "role": 8, "issue": 1, "link": "x", "day_bits": 1}),
        ("scan", {**scan, "id": first, "reason": "welcome"}),
        ("scan", {**scan, "id": second, "reason": "welcome", "scanned_at": at.replace(hour=3)}),
        ("scan", {**scan, "id": refused, "reason": "bad_signature", "pass_id": None}),
        ("admission", {"id": 1, "pass_id": 5, "gate_id": 3, "scan_id": first, "nth": 1, "hour": 9}),
        ("admission", {"id": 2, "pass_id": 5, "gate_id": 3, "scan_id": second, "nth": 2, "hour": 10}),
        ("click", {"id": tap, "gate_id": 3, "user_id": 1, "kind": "adult", "n": 4, "hour": 9}),
    ]
    more = {"pass": {"first_day": at.date(), "issued_at": at}, "click": {"day": at.date(), "at": at}}
    more["admission"] = {"day": at.date(), "entered_at": at}
    more["click"] |= {"received_at": at}
    with app.app_context():
        upgrade(directory=folder, revision="0014")
        known = MetaData()
        known.reflect(db.engine)
        with db.engine.begin() as connection:
            for table, row in rows:
                values = _filled(known.tables[table], more.get(table, {}) | row)
                if table == "admission" and row["nth"] == 1:
                    values["left_at"] = at.replace(minute=50)
                for name, value in values.items():
                    if isinstance(value, uuid.UUID) and not isinstance(
                        known.tables[table].c[name].type, Uuid
                    ):
                        values[name] = value.hex
                connection.execute(insert(known.tables[table]).values(values))
        for turn in ("up", "down", "up"):
            if turn == "down":
                downgrade(directory=folder, revision="0014")
                assert _all("SELECT nth, hour FROM admission ORDER BY nth") == [(1, 9), (2, 10)]
                assert _all("SELECT count(*) FROM scan WHERE user_id = 1") == [(3,)]
                continue
            upgrade(directory=folder, revision="0015")
            entries = "SELECT nth, quarter, left_at IS NULL FROM scan WHERE nth IS NOT NULL ORDER BY nth"
            assert _all(entries) == [(1, 37, 0), (2, 41, 1)]
            assert _all("SELECT count(device_id) FROM scan") == [(3,)]
            totals = dict(_all("SELECT what, sum(n) FROM gate_total GROUP BY what"))
            assert totals == {"in:visitor": 2, "gone:visitor": 1, "no:bad_signature": 1, "click:adult": 4}
        _insert([("gate_setting", {"fair_id": 1, "again_after": 90, "digest_key": b"d" * 32})])
        upgrade(directory=folder)
        downgrade(directory=folder, revision="0028")
        upgrade(directory=folder)
        assert _all("SELECT again_after, CAST(role_zones AS VARCHAR) FROM gate_setting") == [(90, "{}")]
        assert _all("SELECT count(device_id) FROM scan") == [(3,)]
        assert _all('SELECT is_active FROM "user"') == [(False,)]  # gates need no accounts any more
        db.engine.dispose()
