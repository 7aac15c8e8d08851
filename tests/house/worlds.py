"""Worlds alike, each with one of everything that has a number in an address."""

import uuid
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fairapp import models as m
from fairapp.db import db as database, now
from fairapp.domain.accounts import Role
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.batches import BatchKind
from fairapp.domain.booths import FeatureKind
from fairapp.domain.calendar import local_day
from fairapp.domain.exchange import Kind
from fairapp.domain.fees import SurchargeKind
from fairapp.domain.inspections import ReportKind
from fairapp.domain.settlement import EntryKind
from fairapp.domain.sponsors import Tier
from fairapp.domain.verdicts import Direction, How as ScanHow, Reason
from fairapp.domain.visitor_groups import GroupKind
from fairapp.services import allocation, passes, reports
from fairapp.services.fees import bundles, entries, issuing, listing, schedules, statements
from fairapp.services.fees.schedules import SurchargeFacts
from tests import factories as a, people
from tests.fee_rows import a_csv, a_row, a_schedule

KEY = Ed25519PrivateKey.generate()

Ids = dict[Role, dict[str, int]]


@dataclass(frozen=True)
class World:
    """Who lives in it, and the numbers by which each role asks for its own things."""

    people: dict[Role, int]
    ids: Ids


def build() -> dict[str, World]:
    """One's own, a stranger's, and two neighbours': at the same fair, and a fair of the same house."""
    house = a.an_organisation()
    mine = _world(house)
    fair = database.session.get(m.Fair, mine.ids[Role.ORGANISER]["fair_id"])
    built = {
        "mine": mine,
        "stranger": _world(a.an_organisation(), unit="ha-noi"),
        "same fair": _world(house, fair, unit="hai-phong"),
        "same house": _world(house, unit="da-nang"),
    }
    for world in built.values():
        of_organiser = world.ids[Role.ORGANISER]
        snapshot = reports.freeze(database.session.get(m.Fair, of_organiser["fair_id"]), None)
        of_organiser["batch_id"] = _batch(snapshot)
    return built


def _world(organisation: m.Organisation, fair: m.Fair | None = None, unit: str = "quang-ninh") -> World:
    fair = fair or a.an_open_fair(owner=organisation, slug=f"the-gioi-{organisation.id}-{unit}")
    passes.key_for(fair)
    site = a.a_site(fair=fair, hall=a.a_hall())
    gate = _saved(m.Gate(site=site, name="Cổng chính"))
    cast = {
        Role.ORGANISER: people.an_organiser(organisation=organisation),
        Role.DELEGATION: people.a_lead(),
        Role.PRODUCER: people.a_producer_account(),
        Role.SPONSOR: people.a_sponsor_contact(),
    }
    sponsor = _saved(m.Sponsor(fair=fair, user=cast[Role.SPONSOR], name="Ngân hàng", tier=Tier.GOLD))
    promises = _promises(fair, sponsor)
    share = a.a_delegation(fair=fair, unit_id=unit, lead=cast[Role.DELEGATION])
    own = _exhibitor(fair, site, a.a_producer(user=cast[Role.PRODUCER], unit_id=unit), cast[Role.PRODUCER])
    led = _exhibitor(fair, site, a.a_producer(user=None, unit_id=unit), cast[Role.DELEGATION])
    figure = _saved(m.ReportedFigure(fair=fair, what="booths", value=100, source="Báo Quảng Ninh"))
    feature = _saved(
        m.PlanFeature(site=site, kind=FeatureKind.STAGE, x_cm=0, y_cm=0, width_cm=100, depth_cm=100)
    )
    letter = _saved(
        m.Letter(key=f"thu-{sponsor.id}", fair_id=fair.id, to="a@b.example", subject="Thư", body="Thư")
    )
    nominee = _saved(
        m.DelegationMember(fair_id=fair.id, delegation=share, name="Hợp tác xã", nominated_at=now())
    )
    organisers = {
        "fair_id": fair.id,
        "site_id": site.id,
        "zone_id": a.a_zone(site=site).id,
        "feature_id": feature.id,
        "gate_id": gate.id,
        **_phone(fair, gate),
        **_spell(fair),
        "delegation_id": share.id,
        "sponsor_id": sponsor.id,
        **{name: promises[name] for name in ("benefit_id", "proof_id", "line_id")},
        "figure_id": figure.id,
        "event_id": _saved(m.AgreementEvent(fair=fair, name="Hội nghị kết nối")).id,
        "letter_id": letter.id,
        "vacancy_id": _saved(m.Vacancy(fair=fair, booths=1)).id,
        "kind_id": a.an_own_kind(organisation).id,
        **_visitors(fair),
        "report_id": _report(fair, own["booth_id"]).id,
    } | _fees(fair, share, cast, own["application_id"], led["application_id"])
    organisers |= _circular(fair, None, cast[Role.ORGANISER])
    organisers["file_id"] = _import(cast[Role.ORGANISER], fair).id
    own |= _check(fair, organisers["device_id"], own)
    if allocation.find_under_way(fair) is None:
        allocation.ask(fair, cast[Role.ORGANISER])
    of_lead = {"delegation_id": share.id, "bundle_id": organisers.pop("bundle_id")}
    of_lead["file_id"] = _import(cast[Role.DELEGATION], None).id
    return World(
        {role: user.id for role, user in cast.items()},
        {
            Role.ORGANISER: own | organisers,
            Role.DELEGATION: led
            | of_lead
            | {"member_id": nominee.id}
            | _circular(fair, share, cast[Role.DELEGATION]),
            Role.PRODUCER: own,
            Role.SPONSOR: {"sponsor_id": sponsor.id, "sha256": promises["sha256"]},
        },
    )


