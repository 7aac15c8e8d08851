"""What stands before anybody applies: other fairs and venues, the plan, producers with their goods."""

from datetime import date, time, timedelta

from fairapp.domain.booths import FeatureKind
from fairapp.domain.calendar import at_local
from fairapp.domain.fairs import FairKind, FairState, Hold
from fairapp.domain.ocop import ProducerKind
from fairapp.models import (
    Booth,
    Fair,
    Hall,
    OpeningSession,
    Paper,
    PlanFeature,
    Producer,
    Product,
    Site,
    Venue,
)
from tests.crowd.writing import PROVINCES, Story, a_word, named, write
from tests.factories import a_kind, a_zone

GROUPS = ("I", "II", "III", "IV", "V", "VI")
LEAVES = ("I.5.a", "II.2.a", "III.1")


def fairs(s: Story) -> None:
    """Other fairs in the same hall, past ones and coming ones; other venues; further halls of this one."""
    shared = {"owner_id": s.live.owner_id, "unit_id": "quang-ninh", "kind": FairKind.FAIR}
    shared |= {"apply_from": s.coming.apply_from, "apply_until": s.coming.apply_until}
    s.others = write(
        Fair,
        (
            shared | named(f"Hội chợ {a_word(i)}") | {"slug": f"khac-{i}", "state": FairState.ANNOUNCED}
            for i in range(s.n)
        ),
    )
    first = [s.today + timedelta(days=60 + 10 * i if i % 2 else -90 - 10 * i) for i in range(s.n)]
    sites = write(
        Site,
        (
            {"fair_id": fair, "hall_id": s.hall.id, "name": "Sảnh chính", "hold": Hold.FIRM}
            | {"build_from": at_local(day, time(7)), "clear_by": at_local(day + timedelta(days=3), time(18))}
            for fair, day in zip(s.others, first, strict=True)
        ),
    )
    write(
        OpeningSession,
        (
            {"site_id": site, "day": day + timedelta(days=k), "opens": time(8), "closes": time(21)}
            for site, day in zip(sites, first, strict=True)
            for k in range(2)
        ),
    )
    venues = write(Venue, (named(f"Cung {a_word(i)}") | {"unit_id": "quang-ninh"} for i in range(s.n)))
    write(Hall, ({"venue_id": v, "name": "A", "width_cm": 5000, "depth_cm": 4000} for v in venues))
    write(
        Hall,
        (
            {"venue_id": s.hall.venue_id, "name": f"Sảnh phụ {i}", "width_cm": 5000, "depth_cm": 4000}
            for i in range(s.n)
        ),
    )


def plan(s: Story) -> None:
    """Six booths for ten applications, in rows of thirty-six; the coming fair has the same plan."""
    for fair in (s.live, s.coming):
        site, count = fair.sites[0], s.n * 6 // 10
        zones = [a_zone(site=site, group_code=group, tint=i) for i, group in enumerate(GROUPS) if s.n]
        s.booths[fair.id] = write(
            Booth,
            (
                {"site_id": site.id, "zone_id": zones[i * 6 // count].id, "number": f"A{i + 1:03}"}
                | {"position": i, "fee": 3_500_000}
                | {"x_cm": 300 + i % 36 * 300, "y_cm": 300 + i // 36 * 600, "width_cm": 300, "depth_cm": 300}
                | {"open_sides": "NS", "power_watts": (500, 1500)[i % 4 == 0], "water": i % 6 == 0}
                | {"open_flame": i % 12 == 0}
                for i in range(count)
            ),
        )
        write(
            PlanFeature,
            (
                {"site_id": site.id, "kind": FeatureKind.COLUMN, "label": "", "x_cm": 11500}
                | {"y_cm": 100 * i % site.hall.depth_cm, "width_cm": 50, "depth_cm": 50}
                for i in range(s.n)
            ),
        )


def producers(s: Story) -> None:
    """Half of them are of the lead's province and have no telephone; each has two products and a paper."""
    shared = {"kind": ProducerKind.COOPERATIVE, "representative": "Vũ Thị Lan", "phone": "+84912345678"}
    shared |= {"commune": "Xã Quảng La", "entered_by_id": s.crowd.ids["lead"]}
    s.producers = write(
        Producer,
        (
            shared
            | named(f"Hợp tác xã {a_word(i)}")
            | {"unit_id": PROVINCES[0] if i % 2 else PROVINCES[i // 2 % len(PROVINCES)]}
            for i in range(s.n)
        ),
    )
    s.crowd.at["theirs"] = s.producers[1] if s.n else 0
    certificate = {"certificate_number": "12/QĐ-UBND", "certificate_issuer": "UBND tỉnh"}
    certificate |= {"issued_on": date(s.today.year - 1, 1, 15), "expires_on": date(s.today.year + 2, 1, 15)}
    s.products = write(
        Product,
        (
            certificate
            | named(f"{a_word(i)} loại {k}")
            | {"producer_id": producer, "leaf_code": LEAVES[i % 3], "stars": 3 + i % 3}
            for i, producer in enumerate(s.producers)
            for k in range(2)
        ),
    )
    s.goods = write(
        Product,
        (
            certificate
            | named(a_word(i))
            | {"producer_id": s.mine.id, "leaf_code": LEAVES[i % 3], "stars": 4}
            for i in range(s.n)
        ),
    )
    paper = {
        "kind_id": a_kind("certificate").id,
        "media_type": "application/pdf",
        "size": 1000,
        "sha256": "0" * 64,
    }
    paper |= {"uploaded_by_id": s.crowd.ids["lead"], "filename": "giay.pdf"}
    write(
        Paper,
        (
            paper | {"producer_id": s.mine.id, "product_id": product, "stored_name": f"{i}.pdf"}
            for i, product in enumerate(s.goods)
        ),
    )
