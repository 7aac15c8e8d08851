"""What a machine lacks is said in one sentence with the command that brings it."""

import subprocess
import sys

import pytest

from fairapp.config import ROOT
from tests.scripts.loading import load

NO_SUCH = {"libpango-1.0.so.0": "libpango-1.0-0", "libnobody-has-this.so.9": "libnobody9"}


@pytest.fixture
def script(monkeypatch):
    """The script on a machine that has everything but one library."""
    module = load("system_packages")
    monkeypatch.setattr(module, "LIBRARIES", NO_SUCH)
    monkeypatch.setattr(module, "loads", lambda library: "nobody" not in library)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    return module


def as_root(monkeypatch, script, *outcomes: int) -> list[list[str]]:
    """Each command is noted and ends as told, the last outcome for all that follow."""
    ran, left = [], list(outcomes)

    def run(command, **_options):
        ran.append(command)
        code = left.pop(0) if len(left) > 1 else left[0]
        return subprocess.CompletedProcess(command, code, "", "E: Unable to locate package libnobody9\n")

    monkeypatch.setattr(script.os, "geteuid", lambda: 0)
    monkeypatch.setattr(script.subprocess, "run", run)
    return ran


def said(script, **asked) -> str:
    with pytest.raises(SystemExit) as left:
        script.install_packages(**{"browser": False} | asked)
    return str(left.value)


def test_a_missing_package_is_one_sentence_with_the_command(script, monkeypatch):
    as_root(monkeypatch, script, 100)
    sentence = said(script)
    assert "\n" not in sentence
    assert "run `sudo apt-get install --no-install-recommends libnobody9`." in sentence
    assert "apt-get said: E: Unable to locate package libnobody9" in sentence


def test_who_is_not_root_is_told_so_and_nothing_is_tried(script, monkeypatch):
    ran = as_root(monkeypatch, script, 1)  # sudo would ask for a password
    monkeypatch.setattr(script.os, "geteuid", lambda: 1000)
    assert "that takes root" in said(script)
    assert ran == [["sudo", "-n", "true"]]


def test_without_apt_get_the_sentence_says_that(script, monkeypatch):
    as_root(monkeypatch, script, 0)
    monkeypatch.setattr(script.shutil, "which", lambda name: None if name == "apt-get" else name)
    assert "this machine has no apt-get" in said(script)


def test_stale_lists_are_renewed_once_and_the_package_tried_again(script, monkeypatch):
    ran = as_root(monkeypatch, script, 100, 0, 0)
    assert script.install(["libnobody9"]) is None
    assert [command[3:5] for command in ran] == [["install", "--yes"], ["update"], ["install", "--yes"]]


def test_a_machine_that_has_everything_is_left_alone(script, monkeypatch):
    ran = as_root(monkeypatch, script, 0)
    monkeypatch.setattr(script, "loads", lambda library: True)
    script.install_packages(browser=False)
    assert ran == []


def test_a_python_without_pip_asks_for_its_own_package(script, monkeypatch):
    monkeypatch.setattr(script, "loads", lambda library: True)
    monkeypatch.setattr(script.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(script.shutil, "which", lambda name: None)
    assert script.missing_packages(browser=False) == [f"python3.{sys.version_info.minor}-venv"]


def test_the_linker_is_asked_for_real():
    script = load("system_packages")
    assert script.loads("libc.so.6")
    assert not script.loads("libnobody-has-this.so.9")


def test_on_this_machine_the_command_itself_ends_well():
    command = [sys.executable, str(ROOT / "scripts" / "system_packages.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
