"""Two hundred producers with their products: invented, in real communes, of real kinds."""

from datetime import timedelta
from random import Random

from fairapp.domain.accounts import Role
from fairapp.domain.ocop import Mark, ProducerKind
from fairapp.domain.phones import to_e164
from fairapp.domain.producers import CONSENT_VERSION
from fairapp.domain.text import slug
from fairapp.models import Producer, Product, User
from fairapp.seeds import certificates
from fairapp.seeds.accounts import account
from fairapp.seeds.certificates import Certificate
from fairapp.seeds.chance import awake, stream, weighted
from fairapp.seeds.names import FirmNames, lists, person, tax_code
from fairapp.seeds.story import Story, named, save

KINDS = {
    ProducerKind.COMPANY: 0.25,
    ProducerKind.COOPERATIVE: 0.39,
    ProducerKind.COOPERATIVE_GROUP: 0.07,
    ProducerKind.HOUSEHOLD: 0.29,
}
COOKED_KINDS = {ProducerKind.HOUSEHOLD: 0.7, ProducerKind.COMPANY: 0.3}
# Who the demo accounts are: the first maker of these goods in these provinces.
DEMO = {
    ("quang-ninh", "miến dong"): ("producer", ProducerKind.COOPERATIVE),
    ("son-la", "mật ong"): ("phone_producer", ProducerKind.HOUSEHOLD),
    ("son-la", "gốm"): ("", ProducerKind.HOUSEHOLD),  # without a phone: the lead writes for it
}
FIRMS = (ProducerKind.COMPANY, ProducerKind.COOPERATIVE)
WITHOUT_PHONE = 0.1  # of the others; their province's lead writes for them
ALLIANCES = ("son-la", "lao-cai", "tuyen-quang", "thanh-hoa")  # provinces with a pavilion of their own


def sow(story: Story) -> str:
    chance, firms = stream("producers"), FirmNames(stream("firms"))
    for province in lists()["provinces"]:
        for line in province["lines"]:
            for i in range(line["makers"]):
                demo = DEMO.get((province["unit"], line["craft"])) if i == 0 else None
                story.producers.append(_producer(story, chance, firms, province["unit"], line, demo))
        if province["unit"] in ALLIANCES:
            story.producers.append(_alliance(story, chance, province))
    save(story.producers)
    products = sum(len(producer.products) for producer in story.producers)
    return f"{len(story.producers)} producers with {products} products"


def _producer(
    story: Story,
    chance: Random,
    firms: FirmNames,
    unit: str,
    line: dict,
    demo: tuple[str, ProducerKind] | None,
) -> Producer:
    key, kind = demo or ("", weighted(chance, COOKED_KINDS if "cooked_on_the_spot" in line else KINDS))
    owner = story.cast[key].name if key else person(chance, unit)
    name, brand = firms.make(kind, line, owner)
    producer = _row(story, chance, unit, line, kind, name, owner)
    if key:
        producer.user, producer.phone = story.cast[key], story.cast[key].phone or producer.phone
    elif not demo and (kind in FIRMS or chance.random() > WITHOUT_PHONE):
        producer.user = _user(producer, kind)
    if "cooked_on_the_spot" in line:
        story.cooks.append(producer)
    goods = _choose(chance, line["goods"], all_of_them=bool(demo))
    producer.products = [_product(story, chance, unit, line, row, brand) for row in goods]
    if key:
        _certify_for_demo(story, chance, unit, line, producer)
    return producer


def _row(
    story: Story, chance: Random, unit: str, line: dict, kind: ProducerKind, name: str, owner: str
) -> Producer:
    number = len(story.producers)
    since = awake(chance, story.today - timedelta(days=400), story.today - timedelta(days=85))
    firm = kind in FIRMS
    return Producer(
        **named(name),
        kind=kind,
        unit_id=unit,
        commune=line["commune"],
        address=_capital(chance.choice(lists()["hamlets"])),
        tax_code=tax_code(chance) if firm else "",
        representative=owner,
        phone=to_e164(f"0900 001 {number:03}"),
        email=f"{slug(owner).replace('-', '')}{number}@chuthe.example"
        if firm or chance.random() < 0.3
        else "",
        story=_story(chance, line),
        consent_version=CONSENT_VERSION,
        consent_at=since,
        illustrative=True,
        created_at=since,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _story(chance: Random, line: dict) -> str:
    teller = chance.choice(lists()["tellers"])
    return teller % {"craft": line["craft"], "place": line["place"], "n": chance.randint(6, 48)}


def _user(producer: Producer, kind: ProducerKind) -> User:
    user = account(producer.representative, producer.phone, Role.PRODUCER)
    user.email = producer.email or None
    user.created_at = producer.created_at
    return user


def _choose(chance: Random, goods: list[dict], *, all_of_them: bool) -> list[dict]:
    if all_of_them:
        return goods
    return goods[: max(1, len(goods) - (chance.random() < 0.35))]


def _product(story: Story, chance: Random, unit: str, line: dict, row: dict, brand: str) -> Product:
    name = f"{row['name']} {brand}" if brand and chance.random() < 0.45 else row["name"]
    certificate = certificates.grant(chance, unit, line, story.today)
    product = Product(
        **named(name),
        leaf_code=row["leaf"],
        price=round(row["price"] * chance.uniform(0.92, 1.1), -3),
        unit_of_sale=row["per"],
        mark=Mark(row["mark"]) if "mark" in row else None,
        mark_name=row.get("mark_name", ""),
    )
    return certify(product, certificate)


def certify(product: Product, certificate: Certificate) -> Product:
    product.stars, product.certificate_level = certificate.stars, certificate.level
    product.certificate_number, product.certificate_issuer = certificate.number, certificate.issuer
    product.issued_on, product.expires_on = certificate.issued_on, certificate.expires_on
    return product


def _certify_for_demo(story: Story, chance: Random, unit: str, line: dict, producer: Producer) -> None:
    """All hold at the fair under way; the last one ends before the one that takes applications."""
    for i, product in enumerate(producer.products):
        issued = story.today - timedelta(days=150 + 40 * i)
        certify(product, certificates.issue(chance, unit, line, 4 if i == 0 else 3, issued))
    ends = story.today + timedelta(days=30)
    certify(producer.products[-1], certificates.ending_on(chance, unit, line, 3, ends))


def _alliance(story: Story, chance: Random, province: dict) -> Producer:
    """A union of cooperatives that fills its province's pavilion with goods of several makers."""
    from fairapp.domain.places import get_unit

    unit, lines = province["unit"], province["lines"]
    full = get_unit(unit).full_name
    name = f"Liên hiệp Hợp tác xã nông sản {full[0].lower()}{full[1:]}"
    owner = person(chance, unit)
    producer = _row(story, chance, unit, lines[0], ProducerKind.OTHER, name, owner)
    producer.story = f"Gian chung của các hợp tác xã {get_unit(unit).name}: mỗi xã góp một món."
    producer.user = _user(producer, ProducerKind.OTHER)
    producer.products = [
        _product(story, chance, unit, line, line["goods"][0], "")
        for line in lines
        if not line["goods"][0]["leaf"].startswith("VI")
    ]
    return producer
