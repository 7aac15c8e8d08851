"""Why phones show each other codes: shared passes at gates without a network for a third of the day."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from fairapp.domain.gate_digest import Passage, frames, read_frame

START = datetime(2026, 12, 12, 1, tzinfo=UTC)
KEY = bytes(32)
ENTRIES, SHARED, OFFLINE, PHONES, MINUTES = 20_000, 0.02, 0.3, 6, 600
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
    seen, server, fresh = defaultdict(set), set(), defaultdict(list)
    last, doubles, admitted = 0, 0, set()
    for minute, number, phone in arrivals:
        while last < minute:
            last += 1
            for p in range(PHONES):
                if not offline[p, last // SPELL]:
                    server |= {one.number for one in fresh[p]}
                    seen[p] |= server
            if every and last % every == 0:
                walk_round(seen, fresh, last)
        if number in seen[phone] or (not offline[phone, minute // SPELL] and number in server):
            continue
        doubles += number in admitted
        admitted.add(number)
        seen[phone].add(number)
        fresh[phone].append(Passage(number, START + timedelta(minutes=minute), phone, True))
    return doubles


def walk_round(seen, fresh, minute):
    """One phone reads every other's frames, then all read its own."""
    since = START + timedelta(minutes=minute - 180)
    told = [one for rows in fresh.values() for one in rows if one.at >= since]
    heard = {one.number for text in frames(7, told, KEY) for one in read_frame(text, 7, KEY)[2]}
    for known in seen.values():
        known |= heard


@pytest.mark.slow
def test_codes_shown_every_quarter_of_an_hour_leave_a_tenth_of_the_double_admissions():
    arrivals = crowd(Random(2))
    without = double_admissions(arrivals, Random(3), None)
    with_codes = double_admissions(arrivals, Random(3), 15)
    assert without > 40
    assert with_codes * 10 <= without
