"""What a machine can drive: each command says what it did, or why not, in one sentence."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest
from flask_migrate import upgrade

from fairapp import create_app
from fairapp.config import ROOT
from fairapp.db import db
from fairapp.domain.places import load_units
from fairapp.models import Snapshot, User
from fairapp.services import accounts

pytestmark = [pytest.mark.slow, pytest.mark.any_database]

AT = "2026-11-22T10:40+07:00"


@pytest.fixture(scope="module")
def run(config, tmp_path_factory):
    """`run("fairs", "list")` on a seeded database of its own."""
    folder = tmp_path_factory.mktemp("cli")
    app = create_app(replace(config, database_url=f"sqlite:///{folder / 'cli.sqlite'}", instance=folder))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
    runner = app.test_cli_runner()

    def invoke(*words, input=None):
        return runner.invoke(args=words, input=input)

    invoke.app = app
    assert invoke("seed", "--at", AT).exit_code == 0
    yield invoke
    with app.app_context():
        db.engine.dispose()


def test_help_lists_what_a_machine_needs(run):
    said = run("--help").output
    for command in ("seed", "jobs", "accounts", "fairs", "passes", "reports"):
        assert command in said


def test_seed_fills_only_an_empty_database(run):
    assert "only fills an empty one" in run("seed").output
    assert run("seed", "--if-empty").exit_code == 0


def test_a_moment_that_is_none_is_refused(run):
    refused = run("seed", "--at", "hôm qua")
    assert refused.exit_code != 0


def test_an_account_gets_a_new_password_from_who_runs_the_machine(run):
    said = run("accounts", "reset-password", "nhataitro@ocop.example")
    assert said.exit_code == 0
    with run.app.app_context():
        assert accounts.sign_in("nhataitro@ocop.example", said.output.strip(), "127.0.0.1") is not None
    assert run("accounts", "reset-password", "khong-ai@example.vn").exit_code != 0


def test_fairs_are_listed_a_line_each(run):
    lines = run("fairs", "list").output.splitlines()
    assert len(lines) > 50
    assert all(line.count("\t") == 3 for line in lines)


def test_an_organiser_gets_an_account_once(run):
    words = ("accounts", "create-organiser", "Sở Công Thương Lào Cai", "Lý A Sử", "su@laocai.example")
    assert run(*words, input="mat-khau-dai\nmat-khau-dai\n").exit_code == 0
    again = run(*words, input="mat-khau-dai\nmat-khau-dai\n")
    assert again.exit_code != 0
    assert "Đã có tài khoản" in again.output
    with run.app.app_context():
        user = db.session.scalar(db.select(User).filter_by(email="su@laocai.example"))
        assert user.organisation.name == "Sở Công Thương Lào Cai"


def test_issuing_passes_again_changes_nothing(run):
    slug = _under_way(run)
    assert run("passes", "issue", slug).output.startswith("0 passes issued")


def test_keys_are_sealed_anew_by_whoever_knows_the_old_secret(run):
    refused = run("passes", "reseal", "--old-secret", "not it")
    assert refused.exit_code != 0
    assert "does not open with this SECRET_KEY" in refused.output
    old = run.app.config["FAIRAPP"].secret_key
    assert run("passes", "reseal", "--old-secret", old).output.endswith(" keys sealed anew\n")


def test_freezing_prints_number_and_hash(run):
    slug = _under_way(run)
    number, digest = run("reports", "freeze", slug).output.strip().split("\t")
    with run.app.app_context():
        snapshot = db.session.scalar(db.select(Snapshot).filter_by(sha256=digest))
        assert snapshot.number == int(number)


def test_an_unknown_fair_is_a_sentence_not_a_trace(run):
    for words in (("passes", "issue"), ("reports", "freeze")):
        refused = run(*words, "khong-co")
        assert refused.exit_code == 1
        assert refused.output.startswith("Error: ")
        assert "Traceback" not in refused.output


def _under_way(run):
    lines = run("fairs", "list").output.splitlines()
    return next(line.split("\t")[0] for line in lines if "\topen\t" in line or "Thu Đông 2026" in line)


def test_a_new_installation_has_provinces_and_kinds_of_papers_but_no_demo_data(tmp_path):
    """`make serve` prepares it so; without provinces nobody could lay out a fair."""
    for _ in range(2):
        subprocess.run(
            [sys.executable, "scripts/prepare_database.py"],
            cwd=ROOT,
            env=os.environ | {"FAIRAPP_INSTANCE": str(tmp_path), "DATABASE_URL": ""},
            check=True,
            capture_output=True,
        )
    with closing(sqlite3.connect(tmp_path / "fair.sqlite")) as database:
        counts = {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("unit", "document_kind", "fair")
        }
    assert counts == {"unit": len(load_units()), "document_kind": 10, "fair": 0}
