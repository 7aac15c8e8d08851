"""A small fair in facts, and a strategy that draws fairs of any shape."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.facts import (
    AgreementFact,
    BenefitFact,
    BoothFact,
    ClickFact,
    DiaryFact,
    EntryFact,
    ExhibitorFact,
    FairFact,
    FairFacts,
    GateFact,
    GoodsFact,
    LineFact,
    PeopleFact,
    ReportedFact,
    SessionFact,
    SiteFact,
    SponsorFact,
)
from fairapp.domain.follow_ups import FollowAnswer

FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
FAIR = FairFact(
    slug="ha-long-2026",
    name="Hội chợ OCOP Hạ Long 2026",
    kind="fair",
    theme="Tinh hoa làng nghề",
    host="Quảng Ninh",
    organisers=("Sở Công Thương Quảng Ninh",),
    basis="12/KH-UBND, 03/08/2026",
    illustrative=True,
    past_record=False,
    closed=True,
)

PROVINCES = {
    1: "Quảng Ninh",
    2: "Quảng Ninh",
    3: "Quảng Ninh",
    4: "Hà Nam",
    5: "Hà Nam",
    6: "Hà Nam",
    7: "Sơn La",
}
NOW = {"Hà Nam": "Ninh Bình"}


def a_fair_in_facts() -> FairFacts:
    """Seven exhibitors, three days; Sơn La has one exhibitor only; exhibitor 6 never answers."""
    kinds = ["company", "cooperative", "household"]
    return FairFacts(
        fair=FAIR,
        begun=(FRIDAY, SATURDAY, SUNDAY),
        sites=(SiteFact(1, "Nhà A", "Cung Quy hoạch", 40_000_000),),
        sessions=tuple(SessionFact(1, day, "08:30", "21:00") for day in (FRIDAY, SATURDAY, SUNDAY)),
        gates=(GateFact(1, 1, "Cổng chính"), GateFact(2, 1, "Cổng Đông")),
        booths=(
            *(BoothFact(f"A{i}", 1, "standard", 90_000, False, i) for i in PROVINCES),
            BoothFact("A8", 1, "standard", 90_000, False, None),
            BoothFact("A9", 1, "standard", 90_000, True, None),
        ),
        exhibitors=tuple(
            ExhibitorFact(i, kinds[i % 3], unit, NOW.get(unit, unit)) for i, unit in PROVINCES.items()
        ),
        goods=(GoodsFact("I", 4, 9), GoodsFact("II", 3, 5), GoodsFact("IV", None, 2)),
        entries=(
            EntryFact(1, FRIDAY, 9, "visitor", 30, 28),
            EntryFact(1, FRIDAY, 19, "visitor", 12, 6),
            EntryFact(2, SATURDAY, 10, "guest", 8, 8),
            EntryFact(2, SATURDAY, 8, "exhibitor", 20, 14),
            EntryFact(2, SATURDAY, 7, "service", 5, 5),
        ),
        clicks=(ClickFact(1, FRIDAY, 9, 200), ClickFact(1, SATURDAY, 19, 310), ClickFact(2, SUNDAY, 9, 150)),
        people=(
            PeopleFact("visitor", 60, 33),
            PeopleFact("guest", 12, 8),
            PeopleFact("exhibitor", 20, 14),
            PeopleFact("service", 6, 5),
        ),
        diary=(
            *(
                DiaryFact(i, day, 1_000_000 * i, i % 2, 500_000 * (i % 2))
                for i in PROVINCES
                for day in (FRIDAY, SATURDAY)
                if i != 6
            ),
            DiaryFact(1, SUNDAY, 0, 0, 0),
        ),
        lines=(
            LineFact(1, FRIDAY, "I", 4, 600_000),
            LineFact(2, FRIDAY, "I", 4, 2_000_000),
            LineFact(3, FRIDAY, "I", 3, 1_000_000),
            LineFact(4, FRIDAY, "I", 3, 4_000_000),
            LineFact(5, FRIDAY, "II", 3, 5_000_000),
            LineFact(7, FRIDAY, "IV", None, 7_000_000),
        ),
        agreements=(
            AgreementFact("memorandum", "departments", 14, None, event="Hội nghị kết nối cung cầu"),
            AgreementFact("memorandum", "province_chain", 8, None, answer="under_way"),
            AgreementFact("memorandum", "businesses", 34, None, event="Hội nghị kết nối cung cầu"),
            AgreementFact("contract", "businesses", 1, 2_400_000_000, answer="late", delivered=900_000_000),
        ),
        reported=(ReportedFact("visits", "50000", "trên", "Báo Quảng Ninh", SUNDAY),),
        sponsors=(
            SponsorFact(
                1,
                "Ngân hàng Vịnh Xanh",
                "gold",
                500_000_000,
                "",
                "Gặp hợp tác xã cần vốn",
                (
                    BenefitFact(
                        "Logo trên thẻ", "thẻ", 100, 93, "mẫu thẻ số 3", "in thiếu", "băng-rôn", SATURDAY
                    ),
                ),
            ),
        ),
    )


def _rows(draw: st.DrawFn, sellers: list[int], days: list[date]) -> tuple[list[DiaryFact], list[LineFact]]:
    diary, lines = [], []
    for seller in sellers:
        for day in days:
            total = draw(st.none() | st.integers(0, 9_000_000))
            if total is None:
                continue
            diary.append(DiaryFact(seller, day, total, 0, 0))
            part = draw(st.integers(0, total))
            if part:
                group, stars = draw(st.sampled_from(["I", "II", "III"])), draw(st.sampled_from((3, 4, None)))
                lines.append(LineFact(seller, day, group, stars, part))
    return diary, lines


def papers(most: int = 8) -> st.SearchStrategy[tuple[AgreementFact, ...]]:
    """Agreements of any kind, at any event or none, with any answer or none."""
    one = st.builds(
        AgreementFact,
        kind=st.sampled_from([kind.value for kind in AgreementKind]),
        level=st.sampled_from([level.value for level in AgreementLevel]),
        count=st.integers(1, 40),
        value=st.none() | st.integers(1, 9_000_000_000),
        event=st.sampled_from(("", "Khai mạc", "Kết nối [cung] cầu", "-")),
        answer=st.sampled_from(("", *(answer.value for answer in FollowAnswer))),
    )
    return st.lists(one.flatmap(_delivered), max_size=most).map(tuple)


def _delivered(fact: AgreementFact) -> st.SearchStrategy[AgreementFact]:
    """Only who answered says what was delivered."""
    if not fact.answer:
        return st.just(fact)
    return (st.none() | st.integers(0, 9_000_000_000)).map(lambda came: replace(fact, delivered=came))


@st.composite
def fairs(draw: st.DrawFn, most_sellers: int = 12) -> FairFacts:
    """Fairs of up to a dozen exhibitors, four provinces and three days, with any answers and any entries."""
    sellers = list(range(1, draw(st.integers(0, most_sellers)) + 1))
    days = [FRIDAY + timedelta(n) for n in range(draw(st.integers(1, 3)))]
    diary, lines = _rows(draw, sellers, days)
    entries = draw(
        st.lists(
            st.builds(
                lambda gate, day, hour, role, first, again: EntryFact(
                    gate, day, hour, role, first + again, first
                ),
                st.integers(1, 2),
                st.sampled_from(days),
                st.integers(8, 20),
                st.sampled_from(("visitor", "guest", "exhibitor", "press")),
                st.integers(1, 50),
                st.integers(0, 20),
            ),
            max_size=8,
        )
    )
    clicks = draw(
        st.lists(
            st.builds(
                ClickFact, st.integers(1, 2), st.sampled_from(days), st.integers(8, 20), st.integers(1, 99)
            ),
            max_size=4,
        )
    )
    return FairFacts(
        fair=FAIR,
        begun=tuple(days),
        sites=(SiteFact(1, "Nhà A", "Cung Quy hoạch", 1),),
        sessions=tuple(SessionFact(1, day, "08:30", "21:00") for day in days),
        gates=(GateFact(1, 1, "Bắc"), GateFact(2, 1, "Nam")),
        booths=tuple(BoothFact(f"A{i}", 1, "standard", 90_000, False, i) for i in sellers),
        exhibitors=tuple(
            ExhibitorFact(
                i,
                draw(st.sampled_from(("company", "household"))),
                unit := draw(st.sampled_from("ABCD")),
                {"B": "A"}.get(unit, unit),
            )
            for i in sellers
        ),
        entries=tuple(entries),
        clicks=tuple(clicks),
        diary=tuple(diary),
        lines=tuple(lines),
    )
