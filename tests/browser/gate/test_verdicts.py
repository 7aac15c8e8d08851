"""Every verdict on the phone itself: word, colour, shape, tone, vibration, and what to do next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import expect

from fairapp.db import db
from fairapp.domain.gate_words import WORDS
from fairapp.domain.passes import Role, address, sign
from fairapp.domain.verdicts import Verdict
from fairapp.models import Fair, FairKey, Pass
from fairapp.services import gate as gates, passes
from fairapp.services.passes import body_of
from tests.browser.gate_world import begin, enrol, invite, type_like_a_scanner

pytestmark = pytest.mark.browser

# A verdict stays until the test has looked, and the page notes what it lets be heard and felt.
NOTED = """() => {
  const wait = setTimeout;
  globalThis.setTimeout = (act, ms, ...more) => wait(act, [1200, 2000].includes(ms) ? 600_000 : ms, ...more);
  window.tones = [];
  window.pulses = [];
  globalThis.OscillatorNode = class extends OscillatorNode {
    constructor(context, wish) { super(context, wish); tones.push(`${wish.type} ${wish.frequency}`); }
  };
  navigator.vibrate = (pulse) => { pulses.push(...pulse); return true; };
}"""
SHOWN = """() => {
  const part = (name) => document.querySelector(`[data-part=${name}]`);
  const shape = part("shape").firstChild.getAttribute("href");
  return {
    word: part("word").textContent,
    colour: getComputedStyle(part("verdict")).backgroundColor,
    shape,
    drawn: document.querySelector(shape).childElementCount,
    tones: tones.splice(0).join(),
    pulses: pulses.splice(0).join(),
    next: part("next").hidden ? "" : part("next").textContent,
  };
}"""
FAMILIES = (
    {Verdict.ADMIT, Verdict.OVERRIDE},
    {Verdict.EXIT},
    {Verdict.ALREADY_IN, Verdict.NOT_IN, Verdict.WRONG_DAY, Verdict.OUTSIDE_HOURS},
    {Verdict.UNREADABLE},
    {Verdict.WRONG_ZONE, Verdict.REVOKED, Verdict.SUPERSEDED, Verdict.EXPIRED}
    | {Verdict.FORGED, Verdict.OTHER_FAIR},
)
NOTHING_TO_DO = {Verdict.ADMIT, Verdict.OVERRIDE, Verdict.EXIT}


def badges(world) -> dict[Verdict, str]:
    """A code for each refusal that a pass has by itself, most of them as a fair gives passes out."""
    fair = db.session.get_one(Fair, world.fair)
    good, gone, old = (db.session.get_one(Pass, id) for id in world.passes[43:46])
    key = db.session.scalars(db.select(FairKey).where(FairKey.fair_id == fair.id)).one()
    body, own = body_of(good), passes.private_key(key)
    codes = {
        Verdict.WRONG_DAY: replace(body, first_day=body.first_day + timedelta(days=20)),
        Verdict.EXPIRED: replace(body, first_day=body.first_day - timedelta(days=20)),
        Verdict.WRONG_ZONE: replace(body, zones=0b1000_0000),
        Verdict.OUTSIDE_HOURS: replace(body, role=Role.PRESS),
        Verdict.OTHER_FAIR: replace(body, fair=body.fair + 1),
        Verdict.REVOKED: body_of(gone),
        Verdict.SUPERSEDED: body_of(old),
    }
    passes.revoke(gone, "Mất thẻ", None)
    passes.reprint(old, None)
    forged = sign(body, Ed25519PrivateKey.generate())
    return {
        verdict: address("https://hoicho.example", sign(said, own)) for verdict, said in codes.items()
    } | {
        Verdict.FORGED: address("https://hoicho.example", forged),
        Verdict.UNREADABLE: "https://hoicho.example/thuc-don",
    }


def press_has_gone_home(route) -> None:
    """Nobody of the press comes in today any more, at whatever hour of the day this runs."""
    answer = route.fetch()
    bundle = answer.json()
    bundle["lasting"]["rules"]["press"] |= {"after": -24 * 60}
    route.fulfill(response=answer, json=bundle)


def test_every_verdict_is_seen_heard_felt_and_says_what_to_do(gate_site, world, person):
    with gate_site.app.app_context():
        codes = badges(world)
        _, pin = gates.add_supervisor(db.session.get_one(Fair, world.fair), "Trưởng ca", None, rounds=2000)
        db.session.commit()
    page = person(phone=True)
    page.add_init_script(f"({NOTED})()")
    page.route("**/api/gate/bundle", press_has_gone_home)
    enrol(page, invite(gate_site, world.gates[0]))
    begin(page)
    page.route("**/api/**", lambda route: route.abort())
    shown: dict[Verdict, dict] = {}

    def look(verdict: Verdict) -> None:
        expect(page.locator(f"[data-part=verdict][data-verdict={verdict}]")).to_be_visible()
        shown[verdict] = page.evaluate(SHOWN)
        page.keyboard.press("Escape")
        expect(page.locator("[data-part=verdict]")).to_be_hidden()

    def scan(code: str, verdict: Verdict) -> None:
        page.evaluate("tones.length = pulses.length = 0")
        type_like_a_scanner(page, code)
        look(verdict)

    for verdict, code in codes.items():
        scan(code, verdict)
    own = world.codes[46]
    scan(own, Verdict.ADMIT)
    page.locator("[data-part=out]").click()
    scan(world.codes[47], Verdict.NOT_IN)
    page.locator("[data-part=in]").click()  # another question, even about the badge that was just read
    scan(own, Verdict.ALREADY_IN)
    page.locator("[data-part=override]").click()
    page.get_by_role("button", name="Quét RA hỏng").click()
    page.locator("#pin").fill(pin)
    page.get_by_role("button", name="Cho vào", exact=True).click()
    look(Verdict.OVERRIDE)
    page.locator("[data-part=out]").click()
    scan(own, Verdict.EXIT)

    assert set(shown) == set(Verdict)
    for verdict, seen in shown.items():
        assert seen["word"] == WORDS[verdict]
        assert (seen["shape"], seen["drawn"] > 0) == (f"#shape-{verdict}", True)
        assert seen["tones"] and seen["pulses"]
        assert bool(seen["next"]) != (verdict in NOTHING_TO_DO), verdict
    looks = [
        {tuple(shown[verdict][sense] for sense in ("colour", "tones", "pulses")) for verdict in family}
        for family in FAMILIES
    ]
    assert all(len(look) == 1 for look in looks), looks  # one family, one look
    for n, sense in enumerate(("colour", "tones", "pulses")):
        assert len({next(iter(look))[n] for look in looks}) == len(FAMILIES), sense
