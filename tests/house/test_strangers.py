"""Somebody else's thing is not found: every endpoint with a number in its address, for every role.

Three worlds alike stand beside each other: one's own; a stranger's, with another organisation's fair; and
a neighbour's: for an organiser a second fair of the same house, for everybody else other people at the
same fair. Each number of an address is in turn another world's while the rest stay one's own.
"""

import uuid
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fairapp import models as m
from fairapp.db import db as database, now
from fairapp.domain.accounts import Role
from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.domain.allocation import How, PlanState
from fairapp.domain.applications import ApplicationState
from fairapp.domain.booths import FeatureKind
from fairapp.domain.calendar import local_day
from fairapp.domain.exchange import Kind
from fairapp.domain.fees import SurchargeKind
from fairapp.domain.settlement import EntryKind
from fairapp.domain.sponsors import Tier
from fairapp.domain.verdicts import Direction, How as ScanHow, Reason
from fairapp.services import allocation, passes, reports
from fairapp.services.fees import bundles, entries, issuing, listing, schedules, statements
from fairapp.services.fees.schedules import SurchargeFacts
from tests import factories as a, people
from tests.fee_rows import a_csv, a_row, a_schedule
from tests.house.access import LIST

KEY = Ed25519PrivateKey.generate()
# Inside a thing, nobody's by themselves.
PLACES = {
    "day": "2026-12-12",
    "number": 1,
    "version": 1,
    "key_id": 1,
    "unit_id": "quang-ninh",
    "kind": "producers",
}
SHARED = {"venue_id", "hall_id"}  # every organiser's
OPEN_TO_ALL = {("producer_applications.begin", "fair_id")}  # whoever likes may apply to an announced fair

Ids = dict[Role, dict[str, int]]


@dataclass(frozen=True)
class World:
    """Who lives in it, and the numbers by which each role asks for its own things."""

    people: dict[Role, int]
    ids: Ids


def _world(organisation: m.Organisation, fair: m.Fair | None = None, unit: str = "quang-ninh") -> World:
    fair = fair or a.an_open_fair(owner=organisation, slug=f"the-gioi-{organisation.id}-{unit}")
    passes.key_for(fair)
    site = a.a_site(fair=fair, hall=a.a_hall())
    gate = _saved(m.Gate(site=site, name="Cổng chính"))
    cast = {
        Role.ORGANISER: people.an_organiser(organisation=organisation),
        Role.DELEGATION: people.a_lead(),
        Role.PRODUCER: people.a_producer_account(),
        Role.STAFF: people.a_steward(organisation=organisation),
        Role.SPONSOR: people.a_sponsor_contact(),
    }
    _saved(m.GateDuty(gate=gate, user=cast[Role.STAFF]))
    sponsor = _saved(m.Sponsor(fair=fair, user=cast[Role.SPONSOR], name="Ngân hàng", tier=Tier.GOLD))
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
        "user_id": cast[Role.STAFF].id,
        "delegation_id": share.id,
        "sponsor_id": sponsor.id,
        "benefit_id": _saved(m.Benefit(sponsor=sponsor, what="Biểu trưng trên cổng chào")).id,
        "figure_id": figure.id,
        "letter_id": letter.id,
        "vacancy_id": _saved(m.Vacancy(fair=fair, booths=1)).id,
        "kind_id": a.an_own_kind(organisation).id,
    } | _fees(fair, share, cast, own["application_id"], led["application_id"])
    organisers |= _circular(fair, None, cast[Role.ORGANISER])
    organisers["file_id"] = _import(cast[Role.ORGANISER], fair).id
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
            Role.STAFF: {"gate_id": gate.id},
            Role.SPONSOR: {"sponsor_id": sponsor.id},
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
        party_a="A",
        party_b="B",
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


@pytest.fixture(scope="module")
def app(another_app):
    with another_app("worlds") as app:
        yield app


@pytest.fixture(scope="module")
def worlds(app) -> dict[str, World]:
    """Built once, in a database of their own: what a test does to them is rolled back after it."""
    with app.app_context():
        built = _worlds()
        database.session.commit()
    return built


def _worlds() -> dict[str, World]:
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
        reports.freeze(database.session.get(m.Fair, world.ids[Role.ORGANISER]["fair_id"]), None)
    return built


def _addresses(app, role: Role, mine: Ids, theirs: Ids):
    """Every address of the role with one number of somebody else's."""
    for rule in app.url_map.iter_rules():
        if LIST.get(rule.endpoint) != role:
            continue
        for strange in sorted(rule.arguments - PLACES.keys() - SHARED):
            if (rule.endpoint, strange) in OPEN_TO_ALL or theirs[role][strange] == mine[role][strange]:
                continue
            values = {name: PLACES.get(name) or mine[role][name] for name in rule.arguments}
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **values | {strange: theirs[role][strange]})
            yield from ((method, address) for method in sorted(rule.methods & {"GET", "POST"}))


def _cases():
    for role in [
        role for role in Role if role is not Role.STAFF
    ]:  # a steward's pages name nothing: its phone has the gate
        yield role, "stranger"
        yield role, "same house" if role is Role.ORGANISER else "same fair"


@pytest.mark.parametrize(("role", "whose"), list(_cases()))
def test_somebody_elses_thing_is_not_found(app, db, worlds, sign_in, role, whose):
    mine, theirs = worlds["mine"], worlds[whose]
    client = sign_in(db.session.get(m.User, mine.people[role]))
    asked = 0
    found = []
    for method, address in _addresses(app, role, mine.ids, _strange_only(theirs.ids, mine.ids, whose)):
        answer = client.open(address, method=method)
        answer.close()
        asked += 1
        if answer.status_code != 404:
            found.append((method, address, answer.status_code))
    assert found == []
    assert asked


def _strange_only(theirs: Ids, mine: Ids, whose: str) -> Ids:
    """A second fair of one's own house may be opened; what is in it does not stand in the first."""
    if whose != "same house":
        return theirs
    kept = {name: mine[Role.ORGANISER][name] for name in ("fair_id", "letter_id", "kind_id")}
    return theirs | {Role.ORGANISER: theirs[Role.ORGANISER] | kept}


@pytest.mark.parametrize("role", list(Role))
def test_the_same_addresses_lead_to_ones_own(app, db, worlds, sign_in, role):
    """Or the test above would find nothing because nothing is there."""
    no_picture = {"organiser_underlays.picture"}  # these halls have none; tests/web/booths/test_underlays.py
    mine = worlds["mine"]
    client = sign_in(db.session.get(m.User, mine.people[role]))
    missing = []
    for rule in app.url_map.iter_rules():
        names = rule.arguments - PLACES.keys() - SHARED
        if LIST.get(rule.endpoint) == role and "GET" in rule.methods and names and not names & {"paper_id"}:
            if rule.endpoint in no_picture:
                continue
            values = {name: PLACES.get(name) or mine.ids[role][name] for name in rule.arguments - SHARED}
            if rule.arguments & SHARED or "day" in rule.arguments:
                continue
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **values)
            answer = client.get(address)
            answer.close()
            if answer.status_code == 404:
                missing.append(address)
    assert missing == []
