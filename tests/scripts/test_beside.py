"""scripts/beside.py: two commands at once, and both count."""

import subprocess
import sys

import pytest

from fairapp.config import ROOT

BESIDE = [sys.executable, str(ROOT / "scripts/beside.py")]


@pytest.mark.parametrize(
    ("one", "other", "fails"),
    [("true", "true", False), ("false", "true", True), ("true", "false", True), ("false", "false", True)],
)
def test_the_failure_of_either_is_a_failure(one, other, fails):
    assert bool(subprocess.run([*BESIDE, one, "--and", other]).returncode) is fails


def test_both_run_at_once_and_what_they_say_is_not_mixed(tmp_path):
    """Each waits for the other, so that one after the other they would never end."""
    one, other = tmp_path / "one.sh", tmp_path / "other.sh"
    one.write_text(
        f"echo first; touch {tmp_path}/a; until [ -e {tmp_path}/b ]; do sleep 0.05; done; echo first"
    )
    other.write_text(f"until [ -e {tmp_path}/a ]; do sleep 0.05; done; echo second; touch {tmp_path}/b")
    command = [*BESIDE, "sh", one, "--and", "sh", other]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.stdout.split() == ["first", "first", "second"]
