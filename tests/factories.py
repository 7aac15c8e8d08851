"""Rows for tests: `a_fair()` is a whole, valid fair; name only what the test is about."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from fairapp.db import db, now
from fairapp.domain.accounts import Role
from fairapp.domain.application_form import USUAL_COMMITMENTS, USUAL_CONSENT
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local, local_day
from fairapp.domain.fairs import FairKind, FairState, Hold
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.papers import Ask, Belongs
from fairapp.domain.pass_keys import public_bytes
from fairapp.domain.passes import Kind, PassBody, Role as PassRole, RoleCode, address, days_to_bits, sign
from fairapp.domain.text import fold, sort_key
from fairapp.models import (
    Acceptance,
    Application,
    ApplicationProduct,
    ApplicationStaff,
    Booth,
    Consent,
    Delegation,
    DocumentKind,
    Fair,
    FairKey,
    Hall,
    OpeningSession,
    Organisation,
    Paper,
    PaperDemand,
    Pass,
    Producer,
    Product,
    Site,
    User,
    Venue,
    Zone,
)

_numbers = count(1)
PASSWORD = "mat-khau-thu-nghiem"
# One hash for every test account: hashing is what sign-in tests measure, not what others wait for.
PASSWORD_HASH = "$argon2id$v=19$m=8,t=1,p=1$dGVzdHNhbHQ$invalid"


def _saved(row):
    db.session.add(row)
    db.session.flush()
    return row


def an_organisation(**facts) -> Organisation:
    facts.setdefault("name", f"Trung tâm Xúc tiến thương mại {next(_numbers)}")
    return _saved(Organisation(**facts))


def a_user(**facts) -> User:
    n = next(_numbers)
    facts.setdefault("name", f"Nguyễn Văn {n}")
    facts.setdefault("email", f"nguoi{n}@example.vn")
    facts.setdefault("role", Role.PRODUCER)
    facts.setdefault("password_hash", PASSWORD_HASH)
    return _saved(User(**facts))


def a_venue(**facts) -> Venue:
    name = facts.setdefault("name", f"Cung Quy hoạch, Hội chợ và Triển lãm {next(_numbers)}")
    facts.setdefault("unit_id", "quang-ninh")
    return _saved(Venue(folded=fold(name), sort_key=sort_key(name), **facts))


def a_hall(**facts) -> Hall:
    facts.setdefault("venue", a_venue())
    facts.setdefault("name", f"Sảnh {next(_numbers)}")
    facts.setdefault("width_cm", 6000)
    facts.setdefault("depth_cm", 4000)
    return _saved(Hall(**facts))


def a_fair(
    *,
    first_day: date = date(2026, 12, 12),
    days: int = 4,
    site: bool = True,
    hall: Hall | None = None,
    **facts,
) -> Fair:
    """An announced fair, open 8:00–21:00 on consecutive days, in a hall of its own."""
    n = next(_numbers)
    name = facts.setdefault("name", f"Hội chợ OCOP Quảng Ninh {n}")
    facts.setdefault("owner", an_organisation())
    facts.setdefault("slug", f"hoi-cho-{n}")
    facts.setdefault("kind", FairKind.FAIR)
    facts.setdefault("state", FairState.ANNOUNCED)
    facts.setdefault("unit_id", "quang-ninh")
    facts.setdefault("basis_number", "123/KH-UBND")
    facts.setdefault("basis_date", date(2026, 9, 1))
    facts.setdefault("basis_issuer", "UBND tỉnh Quảng Ninh")
    facts.setdefault("organisers", ["Sở Công Thương Quảng Ninh"])
    facts.setdefault("apply_from", datetime.combine(first_day, time(1), tzinfo=UTC) - timedelta(days=90))
    facts.setdefault("apply_until", datetime.combine(first_day, time(1), tzinfo=UTC) - timedelta(days=15))
    fair = _saved(Fair(folded=fold(name), sort_key=sort_key(name), **facts))
    if site:
        a_site(fair=fair, first_day=first_day, days=days, hall=hall or a_hall())
    return fair


def a_site(*, fair: Fair, first_day: date = date(2026, 12, 12), days: int = 4, **facts) -> Site:
    last_day = first_day + timedelta(days=days - 1)
    facts.setdefault("name", f"Địa điểm {next(_numbers)}")
    facts.setdefault("hold", Hold.FIRM)
    facts.setdefault("build_from", at_local(first_day - timedelta(days=2), time(7)))
    facts.setdefault("clear_by", at_local(last_day + timedelta(days=1), time(18)))
    site = Site(fair=fair, **facts)
    site.sessions = [
        OpeningSession(day=first_day + timedelta(days=i), opens=time(8), closes=time(21)) for i in range(days)
    ]
    return _saved(site)


def a_zone(*, site: Site, **facts) -> Zone:
    n = next(_numbers)
    facts.setdefault("code", f"Z{n}")
    facts.setdefault("name", f"Khu {n}")
    return _saved(Zone(site=site, **facts))


def a_booth(*, site: Site, **facts) -> Booth:
    """A 3 × 3 m booth; booths made one after the other adjoin in a row of twelve."""
    n = next(_numbers)
    facts.setdefault("number", f"B{n}")
    facts.setdefault("position", n)
    facts.setdefault("x_cm", (n % 12) * 300)
    facts.setdefault("y_cm", (n // 12 % 8) * 500)
    facts.setdefault("width_cm", 300)
    facts.setdefault("depth_cm", 300)
    return _saved(Booth(site=site, **facts))


def a_producer(**facts) -> Producer:
    name = facts.setdefault("name", f"Hợp tác xã Nông nghiệp {next(_numbers)}")
    facts.setdefault("kind", ProducerKind.COOPERATIVE)
    facts.setdefault("unit_id", "quang-ninh")
    facts.setdefault("user", a_user())
    facts.setdefault("representative", "Vũ Thị Lan")
    facts.setdefault("phone", "+84912345678")
    facts.setdefault("commune", "Xã Quảng La")
    facts.setdefault("address", "Thôn 2")
    return _saved(Producer(folded=fold(name), sort_key=sort_key(name), **facts))


def a_product(*, producer: Producer, **facts) -> Product:
    """A product with three stars and a certificate that outlives every test."""
    name = facts.setdefault("name", f"Chè búp xanh {next(_numbers)}")
    facts.setdefault("leaf_code", "I.5.a")
    facts.setdefault("stars", 3)
    facts.setdefault("certificate_number", "12/QĐ-UBND")
    facts.setdefault("certificate_issuer", "UBND tỉnh Quảng Ninh")
    facts.setdefault("issued_on", date(2026, 1, 15))
    facts.setdefault("expires_on", date(2029, 1, 15))
    return _saved(Product(producer=producer, folded=fold(name), sort_key=sort_key(name), **facts))


def a_delegation(*, fair: Fair, **facts) -> Delegation:
    facts.setdefault("unit_id", "quang-ninh")
    facts.setdefault("quota", 10)
    return _saved(Delegation(fair=fair, **facts))


def an_application(*, fair: Fair, **facts) -> Application:
    facts.setdefault("producer", a_producer())
    facts.setdefault("state", ApplicationState.DRAFT)
    return _saved(Application(fair=fair, **facts))


def a_pass(*, fair: Fair, key, key_id: int = 1, role=PassRole.BOOTH_STAFF, **facts) -> Pass:
    """A pass for every day of the fair, signed by `key`, whose public half the fair then knows."""
    days = sorted({session.day for site in fair.sites for session in site.sessions})
    if db.session.scalar(db.select(FairKey).filter_by(fair_id=fair.id, key_id=key_id)) is None:
        _saved(
            FairKey(fair_id=fair.id, key_id=key_id, public_key=public_bytes(key), private_key=b"not needed")
        )
    n = next(_numbers)
    facts.setdefault("number", 10**9 + n)
    facts.setdefault("holder_name", f"Trần Văn {n}")
    facts.setdefault("link", f"link-{n}")
    return _saved(
        Pass(
            fair=fair,
            key_id=key_id,
            role=role.code,
            first_day=days[0],
            day_bits=days_to_bits(days[0], days),
            **facts,
        )
    )


def a_code(badge: Pass, key) -> str:
    """What the QR code of this pass says."""
    body = PassBody(
        fair=badge.fair_id,
        number=badge.number,
        role=RoleCode(badge.role).role,
        first_day=badge.first_day,
        day_bits=badge.day_bits,
        key=badge.key_id,
        issue=badge.issue,
        zones=badge.zone_bits,
        kind=Kind(badge.kind or 0),
    )
    return address("https://fair.example", sign(body, key))


# Producers and applications: dated around today, because the server's clock counts for deadlines.


def today() -> date:
    return local_day(now())


def an_open_fair(*, first_day: date | None = None, **facts) -> Fair:
    """A fair that takes applications today and opens in a month."""
    facts.setdefault("apply_from", now() - timedelta(days=5))
    facts.setdefault("apply_until", now() + timedelta(days=10))
    return a_fair(first_day=first_day or today() + timedelta(days=30), **facts)


def a_certified_product(*, producer: Producer, **facts) -> Product:
    facts.setdefault("stars", 4)
    facts.setdefault("issued_on", today() - timedelta(days=400))
    facts.setdefault("expires_on", today() + timedelta(days=695))
    return a_product(producer=producer, **facts)


def a_ready_application(*, fair: Fair, products: list[Product] | None = None, **facts) -> Application:
    """An application that misses nothing; sent unless the state says otherwise."""
    producer = facts.setdefault("producer", a_producer())
    facts.setdefault("state", ApplicationState.SUBMITTED)
    if facts["state"] is not ApplicationState.DRAFT:
        facts.setdefault("submitted_at", now() - timedelta(days=1) + timedelta(seconds=next(_numbers)))
    products = [a_certified_product(producer=producer)] if products is None else products
    application = Application(fair=fair, **facts)
    application.goods = [ApplicationProduct(product=product) for product in products]
    application.staff = [ApplicationStaff(name="Vũ Thị Lan", phone="+84912345678", position="Chủ gian")]
    give_word(application)
    return _saved(application)


def give_word(application: Application) -> None:
    """Every usual commitment accepted, and consent given."""
    application.acceptances = [
        Acceptance(key=w.key, version=w.version, wording=w.words.vi, accepted_at=now())
        for w in USUAL_COMMITMENTS
    ]
    words = USUAL_CONSENT
    application.consents = [Consent(version=words.version, wording=words.words.vi, given_at=now())]


# Papers: rows without bytes, where a test is not about the file.


def a_kind(code: str = "business") -> DocumentKind:
    """A kind of the house."""
    return db.session.scalars(db.select(DocumentKind).filter_by(code=code)).one()


def an_own_kind(organisation: Organisation, **facts) -> DocumentKind:
    facts.setdefault("name", f"Bản cam kết {next(_numbers)}")
    facts.setdefault("belongs", Belongs.PRODUCER)
    return _saved(DocumentKind(organisation_id=organisation.id, **facts))


def a_demand(
    *, fair: Fair, kind: DocumentKind | str = "business", ask: Ask = Ask.REQUIRED, of=None, food_only=False
) -> PaperDemand:
    """The fair wants this kind of every kind of producer, or only of those named in `of`."""
    kind = a_kind(kind) if isinstance(kind, str) else kind
    asks = {k.value: (ask if of is None or k in of else Ask.NOT_USED).value for k in ProducerKind}
    return _saved(PaperDemand(fair=fair, kind=kind, asks=asks, food_only=food_only))


def wants_nothing(fair: Fair) -> None:
    """Not even what is usual."""
    for kind in db.session.scalars(db.select(DocumentKind)):
        a_demand(fair=fair, kind=kind, ask=Ask.NOT_USED)


def a_paper(*, producer: Producer, kind: DocumentKind | str = "business", product=None, **facts) -> Paper:
    """On file and current, unless the facts say otherwise."""
    kind = a_kind(kind) if isinstance(kind, str) else kind
    n = next(_numbers)
    if not kind.many and "superseded_at" not in facts:
        facts.setdefault("slot", f"{kind.id}:{product.id if product else 0}")
    facts.setdefault("filename", f"giay-{n}.pdf")
    facts.setdefault("uploaded_by_id", (producer.user or a_user()).id)
    return _saved(
        Paper(
            producer=producer,
            product=product,
            kind=kind,
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            stored_name=f"paper-{n}.pdf",
            **facts,
        )
    )
