"""The gate of the fair under way has seen everything that a gate sees, and its sums are right."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.verdicts import ADMITTED, VERDICTS, Verdict
from fairapp.models import (
    Click,
    Pass,
    Scan,
)
from fairapp.services import gate, passes

pytestmark = pytest.mark.slow


def test_every_verdict_of_a_gate_has_been_met(data):
    assert {VERDICTS[reason] for reason in data.scalars(select(Scan.reason).distinct())} == set(Verdict)


def test_entries_agree_with_the_scans_that_admitted(data):
    """Each scan that let in is an entry or a conflict, and there are a few of those to look at."""
    entries = data.scalars(select(Scan).where(Scan.nth.is_not(None))).all()
    assert all(entry.let_in and entry.reason in ADMITTED for entry in entries)
    assert all(entry.left_at >= entry.scanned_at for entry in entries if entry.left_at)
    conflicts = data.scalars(select(Scan).where(Scan.let_in, Scan.nth.is_(None))).all()
    assert 2 <= len(conflicts) < 40


def test_running_totals_agree_with_the_facts(data, live):
    assert gate.compare_totals(live) == {}


def test_board_of_yesterday_peaks_late_morning_and_in_the_evening(data, live):
    board = gate.read_board(live, local_day(now()) - timedelta(days=1), now())
    counts = {hour: board.at(hour) for hour in board.hours}
    assert 9_000 < board.clicks + board.entries < 13_500
    assert max(range(8, 13), key=counts.get) == 10
    assert max(range(13, 22), key=counts.get) == 19


def test_a_click_taken_back_counts_nothing(data):
    undone = data.scalars(select(Click).where(Click.undoes_id.is_not(None))).all()
    assert undone
    assert all(data.get(Click, click.undoes_id).n == -click.n for click in undone)


def test_issuing_passes_again_gives_none(data, live):
    again = passes.issue_for_allocation(live)
    data.rollback()
    assert again.new == []
    assert again.over == []


def test_a_pass_of_the_seed_opens_the_gate(data, live):
    badge = data.scalars(
        select(Pass).where(Pass.fair_id == live.id, Pass.issue == 1, Pass.revoked_at.is_(None)).limit(1)
    ).one()
    standing, found = passes.read_public(passes.Signer().code(badge), local_day(now()))
    assert (standing, found) == ("valid", badge)
