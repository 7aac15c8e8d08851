"""`decide` in Python and in JavaScript agree on ten thousand cases drawn by chance."""

import json
import subprocess
import sys

import pytest

from fairapp.config import ROOT
from fairapp.domain.verdicts import Reason

CASES, SEED = 10_000, 11


@pytest.mark.slow
def test_python_and_javascript_agree_on_ten_thousand_cases():
    make = [sys.executable, "-m", "tests.vectors.make_gate_cases", str(CASES), str(SEED)]
    made = subprocess.run(make, cwd=ROOT, capture_output=True, check=True).stdout
    read = ["scripts/with_node.sh", "node", "tests/js/gate/twins.mjs"]
    answer = subprocess.run(read, cwd=ROOT, input=made, capture_output=True)
    assert answer.returncode == 0, answer.stdout.decode()[:2000] + answer.stderr.decode()[:500]
    said = json.loads(answer.stdout)
    assert said["cases"] == CASES
    assert set(said["reasons"]) >= set(Reason) - {Reason.NOT_A_PASS}  # a code turned over may stay one
