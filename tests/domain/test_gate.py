import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from fairapp.domain import gate
from fairapp.domain.gate import decide, judge, steady
from fairapp.domain.gate_bundle import USUAL_RULES, DayKind, site_sessions
from fairapp.domain.gate_words import DETAILS, NEXT_STEPS, WORDS, phrases, wording
from fairapp.domain.passes import Kind, PassBody, Role, Token, read_code
from fairapp.domain.verdicts import VERDICTS, Direction, Reason, Verdict
from tests.vectors import make_verdicts
from tests.vectors.specimens import a_pass, code

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "verdicts.json").read_text(encoding="utf-8"))
BUNDLE = VECTORS["bundle"]
NOON = datetime.fromisoformat("2026-11-20T05:00:00Z")


def known_of(facts: dict | None) -> PassBody | None:
    if facts is None:
        return None
    special = {
        "role": Role(facts["role"]),
        "kind": Kind(facts["kind"]),
        "first_day": date.fromisoformat(facts["first_day"]),
    }
    return PassBody(**{**facts, **special})


def answer(case: dict) -> gate.Decision:
    return decide(
        case["text"],
        BUNDLE,
        case["seen"],
        datetime.fromisoformat(case["now"]),
        case["gate"],
        Direction(case["direction"]),
        known=known_of(case["known"]),
        override=case["override"],
    )


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_verdict_of_the_vector(case):
    decision = answer(case)
    assert case["expect"] == {
        "verdict": decision.verdict,
        "reason": decision.reason,
        "number": decision.facts.number if decision.facts else None,
        "entered_at": decision.visit["entered_at"] if decision.visit else None,
        "next_entry": decision.next_entry,
        "instead_of": decision.instead_of,
    }


def test_vectors_are_what_the_script_writes():
    if not make_verdicts.CASES:
        make_verdicts.make_cases()
    written = {
        "bundle": make_verdicts.BUNDLE,
        "cases": make_verdicts.CASES,
        "steady": make_verdicts.STEADY_CASES,
    }
    assert json.loads(json.dumps(written)) == {name: VECTORS[name] for name in written}


def test_vectors_meet_every_reason_role_and_direction():
    assert {case["expect"]["reason"] for case in VECTORS["cases"]} == set(Reason)
    assert {case["expect"]["verdict"] for case in VECTORS["cases"]} == set(Verdict)
    codes = [read_code(case["text"]) for case in VECTORS["cases"]]
    assert {code.body.role for code in codes if isinstance(code, Token)} == set(Role)
    assert {case["direction"] for case in VECTORS["cases"]} == set(Direction)
    assert len({case["name"] for case in VECTORS["cases"]}) == len(VECTORS["cases"]) >= 60


def test_each_reason_belongs_to_one_verdict():
    assert {str(r): str(v) for r, v in VERDICTS.items()} == VECTORS["verdict_of"]
    assert set(VERDICTS) == set(Reason)


@pytest.mark.parametrize("case", VECTORS["steady"], ids=str)
def test_the_same_badge_keeps_its_verdict(case):
    now = NOON + timedelta(milliseconds=case["after_ms"])
    assert steady(case["last"], NOON, case["code"], now) is case["steady"]


def test_a_printed_id_without_facts_never_admits():
    for case in VECTORS["cases"]:
        if case["known"] and not isinstance(read_code(case["text"]), Token):
            assert answer({**case, "known": None}).verdict == Verdict.UNREADABLE


def test_facts_and_token_are_judged_alike():
    """One set of rules: a genuine token and the server's own record of it get the same answer."""
    judged = 0
    for case in VECTORS["cases"]:
        token = read_code(case["text"])
        if not isinstance(token, Token) or case["expect"]["verdict"] in ("forged", "other_fair"):
            continue
        moment, direction = datetime.fromisoformat(case["now"]), Direction(case["direction"])
        said = judge(
            token.body, BUNDLE, case["seen"], moment, case["gate"], direction, override=case["override"]
        )
        assert said == answer(case)
        judged += 1
    assert judged > 60


