"""Why phones show each other codes: shared passes at gates without a network for a third of the day."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from fairapp.config import ROOT
from fairapp.domain.gate_digest import Passage, frames, read_frame

START = datetime(2026, 12, 12, 1, tzinfo=UTC)
KEY = bytes(32)
ENTRIES, SHARED, OFFLINE, PHONES, MINUTES = 20_000, 0.02, 0.3, 6, 600
PASSAGES = int(re.search(r"const PASSAGES = (\d+)", (ROOT / "static/js/gate/exchange.js").read_text())[1])
SPELL = 60  # minutes that a phone without a network stays without it


def crowd(chance):
    """(minute, pass number, phone), in order; a badge reaches a friend in five minutes to three hours."""
    arrivals = []
    for number in range(ENTRIES):
        at = chance.randrange(MINUTES)
        arrivals.append((at, number, chance.randrange(PHONES)))
        if chance.random() < SHARED:
            arrivals.append((at + chance.randrange(5, 180), number, chance.randrange(PHONES)))
    return sorted(arrivals)


def double_admissions(arrivals, chance, every):
    """How many come in twice when a supervisor walks round every so many minutes (None: never)."""
    offline = {(p, spell): chance.random() < OFFLINE for p in range(PHONES) for spell in range(99)}
    seen, server, known, fresh = defaultdict(dict), [], set(), defaultdict(list)
    told = [0] * PHONES  # how much of what the server knows each phone has heard
    last, doubles, admitted = 0, 0, set()
    for minute, number, phone in arrivals:
        while last < minute:
            last += 1
            for p in range(PHONES):
                if not offline[p, last // SPELL]:
                    known |= {one.number for one in fresh[p]}
                    server += fresh.pop(p)
                    seen[p] |= {one.number: one for one in server[told[p] :]}
                    told[p] = len(server)
            if every and last % every == 0:
                walk_round(seen)
        if number in seen[phone] or (not offline[phone, minute // SPELL] and number in known):
            continue
        doubles += number in admitted
        admitted.add(number)
        seen[phone][number] = Passage(number, START + timedelta(minutes=minute), phone, True)
        fresh[phone].append(seen[phone][number])
    return doubles


def walk_round(seen):
    """One phone reads every other's frames, then all read its own; each shows the newest that it knows."""
    walker = seen[0]
    for p in range(1, PHONES):
        hear(walker, shown_by(seen[p]))
    shown = shown_by(walker)
    for p in range(1, PHONES):
        hear(seen[p], shown)


def shown_by(seen):
    """As phones do it (static/js/gate/exchange.js), read from their screens."""
    newest = sorted(seen.values(), key=lambda one: one.at, reverse=True)[:PASSAGES]
    return [one for text in frames(7, newest, KEY) for one in read_frame(text, 7, KEY)[2]]


def hear(seen, passages):
    for one in passages:
        seen.setdefault(one.number, one)


@pytest.mark.slow
def test_codes_shown_every_quarter_of_an_hour_leave_a_tenth_of_the_double_admissions():
    arrivals = crowd(Random(2))
    without = double_admissions(arrivals, Random(3), None)
    with_codes = double_admissions(arrivals, Random(3), 15)
    assert without > 40
    assert with_codes * 10 <= without
