"""The fair under way: passes, gates, people inside, diaries, and what is written down besides."""

import uuid
from datetime import time, timedelta

from fairapp.db import db, now
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.calendar import at_local
from fairapp.domain.circulars import CircularState
from fairapp.domain.inspections import ReportKind
from fairapp.domain.jobs import JobOutcome
from fairapp.domain.letters import LetterState
from fairapp.domain.passes import Role as PassRole, days_to_bits
from fairapp.domain.sponsors import Tier
from fairapp.domain.verdicts import Direction, How as ScanHow, Reason
from fairapp.domain.visitor_groups import GroupKind
from fairapp.domain.visitors import Source
from fairapp.models import (
    Agreement,
    AgreementEvent,
    AgreementParty,
    AuditEntry,
    Benefit,
    BoothReport,
    Circular,
    CircularRound,
    Click,
    Count,
    CountPlan,
    CountPoint,
    CountSpell,
    DiaryDay,
    DiaryLine,
    FloorCheck,
    Gate,
    GateDevice,
    JobRun,
    Letter,
    Notice,
    Pass,
    ReportedFigure,
    Scan,
    Snapshot,
    Sponsor,
    Visitor,
    VisitorGroup,
    VisitorKiosk,
)
from fairapp.services import passes, reports
from fairapp.services.allocation import published_rows
from tests.crowd.writing import Story, a_word, named, write

FEW = 40  # no fair has as many gates, or is frozen as often


def badges(s: Story) -> None:
    """A pass for each exhibitor, for each visitor, and n for the producer's own booth."""
    key = passes.key_for(s.live).key_id
    days = sorted({session.day for session in s.live.sites[0].sessions})
    told = {"fair_id": s.live.id, "consent_version": "1", "consent_at": now(), "phone": "+84912345678"}
    agreed = {key: told[key] for key in ("fair_id", "consent_version", "consent_at")}
    group = {"kind": GroupKind.SCHOOL, "contact": "Cô Hoa", "phone": "+84912345678"}
    links = ("bi-mat-cua-doan", *(f"doan-{i}" for i in range(1, s.n)))
    groups = write(
        VisitorGroup,
        (agreed | group | named(f"Lớp {a_word(i)}") | {"link": links[i]} for i in range(s.n)),
    )
    write(VisitorKiosk, ({"fair_id": s.live.id, "name": f"Máy {i}"} for i in range(min(s.n, FEW))))
    s.crowd.at["group"] = groups[0] if groups else 0
    told |= {"group_id": groups[0] if groups else None, "source": Source.GROUP}
    visitors = write(Visitor, (told | named(f"Trần Thị {a_word(i)}") | {"place": i + 1} for i in range(s.n)))
    shared = {"fair_id": s.live.id, "key_id": key, "first_day": days[0], "visitor_id": None}
    shared |= {"day_bits": days_to_bits(days[0], days), "application_id": None}
    staff = {"role": int(PassRole.BOOTH_STAFF.code)}
    rows = []
    for i, application in enumerate(s.applications[s.live.id]):
        rows += [
            shared | _badge(3 * i) | staff | {"application_id": application},
            shared | _badge(3 * i + 1) | staff | {"application_id": s.own.id},
            shared | _badge(3 * i + 2) | {"role": int(PassRole.VISITOR.code), "visitor_id": visitors[i]},
        ]
    s.badges = write(Pass, rows)


def _badge(i: int) -> dict[str, object]:
    holder = named(f"Vũ Văn {a_word(i)}")
    return {
        "number": 10**9 + i,
        "link": f"bi-mat-{i}",
        "holder_name": holder["name"],
        "folded": holder["folded"],
        "sort_key": holder["sort_key"],
        "holder_line": "Hợp tác xã",
        "booth_numbers": "A001",
    }


