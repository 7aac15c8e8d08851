"""Four phones at two gates, now with a network and now without: what they scanned ends as the model says."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import func

from fairapp.db import db
from fairapp.models import Fair, Pass, Scan
from tests.browser.gate_world import SCANNER, begin, enrol, invite, waiting
from tests.browser.steps import until
from tests.gate_truth import agree_with_the_model

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONES, SCANS, TURN = 4, 400, 10
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
    for n, page in enumerate(phones):
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
        scans = agree_with_the_model(db.session.get_one(Fair, world.fair))
        numbers = dict(db.session.execute(db.select(Pass.id, Pass.number)).all())
        assert len(scans) == SCANS
        came = Counter((scan.gate_id, str(scan.direction), numbers[scan.pass_id]) for scan in scans)
        assert came == scripted(world, scripts, numbers)
        assert any(scan.let_in and scan.nth is None for scan in scans), "nobody came in twice"


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
