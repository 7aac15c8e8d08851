"""Plans for instances in files: no database, clear refusals, the same plan again."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from fairapp import create_app
from fairapp.domain.allocation.instance import Province
from fairapp.domain.allocation.writing import instance_facts
from tests.domain.allocation.small import a_row, an_app, an_instance


@pytest.fixture(scope="module")
def run(config, tmp_path_factory):
    """`run("check", …)`; the database of this application does not exist."""
    folder = tmp_path_factory.mktemp("allocation")
    app = create_app(
        replace(config, database_url=f"sqlite:///{folder / 'none' / 'none.sqlite'}", instance=folder)
    )
    return lambda *words: app.test_cli_runner().invoke(args=["allocation", *map(str, words)])


@pytest.fixture
def instance(tmp_path):
    apps = [an_app(f"A{n}", "PQ"[n % 2], hours=n) for n in range(6)]
    provinces = tuple(Province(id=p, max=3, share=500_000) for p in "PQ")
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(instance_facts(an_instance(a_row(5), apps, provinces))), encoding="utf-8")
    return path


def test_solve_writes_a_plan_that_check_accepts(run, instance, tmp_path):
    out = tmp_path / "plan.json"
    done = run("solve", instance, "--seed", 3, "--steps", 2000, "--out", out)
    assert done.exit_code == 0, done.output
    assert "--seed 3 --steps 2000" in done.stderr
    checked = run("check", instance, out)
    assert checked.exit_code == 0
    assert done.stdout.splitlines()[-1] == checked.stdout.splitlines()[0]
    assert json.loads(out.read_text())["hash"] in checked.stdout


def test_same_seed_and_steps_write_the_same_file(run, instance, tmp_path):
    texts = set()
    for name in ("one", "other"):
        run("solve", instance, "--seed", 3, "--steps", 2000, "--out", tmp_path / name)
        texts.add((tmp_path / name).read_text())
    assert len(texts) == 1


def test_seconds_choose_steps_that_are_said_and_kept_with_the_plan(run, instance, tmp_path):
    done = run("solve", instance, "--seconds", 0.1, "--out", tmp_path / "plan.json")
    kept = json.loads((tmp_path / "plan.json").read_text())
    assert f"--steps {kept['steps']} --preset balanced" in done.stderr
    assert kept["until"] == kept["steps"] > 0


def test_preset_changes_what_a_plan_is_worth(run, instance, tmp_path):
    said = {
        run("solve", instance, "--steps", 500, "--preset", preset, "--out", tmp_path / preset).stdout
        for preset in ("balanced", "by_province", "by_trade")
    }
    assert len(said) == 3


def test_bound_says_how_far_from_the_best_a_plan_may_be(run, instance, tmp_path):
    done = run("solve", instance, "--steps", 2000, "--bound", "--out", tmp_path / "plan.json")
    assert "from the best possible" in done.stdout.splitlines()[-1]


def test_check_names_what_is_broken(run, instance, tmp_path):
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"plan": {"A0": ["1"], "A1": ["1"]}}))
    checked = run("check", instance, plan)
    assert checked.exit_code == 1
    assert "A0, A1" in checked.output


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"booths": 5}', '{"plan": {"A0": "1"}}', '{"plan": []}', "\xff"]
)
def test_file_that_is_none_is_refused_in_one_sentence(run, instance, tmp_path, text):
    bad = tmp_path / "bad.json"
    bad.write_bytes(text.encode("latin-1"))
    for words in (("check", bad, instance), ("check", instance, bad)):
        refused = run(*words)
        assert refused.exit_code == 1
        assert str(bad) in refused.output
        assert "Traceback" not in refused.output


def test_instance_that_contradicts_itself_is_refused(run, instance, tmp_path):
    facts = json.loads(instance.read_text())
    facts["locks"] = [{"app": "A0", "booths": ["1", "2"]}]
    instance.write_text(json.dumps(facts))
    refused = run("solve", instance, "--steps", 10, "--out", tmp_path / "plan.json")
    assert refused.exit_code == 1
    assert "A0" in refused.output
    assert not (tmp_path / "plan.json").exists()


def test_minimum_out_of_reach_ends_in_failure(run, instance, tmp_path):
    facts = json.loads(instance.read_text())
    for province in facts["provinces"]:
        province["min"] = 3
    instance.write_text(json.dumps(facts))
    failed = run("solve", instance, "--steps", 100, "--out", tmp_path / "plan.json")
    assert failed.exit_code == 1
    assert "hard rule" in failed.output
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.slow
def test_help_needs_no_compiler():
    code = "import sys, fairapp; fairapp.create_app(); sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