def gates(s: Story) -> None:
    """Half of the people came in, as many again were only counted."""
    site, count = s.live.sites[0], min(s.n, FEW)
    ids = write(Gate, ({"site_id": site.id, "name": f"Cổng {i}"} for i in range(count)))
    s.crowd.at["gate"] = ids[0] if ids else 0
    scans = [uuid.uuid4() for _ in range(s.n)]
    moment = at_local(s.today, time(8, 30))
    entering = {"direction": Direction.IN, "how": ScanHow.CAMERA, "let_in": True, "nth": 1, "quarter": 34}
    entering |= dict.fromkeys(("own", "told", "reason"), Reason.WELCOME)
    write(
        Scan,
        (
            entering
            | {"id": scan, "fair_id": s.live.id, "gate_id": ids[i % count], "pass_id": s.badges[3 * i]}
            | {"day": s.today, "scanned_at": moment}
            for i, scan in enumerate(scans)
        ),
    )
    counted = {"kind": "adult", "n": 1, "counted": 1, "day": s.today, "hour": 8, "at": moment}
    write(Click, (counted | {"id": uuid.uuid4(), "gate_id": ids[i % count]} for i in range(s.n)))


def floor(s: Story) -> None:
    """Every booth was looked at twice, something was found at each, and visitors have reported as much."""
    if not s.n:
        return
    gate = s.crowd.at["gate"]
    [device] = write(GateDevice, [{"fair_id": s.live.id, "gate_id": gate, "name": "Máy kiểm tra"}])
    at = at_local(s.today, time(9))
    rows = db.session.execute(published_rows(s.live.id).order_by(None)).scalars().all()
    shared = {"fair_id": s.live.id, "device_id": device, "by_sign": True, "labels": False}
    checks = [
        shared
        | {"id": uuid.uuid4(), "booth_id": row.booth_id, "application_id": row.application_id}
        | {"at": at + timedelta(minutes=30 * n), "present": bool(n)}
        for row in rows
        for n in (0, 1)
    ]
    checks += [  # what the lead of the coming fair reads
        shared
        | {"id": uuid.uuid4(), "fair_id": s.coming.id, "booth_id": s.booths[s.coming.id][0]}
        | {"application_id": application, "at": at, "present": True}
        for application in s.applications[s.coming.id]
    ]
    write(FloorCheck, checks)
    told = {"fair_id": s.live.id, "kind": ReportKind.PRICES, "text": "Giá ghi khác giá thu"}
    write(
        BoothReport, (told | {"booth_id": row.booth_id, "application_id": row.application_id} for row in rows)
    )


