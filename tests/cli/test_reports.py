"""flask reports …: frozen, written whole and verified, on either database."""

import json

import pytest

from fairapp.domain.fairs import FairState
from fairapp.models import DiaryDay, Snapshot
from tests.factories import a_fair
from tests.running_fair import a_diary_day, a_running_fair, an_exhibitor, days_of


@pytest.fixture
def run(app, db):
    def invoke(*words):
        db.session.commit()
        return app.test_cli_runner().invoke(args=["reports", *map(str, words)])

    return invoke


@pytest.fixture
def fair(db):
    fair = a_running_fair()
    for n in range(4):
        a_diary_day(application=an_exhibitor(fair=fair), day=days_of(fair)[0], total=1_000_000 + n)
    return fair


@pytest.fixture
def exported(run, fair, tmp_path):
    """The fair's first snapshot in a file."""
    assert run("freeze", fair.slug).exit_code == 0
    path = tmp_path / "snapshot.json"
    assert run("export", fair.slug, 1, "--out", path).exit_code == 0
    return path


def test_freezing_prints_number_and_hash_and_the_same_again(run, fair):
    first, again = run("freeze", fair.slug), run("freeze", fair.slug)
    assert first.output == again.output
    number, digest = first.output.strip().split("\t")
    assert (number, len(digest)) == ("1", 64)


def test_an_export_is_the_same_in_a_file_and_on_the_output(run, fair, exported):
    said = run("export", fair.slug, 1).stdout
    assert said == exported.read_text(encoding="utf-8")
    written = json.loads(said)
    assert written["number"] == 1
    assert next(row["value"] for row in written["figures"] if row["cell"] == "sales") == 4_000_006


def test_what_was_exported_is_verified(run, fair, exported):
    for words in ((), (exported,)):
        done = run("verify", fair.slug, 1, *words)
        assert done.exit_code == 0, done.output
        assert json.loads(exported.read_text())["sha256"] in done.output
        assert " figures, " in done.output


def test_a_figure_changed_in_the_file_is_named(run, fair, exported):
    written = json.loads(exported.read_text())
    next(row for row in written["figures"] if row["cell"] == "sales")["value"] += 1
    exported.write_text(json.dumps(written))
    done = run("verify", fair.slug, 1, exported)
    assert done.exit_code == 1
    assert done.output == "figures: sales: 4000007, computed 4000006\n"


def test_a_text_changed_in_the_database_is_found(db, run, fair, exported):
    snapshot = db.session.scalar(db.select(Snapshot).filter_by(fair_id=fair.id))
    snapshot.facts = snapshot.facts.replace("1000003", "1000004")
    done = run("verify", fair.slug, 1, exported)
    assert done.exit_code == 1
    assert done.output.startswith("sha256: ")
    assert "figures: sales: 4000006, computed 4000007" in done.output


def test_a_text_cut_off_in_the_database_is_found(db, run, fair, exported):
    snapshot = db.session.scalar(db.select(Snapshot).filter_by(fair_id=fair.id))
    snapshot.facts = snapshot.facts[:-9]
    done = run("verify", fair.slug, 1, exported)
    assert done.exit_code == 1
    assert done.output.startswith("sha256: ")
    assert "Traceback" not in done.output
    refused = run("export", fair.slug, 1)
    assert (refused.exit_code, refused.output[:7]) == (1, "Error: ")


def test_a_figure_changed_in_the_fair_leaves_the_old_number_as_it_was(db, run, fair, exported):
    db.session.scalar(db.select(DiaryDay).join(DiaryDay.application).filter_by(fair_id=fair.id)).total += 1
    assert run("freeze", fair.slug).output.startswith("2\t")
    assert run("verify", fair.slug, 1, exported).exit_code == 0
    other = run("verify", fair.slug, 2, exported)
    assert other.exit_code == 1
    assert "figures: sales: 4000006, computed 4000007" in other.output


def test_a_refusal_is_a_sentence_not_a_trace(run, fair, tmp_path):
    (tmp_path / "not.json").write_text("không phải JSON")
    (tmp_path / "list.json").write_text("[1]")
    run("freeze", fair.slug)
    draft = a_fair(state=FairState.DRAFT)
    for words in (
        ("freeze", "khong-co"),
        ("freeze", draft.slug),
        ("export", "khong-co", 1),
        ("export", fair.slug, 9),
        ("export", fair.slug, 1, "--out", tmp_path / "none" / "x.json"),
        ("verify", fair.slug, 9),
        ("verify", fair.slug, 1, tmp_path / "not.json"),
        ("verify", fair.slug, 1, tmp_path / "list.json"),
    ):
        refused = run(*words)
        assert refused.exit_code == 1, words
        assert refused.output.startswith("Error: "), words
        assert "Traceback" not in refused.output