def _exhibitor(fair: m.Fair, site: m.Site, producer: m.Producer, actor: m.User) -> dict[str, int]:
    """Accepted, placed by a published plan, with a pass, an agreement and a paper."""
    application = a.a_ready_application(fair=fair, producer=producer, state=ApplicationState.ACCEPTED)
    booth = a.a_booth(site=site)
    plan = database.session.scalar(database.select(m.AllocationPlan).filter_by(fair_id=fair.id))
    plan = plan or _saved(
        m.AllocationPlan(fair_id=fair.id, number=1, state=PlanState.PUBLISHED, published_at=now())
    )
    _saved(
        m.Assignment(
            plan_id=plan.id, booth_id=booth.id, application_id=application.id, how=How.HAND, reason="Xếp tay."
        )
    )
    agreement = m.Agreement(
        fair=fair,
        producer=producer,
        kind=AgreementKind.MEMORANDUM,
        level=AgreementLevel.BUSINESSES,
        parties=[m.AgreementParty(position=n, name=name) for n, name in enumerate("AB", 1)],
    )
    return {
        "application_id": application.id,
        "producer_id": producer.id,
        "product_id": application.goods[0].product_id,
        "booth_id": booth.id,
        "pass_id": a.a_pass(fair=fair, key=KEY, application=application).id,
        "agreement_id": _saved(agreement).id,
        "paper_id": a.a_paper(producer=producer, uploaded_by_id=actor.id).id,
    }


def _fees(fair: m.Fair, share: m.Delegation, cast: dict, own: int, led: int) -> dict[str, int]:
    """A schedule, notices partly paid in somebody's name, a bank's statement, and a joint payment."""
    organiser = cast[Role.ORGANISER]
    a_schedule(fair, organiser)
    surcharge = SurchargeFacts(SurchargeKind.CORNER, "Gian góc", 500_000)
    issuing.issue(fair, organiser)
    today = local_day(now())
    for application_id in (led, own):
        invoice = listing.get_for_application(database.session.get(m.Application, application_id))
        entry = entries.receive(fair, organiser, invoice, EntryKind.CASH, 100_000, today, "Phiếu thu 01")
    statement = statements.upload(fair, organiser, "sao-ke.csv", a_csv(a_row(f"tien gian {own}", 1_000)))
    statements.take_over(fair, organiser, statement)
    return {
        "row_id": schedules.add_surcharge(fair, organiser, surcharge).id,
        "invoice_id": invoice.id,
        "entry_id": entry.id,
        "statement_id": statement.id,
        "line_id": statement.lines[0].id,
        "bundle_id": bundles.make(share, cast[Role.DELEGATION], [led]).id,
    }


def _phone(fair: m.Fair, gate: m.Gate) -> dict[str, int | str]:
    """A phone at the gate, a supervisor, and somebody it let in who should not have been."""
    device = _saved(m.GateDevice(fair_id=fair.id, gate=gate, name="Máy 1"))
    supervisor = _saved(
        m.GateSupervisor(fair_id=fair.id, name="Trưởng ca", salt=b"s" * 16, rounds=1, key=b"k" * 32)
    )
    reasons = dict.fromkeys(("own", "told", "reason"), Reason.BAD_SIGNATURE)
    scan = _saved(
        m.Scan(
            id=uuid.uuid4(),
            fair_id=fair.id,
            gate=gate,
            device=device,
            direction=Direction.IN,
            how=ScanHow.CAMERA,
            day=local_day(now()),
            quarter=0,
            scanned_at=now(),
            let_in=True,
            **reasons,
        )
    )
    return {"device_id": device.id, "supervisor_id": supervisor.id, "scan_id": str(scan.id)}