def counts(s: Story) -> None:
    """A street of the coming fair that is counted by sample: a point, and many counters at one moment."""
    street = s.coming.sites[0]
    s.crowd.at |= {"street": street.id, "day": s.today.isoformat()}
    if not s.n:
        return
    points = write(CountPoint, ({"site_id": street.id, "name": f"Điểm {i}"} for i in range(min(s.n, FEW))))
    write(CountPlan, [{"site_id": street.id, "an_hour": 2, "counters": len(points), "seed": "a"}])
    begun = [at_local(s.today, time(8)) + timedelta(minutes=15 * i) for i in range(s.n // len(points))]
    spell = ({"point_id": p, "begins_at": at, "counter": i + 1} for i, p in enumerate(points) for at in begun)
    counted = {"seconds": 600, "people": 40, "asked": 8, "first": 5, "struck_why": ""}
    write(Count, (counted | {"id": uuid.uuid4(), "spell_id": id} for id in write(CountSpell, spell)))


def diaries(s: Story) -> None:
    """Two evenings of everybody with a booth, the producer among them."""
    entries = write(
        DiaryDay,
        (
            {"application_id": application, "day": s.today - timedelta(days=ago), "total": 1_000_000 + i}
            for i, application in enumerate(s.placed)
            for ago in (1, 2)
        ),
    )
    write(
        DiaryLine,
        (
            {"diary_day_id": entry, "product_id": s.products[i // 2 * 2], "amount": 500_000}
            for i, entry in enumerate(entries[: len(s.products)])
        ),
    )


def business(s: Story) -> None:
    """Agreements of the fair and of the producer; sponsors, the first with many promises."""
    paper = {"fair_id": s.live.id, "kind": AgreementKind.MEMORANDUM, "level": AgreementLevel.BUSINESSES}
    signed = write(
        Agreement, (paper | {"producer_id": producer} for i in range(s.n) for producer in (None, s.mine.id))
    )
    names = ("Hợp tác xã Ba Chẽ", "Siêu thị Hạ Long")
    write(
        AgreementParty,
        (
            {"agreement_id": agreement, "position": position, "name": f"{name} {i}"}
            for i, agreement in enumerate(signed)
            for position, name in enumerate(names, start=1)
        ),
    )
    write(AgreementEvent, ({"fair_id": s.live.id, "name": f"Hội nghị {i}"} for i in range(min(s.n, 200))))
    sponsor = {"fair_id": s.live.id, "tier": Tier.GOLD, "contribution": 250_000_000}
    ids = write(
        Sponsor, (sponsor | {"name": a_word(i), "user_id": s.crowd.ids["sponsor"]} for i in range(s.n))
    )
    write(Benefit, ({"sponsor_id": ids[0], "what": f"Logo {i}"} for i in range(s.n)))
    write(Benefit, ({"sponsor_id": sponsor, "what": "Logo"} for sponsor in ids))
    s.crowd.at["sponsor"] = ids[0] if ids else 0


def records(s: Story) -> None:
    """The history of the fairs and of one application, letters, runs, reported figures and snapshots."""
    said = {"actor_name": "Phạm Thị Thu", "sentence": "Xếp gian %(booths)s.", "values": {"booths": "A001"}}
    subjects = [(fair, "fair", fair.id) for fair in (s.live, s.coming)]
    subjects += [(fair, "application", s.applications[fair.id][0]) for fair in (s.live, s.coming) if s.n]
    write(
        AuditEntry,
        (
            said
            | {
                "fair_id": fair.id,
                "subject_kind": kind,
                "subject_id": str(subject),
                "action": "allocation.give",
            }
            for fair, kind, subject in subjects
            for _ in range(s.n)
        ),
    )
    letter = {"fair_id": s.live.id, "to": "a@example.vn", "subject": "Nhắc ghi sổ", "body": "Kính gửi"}
    write(Letter, (letter | {"key": f"thu-{i}", "state": list(LetterState)[i % 4]} for i in range(s.n)))
    told = {"fair_id": s.live.id, "user_id": s.crowd.ids["producer"], "phone": "+84912345678"}
    told |= {"subject": "Kết quả", "body": "Kính gửi"}
    wording = {"subject_vi": "Nhắc", "body_vi": "Gian {booth}, phí {fee}", "subject_en": "", "body_en": ""}
    wording |= {"author_id": s.crowd.ids["organiser"], "states": [], "units": [], "lacks": []}
    written = [(s.live, None, CircularState.SENT), (s.coming, None, CircularState.DRAFT)]
    led = s.crowd.at.get("delegation")
    written += [(s.coming, led, CircularState.DRAFT)] if led else []
    for fair, led, state in written:
        at = {"fair_id": fair.id, "delegation_id": led, "sender": "Quảng Ninh" if led else ""}
        at |= {"state": state, "sent_at": now(), "sent_by": "Thu"}
        ids = write(Circular, (wording | at for _ in range(s.n)))
        if ids and led is None:
            s.crowd.at["circular" if state is CircularState.SENT else "draft"] = ids[0]
        write(CircularRound, ({"circular_id": id, "number": 1, "recipients": s.n} for id in ids))
    told |= {"circular_id": s.crowd.at.get("circular")}
    write(Notice, (told | {"key": f"thu-{i}", "name": a_word(i)} for i in range(s.n)))
    at = now().replace(second=0, microsecond=0)
    run = {"name": "letters.send", "finished_at": at}
    write(
        JobRun,
        (
            run | {"due_at": at - timedelta(minutes=i), "outcome": (JobOutcome.OK, JobOutcome.FAILED)[i % 2]}
            for i in range(s.n)
        ),
    )
    figure = {"fair_id": s.live.id, "what": "visits", "value": 12_000, "source": "Báo Quảng Ninh"}
    write(ReportedFigure, (figure for _ in range(s.n)))
    if s.n:
        first = reports.freeze(s.live, None)
        again = {"fair_id": s.live.id, "facts": first.facts, "sha256": first.sha256}
        write(Snapshot, (again | {"number": i + 2} for i in range(min(s.n, FEW) - 1)))
        db.session.expire_all()
