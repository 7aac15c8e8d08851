"""Lists that come in: judged by the rules of each page, entered as a whole; once more changes nothing."""

import pytest
from sqlalchemy import func, select

from fairapp.documents.workbooks import Head, Sheet as Page, workbook
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.models import AuditEntry, ImportRow, Letter, Producer
from fairapp.services import exchange
from fairapp.services.exchange import Scope
from tests.factories import (
    a_delegation,
    a_producer,
    a_ready_application,
    an_open_fair,
)
from tests.people import a_lead, an_organiser
from tests.services.lists import a_list, checked, sentences, taken

NEW, CHANGED, SAME, WRONG = Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.WRONG
HEADS = ["Tên chủ thể", "Loại chủ thể", "Tỉnh, thành phố", "Xã, phường, đặc khu", "Mã số thuế"]
HEADS += ["Số điện thoại", "Người đại diện", "Đã đồng ý xử lý dữ liệu"]
HOANH_BO = [
    "HTX Hoành Bồ",
    "Hợp tác xã",
    "Quảng Ninh",
    "Xã Quảng La",
    "5700101234",
    "0912345678",
    "Vũ Lan",
    "Có",
]


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


@pytest.fixture
def desk(fair):
    return Scope(an_organiser(organisation=fair.owner), fair)


def sheet(*rows, heads=HEADS):
    return a_list(heads, *rows)


def producers(db):
    return list(db.session.scalars(select(Producer).order_by(Producer.id)))


# ---- producers ---------------------------------------------------------------------------------