def test_the_bundle_survives_json():
    assert json.loads(json.dumps(make_verdicts.BUNDLE)) == make_verdicts.BUNDLE


def test_usual_rules_know_every_role():
    assert set(USUAL_RULES) == set(Role)


# ---- sessions of a site


def test_days_without_hours_are_built_up_closed_or_taken_down():
    hours = time(8), time(21, 30)
    sessions = site_sessions(
        4,
        [(date(2026, 11, 22), *hours), (date(2026, 11, 20), *hours)],
        datetime.fromisoformat("2026-11-18T07:00"),
        datetime.fromisoformat("2026-11-23T12:00"),
    )
    assert {session["site"] for session in sessions} == {4}
    assert [(s["day"][-2:], s["opens"], s["closes"], s["kind"]) for s in sessions] == [
        ("18", "07:00", "24:00", DayKind.BUILD_UP),
        ("19", "00:00", "24:00", DayKind.BUILD_UP),
        ("20", "08:00", "21:30", DayKind.FAIR),
        ("21", "00:00", "24:00", DayKind.CLOSED),
        ("22", "08:00", "21:30", DayKind.FAIR),
        ("22", "21:30", "24:00", DayKind.DISMANTLING),
        ("23", "00:00", "12:00", DayKind.DISMANTLING),
    ]


def test_a_site_without_sessions_is_only_built_up():
    start, end = datetime.fromisoformat("2026-11-18T07:00"), datetime.fromisoformat("2026-11-18T17:00")
    assert [(s["opens"], s["closes"], s["kind"]) for s in site_sessions(4, [], start, end)] == [
        ("07:00", "17:00", DayKind.BUILD_UP)
    ]


# ---- words


def vietnamese(sentence: str) -> str:
    return sentence


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_every_verdict_can_be_said(case):
    said = wording(answer(case), BUNDLE, case["gate"], vietnamese)
    assert said.word == WORDS[Verdict(case["expect"]["verdict"])]
    assert "%(" not in said.detail + said.next_step
    if case["expect"]["verdict"] not in ("admit", "exit", "override"):
        assert said.detail
        assert said.next_step


def test_someone_inside_is_told_when_and_where():
    visit = {"inside": True, "entered_at": "2026-11-20T01:10:00Z", "gate": 4}
    decision = decide(code(a_pass()), BUNDLE, {"88012345/1": visit}, NOON, 3, Direction.IN)
    assert wording(decision, BUNDLE, 3, vietnamese).detail == "Đã vào lúc 08:10, Cổng hậu cần."


def test_a_gate_that_is_gone_is_another_gate():
    visit = {"inside": True, "entered_at": "2026-11-20T01:10:00Z", "gate": 99}
    decision = decide(code(a_pass()), BUNDLE, {"88012345/1": visit}, NOON, 3, Direction.IN)
    assert wording(decision, BUNDLE, 3, vietnamese).detail == "Đã vào lúc 08:10, cổng khác."


def test_someone_too_early_is_told_when_to_come():
    decision = decide(code(a_pass(days=[4])), BUNDLE, {}, NOON, 3, Direction.IN)
    assert wording(decision, BUNDLE, 3, vietnamese).next_step == "Vào được từ 08:00 ngày 22/11/2026."


def test_phones_have_words_for_everything():
    words = phrases(vietnamese)
    assert set(words["words"]) == set(words["next_steps"]) == set(Verdict)
    assert set(words["details"]) == set(Reason)
    assert set(words["roles"]) == set(Role)
    assert set(DETAILS) == set(Reason)
    assert set(NEXT_STEPS) == set(Verdict)


def test_the_words_of_the_vectors_are_the_written_ones():
    """Node holds the phone's twin (static/js/gate/wording.js) against the same file."""
    from tests.vectors.make_words import HERE, words

    assert json.loads((HERE / "words.json").read_text(encoding="utf-8")) == words()
