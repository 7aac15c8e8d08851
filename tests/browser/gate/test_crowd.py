"""Four phones at two gates, now with a network and now without: what they scanned ends as the model says."""

from collections import ChainMap, Counter
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func

from fairapp.db import db
from fairapp.domain.verdicts import Reason
from fairapp.models import Fair, Pass, Scan
from tests.browser.gate_world import SCANNER, begin, enrol, invite, scans_in, waiting
from tests.browser.steps import until
from tests.gate_truth import agree_with_the_model

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONES, SCANS, TURN = 4, 400, 10
CLOCKS = timedelta(seconds=5)  # what two phones may believe of one moment, when answers are slow to come
# Ten badges one after the other, as a scanner on a cable types them.
TYPE = f"""async (codes) => {{
  for (const code of codes) {{
    ({SCANNER})(code);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }}
}}"""


def script(chance, codes):
    """Turns of one phone: (with a network, in or out, ten badges). The same badge comes 40 badges later: a
    phone takes one that comes again within three seconds for the same reading."""
    badges = chance.sample(codes, len(codes)) * (SCANS // PHONES // len(codes) + 1)
    return [
        (chance.random() < 0.6, "out" if chance.random() < 0.3 else "in", badges[at : at + TURN])
        for at in range(0, SCANS // PHONES, TURN)
    ]


def test_400_scans_of_four_phones_end_as_the_model_says(gate_site, world, person):
    chance = Random(6)
    codes = world.codes[:40]
    phones = [person(phone=True) for _ in range(PHONES)]
    sent: list[dict[str, dict]] = [{} for _ in phones]
    for n, page in enumerate(phones):
        page.on("request", lambda request, mine=sent[n]: mine.update(scans_in(request)))
        enrol(page, invite(gate_site, world.gates[n % 2]))
        begin(page)
    scripts = [script(chance, codes) for _ in phones]
    for turn in range(SCANS // PHONES // TURN):
        for page, turns in zip(phones, scripts, strict=True):
            online, direction, badges = turns[turn]
            page.context.set_offline(not online)
            page.locator(f"[data-part={direction}]").click()
            page.evaluate(TYPE, badges)
    for page in phones:
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: count(gate_site, world) == SCANS)
    until(lambda: all(waiting(page) == [] for page in phones))

    with gate_site.app.app_context():
        scans = agree_with_the_model(db.session.get_one(Fair, world.fair), dict(ChainMap(*sent)))
        numbers = dict(db.session.execute(db.select(Pass.id, Pass.number)).all())
        assert len(scans) == SCANS
        came = Counter((scan.gate_id, str(scan.direction), numbers[scan.pass_id]) for scan in scans)
        assert came == scripted(world, scripts, numbers)
        assert {scan.own for scan in scans} == {Reason.WELCOME}
        assert any(scan.let_in and scan.nth is None for scan in scans), "nobody came in twice"
    for mine in sent:
        judged_well(mine, [scan for other in sent for scan in other.values()])


def judged_well(mine, everybodys):
    """What this phone said is what it could know: of itself at once, of others by and by."""
    for scan in mine.values():
        others = [one for one in everybodys if one["code"] == scan["code"] and one is not scan]
        came = [when(one) for one in others if one["reason"] == "welcome"]
        went = [when(one) for one in others if one["direction"] == "out"]
        if scan["reason"] == "welcome":  # nobody whom it let in itself and who has not left anywhere since
            own = [when(one) for one in others if one["id"] in mine and one["reason"] == "welcome"]
            before = max((at for at in own if at < when(scan)), default=None)
            assert before is None or any(before - CLOCKS < at < when(scan) + CLOCKS for at in went), scan
        elif scan["reason"] in ("still_inside", "left"):
            assert any(at < when(scan) + CLOCKS for at in came), scan
        else:
            assert (scan["direction"], scan["reason"]) == ("out", "never_entered"), scan


def when(sent):
    return datetime.fromisoformat(sent["at"])  # the phones of one machine have one clock


def count(site, world) -> int:
    with site.app.app_context():
        return db.session.scalar(db.select(func.count(Scan.id)).where(Scan.gate_id.in_(world.gates)))


def scripted(world, scripts, numbers):
    number = {code: numbers[id] for code, id in zip(world.codes, world.passes, strict=True)}
    return Counter(
        (world.gates[n % 2], direction, number[code])
        for n, turns in enumerate(scripts)
        for _, direction, badges in turns
        for code in badges
    )
