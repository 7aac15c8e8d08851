"""Producers: whom they belong to and what they must not lose."""

from datetime import timedelta
from unicodedata import normalize

import pytest

from fairapp.domain.calendar import add_months
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.ocop import IssuerLevel, Mark, ProducerKind
from fairapp.domain.producers import CONSENT_VERSION
from fairapp.services import accounts, producers
from fairapp.services.producers import products
from fairapp.services.producers.products import Facts
from tests import people
from tests.factories import a_certified_product, a_producer, today


def _profile(**facts):
    return producers.Profile(
        **{"kind": ProducerKind.HOUSEHOLD, "name": "Hộ ông Bàn Văn Phúc", "unit_id": "quang-ninh", **facts}
    )


def test_registering_keeps_the_consent_and_the_contact(db):
    user = people.a_producer_account(phone="+84912345678")
    producer = producers.create_for_user(
        user, kind=ProducerKind.COOPERATIVE, name=normalize("NFD", "HTX Bình Minh"), unit_id="quang-ninh"
    )
    assert (producer.name, producer.folded, producer.phone) == (
        "HTX Bình Minh",
        "htx binh minh",
        "+84912345678",
    )
    assert producer.consent_version == CONSENT_VERSION and producer.consent_at is not None
    assert producers.get_for_user(user) is producer
    assert accounts.list_audit("producer", producer.id, private=False)[0].action == "producer.register"


@pytest.mark.parametrize("unit_id", ["ha-giang@2025", "khong-co", ""])
def test_a_province_that_is_no_more_is_not_taken(db, unit_id):
    with pytest.raises(Invalid) as refusal:
        producers.create_for_user(
            people.a_producer_account(), kind=ProducerKind.HOUSEHOLD, name="Hộ A", unit_id=unit_id
        )
    assert refusal.value.field == "unit"


def test_only_a_producer_account_acts_for_a_producer(db):
    with pytest.raises(NotFound):
        producers.get_for_user(people.an_organiser())


def test_a_lead_finds_only_producers_without_an_account_in_its_province(db):
    own = producers.enter(people.a_lead(), _profile(), {"quang-ninh"})
    a_producer(name="Có tài khoản")
    elsewhere = producers.enter(people.a_lead(), _profile(unit_id="son-la"), {"son-la"})
    assert producers.list_without_account({"quang-ninh"}) == [own]
    assert producers.get_without_account(own.id, {"quang-ninh"}) is own
    with pytest.raises(NotFound):
        producers.get_without_account(elsewhere.id, {"quang-ninh"})


def test_a_lead_writes_down_producers_of_its_own_province_only(db):
    with pytest.raises(Invalid) as refusal:
        producers.enter(people.a_lead(), _profile(unit_id="son-la"), {"quang-ninh"})
    assert refusal.value.field == "unit"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"phone": "0912"}, "phone"),
        ({"email": "lan@"}, "email"),
        ({"tax_code": "12"}, "tax_code"),
        ({"name": "x" * 201}, "name"),
        ({"unit_id": "atlantis"}, "unit"),
    ],
)
def test_a_wrong_fact_is_refused_at_its_field(db, facts, field):
    with pytest.raises(Invalid) as refusal:
        producers.change_profile(a_producer(), _profile(**facts))
    assert refusal.value.field == field


def test_a_profile_is_complete_once_somebody_can_be_called(db):
    assert producers.is_complete(a_producer())
    assert not producers.is_complete(a_producer(phone=""))
    assert not producers.is_complete(a_producer(commune="", address=""))


def test_expiry_and_level_are_proposed_from_the_day_of_issue(db):
    issued = today() - timedelta(days=30)
    product = products.add_product(
        a_producer(),
        Facts("Chè Shan", "I.5.a", stars=5, certificate_number="1/QĐ", issued_on=issued),
    )
    assert product.expires_on == add_months(issued, 36)
    assert product.certificate_level is IssuerLevel.CENTRAL


def test_what_the_producer_says_about_the_certificate_wins(db):
    issued = today() - timedelta(days=30)
    product = products.add_product(
        a_producer(),
        Facts(
            "Chè Shan",
            "I.5.a",
            stars=3,
            issued_on=issued,
            expires_on=issued + timedelta(days=10),
            certificate_level=IssuerLevel.DISTRICT,
        ),
    )
    assert product.expires_on == issued + timedelta(days=10)
    assert product.certificate_level is IssuerLevel.DISTRICT


def test_a_product_without_stars_keeps_no_certificate_but_may_have_a_mark(db):
    product = products.add_product(
        a_producer(),
        Facts(
            "Cà phê Sơn La",
            "I.6",
            certificate_number="1/QĐ",
            issued_on=today(),
            mark=Mark.GEOGRAPHICAL_INDICATION,
            mark_name="cà phê Sơn La",
        ),
    )
    assert (product.certificate_number, product.issued_on, product.expires_on) == ("", None, None)
    assert product.mark is Mark.GEOGRAPHICAL_INDICATION


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"leaf_code": "IX.1"}, "leaf_code"),
        ({"name": " "}, "name"),
        ({"issued_on": today() + timedelta(days=2)}, "issued_on"),
        ({"issued_on": today(), "expires_on": today()}, "expires_on"),
    ],
)
def test_a_wrong_product_is_refused_at_its_field(db, facts, field):
    with pytest.raises(Invalid) as refusal:
        products.add_product(
            a_producer(), Facts(**{"name": "Chè", "leaf_code": "I.5.a", "stars": 3, **facts})
        )
    assert refusal.value.field == field


def test_a_removed_product_is_found_no_more(db):
    producer = a_producer()
    product = a_certified_product(producer=producer)
    kept = a_certified_product(producer=producer)
    products.remove_product(product)
    assert products.list_products(producer) == [kept]
    with pytest.raises(NotFound):
        products.get_product(product.id, producer)


def test_another_producers_product_is_not_found(db):
    with pytest.raises(NotFound):
        products.get_product(a_certified_product(producer=a_producer()).id, a_producer())
