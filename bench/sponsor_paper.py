"""A sponsor's report as PDF: all of it, against WeasyPrint alone on the same HTML without its charts."""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from statistics import median

from pypdf import PdfReader

from fairapp import create_app
from fairapp.documents import pdf
from fairapp.documents.seal import Seal
from fairapp.documents.sponsor_report import STYLES, sponsor_html, sponsor_report
from fairapp.domain.facts import (
    BenefitFact,
    BoothFact,
    DiaryFact,
    EntryFact,
    ExhibitorFact,
    FairFacts,
    LineFact,
    ProofFact,
    SessionFact,
    sha256,
    to_json,
)
from fairapp.domain.publication import publish
from fairapp.domain.sponsor_sheet import SponsorSheet, sponsor_sheet
from tests.domain.fair_facts import FRIDAY, a_fair_in_facts
from tests.running_fair import a_picture

CHART = re.compile(r'<figure class="chart.*?</figure>', re.DOTALL)
EXHIBITORS, PROVINCES, DAYS, PROMISES, ROUNDS = 200, 20, 5, 10, 5
KINDS = ("company", "cooperative", "household")


def rows() -> Iterator[tuple[str, str, str]]:
    """The median CPU time of both in turn, so that a slow spell of the machine meets both."""
    with create_app().app_context():
        sheet, seal, photos = _paper()
        bare = CHART.sub("", sponsor_html(sheet, seal, photos))
        pages = len(PdfReader(BytesIO(sponsor_report(sheet, seal, photos))).pages)
        _print(bare)
        whole, alone = [], []
        for _ in range(ROUNDS):
            whole.append(_cpu(lambda: sponsor_report(sheet, seal, photos)))
            alone.append(_cpu(lambda: _print(bare)))
    yield f"a report of {pages} pages, WeasyPrint without charts", f"{median(alone):.2f} s CPU", ""
    yield "  the report whole, from its facts", f"{median(whole):.2f} s CPU", ""
    yield "  ratio", f"{median(whole) / median(alone):.2f}", "aim: at most 3"


def _print(html: str) -> bytes:
    return pdf.render(html, stylesheets=STYLES, tagged=True)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _paper() -> tuple[SponsorSheet, Seal, dict[str, bytes]]:
    photos = {
        hashlib.sha256(one).hexdigest(): one for one in map(a_picture, ("navy", "teal", "maroon", "olive"))
    }
    facts = _facts(list(photos))
    published = publish(facts)
    seal = Seal.of(3, datetime(2026, 11, 26, 3, tzinfo=UTC), sha256(to_json(facts)), "https://fair.example")
    return sponsor_sheet(facts, published, published.sponsors[0]), seal, photos


def _facts(photos: list[str]) -> FairFacts:
    days = tuple(FRIDAY + timedelta(n) for n in range(DAYS))
    people = range(1, EXHIBITORS + 1)
    base = a_fair_in_facts()
    return replace(
        base,
        begun=days,
        sessions=tuple(SessionFact(1, day, "08:30", "21:00") for day in days),
        booths=tuple(BoothFact(f"A{i}", 1, "standard", 90_000, False, i) for i in people),
        exhibitors=tuple(
            ExhibitorFact(i, KINDS[i % 3], f"Tỉnh {i % PROVINCES}", f"Tỉnh {i % PROVINCES}") for i in people
        ),
        entries=tuple(
            EntryFact(1 + hour % 2, day, hour, "visitor", 40 + hour, 30)
            for day in days
            for hour in range(9, 21)
        ),
        people=(*base.people[1:], replace(base.people[0], came=600, issued=900)),
        diary=tuple(DiaryFact(i, day, 100_000 * i, 0, 0) for i in people for day in days),
        lines=tuple(
            LineFact(i, day, ("I", "II", "III")[i % 3], 3 + i % 2, 50_000 * i) for i in people for day in days
        ),
        sponsors=(replace(base.sponsors[0], benefits=tuple(_benefit(n, photos) for n in range(PROMISES))),),
    )


def _benefit(n: int, photos: list[str]) -> BenefitFact:
    proof = ProofFact(FRIDAY, "08:10", 1, f"Cổng {n}", "", photos[n % len(photos)])
    kept = (proof,) if n < 8 else ()
    return BenefitFact(
        f"Quyền lợi {n}", "vị trí", 1, len(kept), "nhật ký", "mưa", "bù sau", FRIDAY, gate=1, proofs=kept
    )