def _visitors(fair: m.Fair) -> dict[str, int]:
    """Somebody of a group, and a tablet at the entrance."""
    agreed = {"fair_id": fair.id, "consent_version": "1", "consent_at": now()}
    group = m.VisitorGroup(
        **agreed, kind=GroupKind.SCHOOL, name="5A", contact="Hoa", email="a@b.example", link=str(uuid.uuid4())
    )
    visitor = _saved(m.Visitor(**agreed, group=group, place=1, name="Bùi An"))
    passes.issue_for_visitor(fair, visitor)
    kiosk = _saved(m.VisitorKiosk(fair_id=fair.id, name="Cổng chính"))
    return {"group_id": group.id, "visitor_id": visitor.id, "kiosk_id": kiosk.id}


def _check(fair: m.Fair, device_id: int, own: dict) -> dict[str, str]:
    """An officer's check of one's own booth, with a photo."""
    check = _saved(
        m.FloorCheck(
            id=uuid.uuid4(),
            fair_id=fair.id,
            booth_id=own["booth_id"],
            application_id=own["application_id"],
            device_id=device_id,
            by_sign=True,
            at=now(),
            labels=False,
        )
    )
    photo = m.FloorPhoto(
        id=uuid.uuid4(), check_id=check.id, position=0, size=1, stored_name=f"{check.id}.jpg"
    )
    return {"check_id": str(check.id), "photo_id": str(_saved(photo).id)}


def _promises(fair: m.Fair, sponsor: m.Sponsor) -> dict[str, object]:
    """A promise with a photo of its delivery, and a line of what the tier promises."""
    benefit = _saved(m.Benefit(sponsor=sponsor, what="Biểu trưng trên cổng chào"))
    digest = uuid.uuid4().hex * 2
    photo = _saved(m.SponsorPhoto(fair_id=fair.id, sha256=digest, stored_name=f"{digest}.jpg"))
    proof = m.BenefitProof(id=uuid.uuid4(), benefit=benefit, delivered=1, at=now(), photo=photo)
    line = m.TierPromise(fair_id=fair.id, tier=Tier.GOLD, what=f"Biển ở cổng {sponsor.id}")
    return {
        "benefit_id": benefit.id,
        "proof_id": str(_saved(proof).id),
        "line_id": _saved(line).id,
        "sha256": digest,
    }


def _batch(snapshot: m.Snapshot) -> int:
    """Reports asked for; neighbours at one fair share its snapshot."""
    found = database.session.scalar(database.select(m.ReportBatch).filter_by(snapshot_id=snapshot.id))
    return (found or _saved(m.ReportBatch(snapshot=snapshot, kind=BatchKind.SPONSORS, total=1))).id


def _report(fair: m.Fair, booth_id: int) -> m.BoothReport:
    return _saved(
        m.BoothReport(fair_id=fair.id, booth_id=booth_id, kind=ReportKind.PRICES, text="Giá ghi khác")
    )


def _spell(fair: m.Fair) -> dict[str, int]:
    """A point at the street beside the hall, with a spell in which somebody has counted."""
    point = _saved(m.CountPoint(site=a.a_site(fair=fair, name=f"Phố {uuid.uuid4()}"), name="Đầu phố"))
    spell = _saved(m.CountSpell(point=point, begins_at=now(), counter=1))
    _saved(m.Count(id=uuid.uuid4(), spell=spell, seconds=600, people=9, asked=3, first=2))
    return {"point_id": point.id, "spell_id": spell.id}


def _import(actor: m.User, fair: m.Fair | None) -> m.ImportFile:
    return _saved(m.ImportFile(kind=Kind.PRODUCERS, actor=actor, fair=fair, filename="chu-the.xlsx", total=0))


def _circular(fair: m.Fair, share: m.Delegation | None, author: m.User) -> dict[str, int]:
    """A notice to many, and what one of them got."""
    words = {"subject_vi": "Nhắc", "body_vi": "Nhắc", "sender": share.full_name if share else ""}
    circular = _saved(m.Circular(fair=fair, delegation=share, author=author, **words))
    told = {"fair_id": fair.id, "circular_id": circular.id, "name": "HTX", "subject": "Nhắc", "body": "…"}
    notice = _saved(m.Notice(key=f"circular:{circular.id}:1:1", **told))
    return {"circular_id": circular.id, "notice_id": notice.id}


def _saved(row):
    database.session.add(row)
    database.session.flush()
    return row
