"""Products and applications from a list: under their producers, by the rules of the form."""

from datetime import date

import pytest
from sqlalchemy import func, select

from fairapp.domain.applications import ApplicationState
from fairapp.domain.delegations import DelegationKind
from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.models import Application, Product
from fairapp.services import exchange
from fairapp.services.applications.endorsement import delegation_of
from fairapp.services.exchange import Scope
from tests.factories import a_delegation, a_producer, a_product, an_open_fair
from tests.people import a_lead
from tests.services.lists import a_list, checked, sentences, taken

NEW, SAME, WRONG = Outcome.NEW, Outcome.SAME, Outcome.WRONG


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def lead(fair):
    lead = a_lead()
    a_delegation(fair=fair, lead=lead)
    return lead


@pytest.fixture
def scope(lead):
    return Scope(lead)


# ---- products ----------------------------------------------------------------------------------

P_HEADS = ["Tên chủ thể", "Tỉnh, thành phố", "Tên sản phẩm", "Nhóm sản phẩm OCOP", "Hạng sao"]
P_HEADS += ["Số giấy chứng nhận", "Ngày cấp", "Giá bán"]
TEA = ["HTX Hoành Bồ", "Quảng Ninh", "Chè búp xanh", "I.5.a", 3, "12/QĐ-UBND", "15/01/2026", 85_000]


@pytest.fixture
def ours(scope):
    return a_producer(name="HTX Hoành Bồ", user=None)


def test_products_come_under_their_producers(db, scope, ours):
    taken(scope, Kind.PRODUCTS, a_list(P_HEADS, TEA))
    [made] = db.session.scalars(select(Product))
    assert (made.producer_id, made.stars, made.price) == (ours.id, 3, 85_000)
    assert (made.issued_on, made.expires_on) == (date(2026, 1, 15), date(2029, 1, 15))
    again = checked(scope, Kind.PRODUCTS, a_list(P_HEADS, [*TEA[:2], "CHÈ BÚP XANH", *TEA[3:]]))
    assert NEW not in exchange.count(again)


def test_another_certificate_is_another_product_unless_the_first_had_none(db, scope, ours):
    a_product(
        producer=ours, name="Chè búp xanh", certificate_number="", stars=None, issued_on=None, expires_on=None
    )
    taken(scope, Kind.PRODUCTS, a_list(P_HEADS, TEA))
    [made] = db.session.scalars(select(Product))
    assert made.certificate_number == "12/QĐ-UBND"
    taken(scope, Kind.PRODUCTS, a_list(P_HEADS, [*TEA[:5], "99/QĐ-UBND", *TEA[6:]]))
    assert db.session.scalar(select(func.count(Product.id))) == 2


def test_wrong_products_say_why(db, scope, ours):
    stranger = a_producer(name="HTX Sơn La", unit_id="son-la", user=None)
    rows = [
        ["Không có", *TEA[1:]],
        [stranger.name, "Sơn La", *TEA[2:]],
        [*TEA[:3], "IX.9", *TEA[4:]],
        [*TEA[:2], "Trà", "I.5.a", 7, "", "", ""],
        [*TEA[:2], "Trà", "I.5.a", 3, "1/QĐ", "15/01/2199", ""],
        [*TEA[:2], "", *TEA[3:]],
        [*TEA[:7], "âm"],
    ]
    file = checked(scope, Kind.PRODUCTS, a_list(P_HEADS, *rows))
    assert exchange.count(file) == {WRONG: len(rows)}
    assert [head for head, _ in sentences(file)] == [
        *(
            "Tên chủ thể",
            "Tên chủ thể",
            "Nhóm sản phẩm OCOP",
            "Hạng sao",
            "Ngày cấp",
            "Tên sản phẩm",
            "Giá bán",
        ),
    ]


# ---- applications ------------------------------------------------------------------------------

A_HEADS = [
    "Tên chủ thể",
    "Tỉnh, thành phố",
    "Số gian",
    "Sản phẩm mang đến",
    "Người trực gian",
    "Đã nhận các cam kết",
]
WISH = ["HTX Hoành Bồ", "Quảng Ninh", 1, "Chè búp xanh", "Lê Cường, 0912 345 678, trưởng gian; Vũ Lan", "Có"]


@pytest.fixture
def tea(ours):
    return a_product(producer=ours, name="Chè búp xanh")


def test_a_complete_application_is_sent_and_vouched_for(db, lead, fair, tea):
    scope = Scope(lead, fair)
    file = checked(scope, Kind.APPLICATIONS, a_list(A_HEADS, WISH))
    assert exchange.count(file) == {NEW: 1}
    assert db.session.scalar(select(func.count(Application.id))) == 0
    exchange.take_over(scope, file)
    [made] = db.session.scalars(select(Application))
    assert made.state is ApplicationState.ENDORSED
    assert [(p.name, p.phone, p.position) for p in made.staff] == [
        ("Lê Cường", "+84912345678", "trưởng gian"),
        ("Vũ Lan", "", ""),
    ]
    again = checked(scope, Kind.APPLICATIONS, a_list(A_HEADS, WISH))
    assert exchange.count(again) == {SAME: 1}


def test_a_collectives_producer_comes_with_the_collective(db, fair):
    lead = a_lead()
    collective = a_delegation(
        fair=fair, lead=lead, unit_id=None, kind=DelegationKind.ASSOCIATION, own_name="Hội Nông dân"
    )
    scope = Scope(lead, fair)
    own = a_producer(name="HTX Hoành Bồ", user=None, entered_by_id=lead.id)
    a_product(producer=own, name="Chè búp xanh")
    taken(scope, Kind.APPLICATIONS, a_list(A_HEADS, WISH))
    [made] = db.session.scalars(select(Application))
    assert delegation_of(made, lead) == collective


def test_what_an_application_lacks_is_said_of_its_row(db, lead, fair, tea):
    file = checked(
        Scope(lead, fair),
        Kind.APPLICATIONS,
        a_list(A_HEADS, [*WISH[:3], "Rượu", "", ""], [*WISH[:3], "", "", ""]),
    )
    assert exchange.count(file) == {WRONG: 2}
    assert {head for head, _ in sentences(file)} >= {"Sản phẩm mang đến"}
    assert db.session.scalar(select(func.count(Application.id))) == 0


def test_a_sent_application_is_not_changed_by_a_list(db, lead, fair, tea):
    scope = Scope(lead, fair)
    taken(scope, Kind.APPLICATIONS, a_list(A_HEADS, WISH))
    file = checked(scope, Kind.APPLICATIONS, a_list(A_HEADS, [*WISH[:2], 2, *WISH[3:]]))
    assert exchange.count(file) == {WRONG: 1}


def test_after_the_deadline_no_list_helps(db, lead, tea, fair):
    fair.apply_until = fair.apply_from
    file = checked(Scope(lead, fair), Kind.APPLICATIONS, a_list(A_HEADS, WISH))
    assert "Hạn đăng ký đã qua" in sentences(file)[0][1]