def test_a_dry_run_enters_nothing(db, scope):
    file = checked(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    assert exchange.count(file) == {NEW: 1}
    assert producers(db) == []


def test_a_list_is_entered_as_the_lead_would(db, scope, lead):
    taken(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    [made] = producers(db)
    assert (made.name, made.unit_id, made.phone) == ("HTX Hoành Bồ", "quang-ninh", "+84912345678")
    assert made.entered_by_id == lead.id
    assert made.consent_at is not None
    assert made.user_id is None
    entries = list(db.session.scalars(select(AuditEntry.action)))
    assert sorted(entries) == ["import.take_over", "producer.enter"]


def test_the_same_list_again_changes_nothing(db, scope):
    taken(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    again = checked(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    assert exchange.count(again) == {SAME: 1}
    with pytest.raises(Conflict):
        exchange.take_over(scope, again)
    assert len(producers(db)) == 1


@pytest.mark.parametrize(
    "spelled",
    [
        {0: "HTX HOÀNH BỒ", 4: "", 5: ""},  # upper case, by name and commune
        {0: "htx hoành bồ", 4: "", 3: ""},  # by name and number
        {0: "HTX Hoa\u0300nh Bô\u0300", 4: "", 2: "Tỉnh Quảng Ninh"},  # letters and marks apart
        {0: "Tên khác hẳn"},  # by tax code
        {4: "5700101234", 2: "quang ninh"},
    ],
)
def test_a_producer_is_recognised_however_it_is_spelled(db, scope, spelled):
    taken(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    row = [spelled.get(i, cell) for i, cell in enumerate(HOANH_BO)]
    counts = exchange.count(checked(scope, Kind.PRODUCERS, sheet(row)))
    assert NEW not in counts
    assert WRONG not in counts


def test_two_of_one_name_in_two_communes_are_two(db, scope):
    other = [*HOANH_BO[:3], "Xã Kỳ Thượng", "", "", "Lê Nam", "Có"]
    taken(scope, Kind.PRODUCERS, sheet(HOANH_BO, other))
    assert len(producers(db)) == 2


def test_who_may_be_meant_twice_has_to_be_named_better(db, scope):
    for commune in ("Xã Một", "Xã Hai"):
        a_producer(name="HTX Hoành Bồ", user=None, commune=commune, phone="")
    file = checked(scope, Kind.PRODUCERS, sheet([*HOANH_BO[:3], "", "", "", "", "Có"]))
    [(head, sentence)] = sentences(file)
    assert head == "Tên chủ thể"
    assert "2 chủ thể trùng tên" in sentence


def test_an_old_province_is_read_as_the_one_that_holds_it_now(db, fair):
    lead = a_lead()
    a_delegation(fair=fair, lead=lead, unit_id="phu-tho")
    for name, province in (
        ("A", "Hoà Bình"),
        ("B", "HÒA BÌNH"),
        ("C", "Tỉnh Vĩnh Phúc"),
        ("D", "T. Phú Thọ"),
    ):
        row = [name, "HTX", province, "", "", "", "", "x"]
        taken(Scope(lead), Kind.PRODUCERS, sheet(row))
    assert {made.unit_id for made in producers(db)} == {"phu-tho"}


def test_an_empty_cell_leaves_what_is_known(db, scope):
    taken(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    file = taken(
        scope, Kind.PRODUCERS, sheet(["HTX Hoành Bồ", "", "Quảng Ninh", "", "5700101234", "", "Lê Hà", ""])
    )
    [made] = producers(db)
    assert (made.representative, made.commune, made.phone) == ("Lê Hà", "Xã Quảng La", "+84912345678")
    assert exchange.count(file) == {CHANGED: 1}


def test_each_wrong_row_says_what_and_where_and_the_others_come_in(db, scope):
    rows = [
        HOANH_BO,
        ["B", "Hợp tác xã", "Sơn La", "", "", "", "", "Có"],  # another lead's
        ["C", "Hợp tác xã", "Nơi nào đó", "", "", "", "", "Có"],
        ["D", "Tập đoàn", "Quảng Ninh", "", "", "", "", "Có"],
        ["E", "HTX", "Quảng Ninh", "", "123", "", "", "Có"],
        ["F", "HTX", "Quảng Ninh", "", "", "12", "", "Có"],
        ["G", "HTX", "Quảng Ninh", "", "", "", "", "Không"],
        ["H", "", "Quảng Ninh", "", "", "", "", "Có"],
        ["x" * 250, "HTX", "Quảng Ninh", "", "", "", "", "Có"],
        [*HOANH_BO[:6], "Ai khác", "Có"],  # the first again
    ]
    file = taken(scope, Kind.PRODUCERS, sheet(*rows))
    assert exchange.count(file) == {NEW: 1, WRONG: 9}
    assert len(producers(db)) == 1
    heads = [head for head, _sentence in sentences(file)]
    assert heads == [
        *("Tỉnh, thành phố", "Tỉnh, thành phố", "Loại chủ thể", "Mã số thuế", "Số điện thoại"),
        *("Đã đồng ý xử lý dữ liệu", "Loại chủ thể", "Tên chủ thể", ""),
    ]
    assert sentences(file)[-1][1] == "Dòng này trùng với dòng 2."


def test_corrected_rows_come_in_and_what_came_before_stays(db, scope):
    bad = ["B", "HTX", "Quảng Ninh", "", "123", "", "", "Có"]
    taken(scope, Kind.PRODUCERS, sheet(HOANH_BO, bad))
    again = taken(scope, Kind.PRODUCERS, sheet(HOANH_BO, [*bad[:4], "5700105678", *bad[5:]]))
    assert exchange.count(again) == {SAME: 1, NEW: 1}
    assert len(producers(db)) == 2


def test_a_code_whose_first_zero_the_spreadsheet_dropped(db, fair):
    lead = a_lead()
    a_delegation(fair=fair, lead=lead, unit_id="ha-noi")
    heads = [Head(word) for word in HEADS]
    row = ["Công ty A", "Doanh nghiệp", "TP. Hà Nội", "", 101234567, 912345678, "", "Có"]
    taken(Scope(lead), Kind.PRODUCERS, workbook([Page("Bảng", heads, [row])]))
    [made] = producers(db)
    assert (made.tax_code, made.phone) == ("0101234567", "+84912345678")


def test_a_producer_with_an_account_is_not_changed_by_a_list(db, scope, fair):
    own = a_producer(name="HTX Hoành Bồ", tax_code="5700101234", representative="Chính chủ")
    a_ready_application(fair=fair, producer=own, state=ApplicationState.SUBMITTED)
    file = checked(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    assert "tài khoản riêng" in sentences(file)[0][1]
    assert own.representative == "Chính chủ"


def test_a_strangers_producer_is_neither_changed_nor_told_of(db, scope):
    a_producer(name="Của tỉnh khác", tax_code="5700101234", unit_id="son-la", user=None)
    file = checked(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    assert exchange.count(file) == {NEW: 1}


def test_who_has_an_address_is_told_once(db, scope):
    heads = [*HEADS, "E-mail"]
    rows = [[*HOANH_BO, "lan@example.vn"], ["B", "HTX", "Quảng Ninh", "", "", "", "", "Có", ""]]
    taken(scope, Kind.PRODUCERS, sheet(*rows, heads=heads))
    [letter] = db.session.scalars(select(Letter))
    assert letter.to == "lan@example.vn"
    assert "HTX Hoành Bồ" in letter.body


def test_an_organisers_list_may_hold_every_province(db, desk):
    rows = [HOANH_BO, ["B", "HTX", "Sơn La", "", "", "", "", "Có"]]
    file = taken(desk, Kind.PRODUCERS, sheet(*rows))
    assert exchange.count(file) == {NEW: 2}
    stranger = an_organiser()
    assert not Scope(stranger, desk.fair).may_write(producers(db)[0])


def test_a_file_is_taken_over_once(db, scope):
    file = taken(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    with pytest.raises(Conflict):
        exchange.take_over(scope, file)


def test_a_file_is_looked_at_before_it_is_taken_over(db, scope):
    file = exchange.upload(scope, Kind.PRODUCERS, "tep.xlsx", sheet(HOANH_BO))
    with pytest.raises(Conflict):
        exchange.take_over(scope, file)


def test_what_came_in_meanwhile_is_seen_at_the_last_moment(db, scope):
    first, second = (checked(scope, Kind.PRODUCERS, sheet(HOANH_BO)) for _ in range(2))
    exchange.take_over(scope, first)
    exchange.take_over(scope, second)
    assert exchange.count(second) == {SAME: 1}
    assert len(producers(db)) == 1


def test_rows_of_people_are_not_kept_longer_than_needed(db, scope):
    file = taken(scope, Kind.PRODUCERS, sheet(HOANH_BO))
    assert db.session.scalar(select(func.count()).select_from(ImportRow)) == 0
    assert exchange.count(file) == {NEW: 1}


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"\x00\x01\x02", b"PK\x03\x04 not an archive", b"a;b\n1;2", sheet(heads=HEADS)],
)
def test_what_is_no_such_list_is_refused_with_a_sentence(db, scope, content):
    with pytest.raises(Invalid) as refusal:
        exchange.upload(scope, Kind.PRODUCERS, "x.xlsx", content)
    assert refusal.value.field == "file"


def test_a_list_of_an_old_office_is_read_too(db, scope):
    lines = ["Danh sách năm 2026", ";".join(HEADS), ";".join(HOANH_BO)]
    file = checked(scope, Kind.PRODUCERS, "\r\n".join(lines).encode("utf-16"))
    assert exchange.count(file) == {NEW: 1}
    assert exchange.list_rows(file, NEW)[0].line == 3
