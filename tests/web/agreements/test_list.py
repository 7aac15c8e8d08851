"""The book of agreements as a workbook."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fairapp.db import db as database, now
from fairapp.domain.calendar import local_day
from fairapp.domain.follow_ups import FollowAnswer
from fairapp.models import AgreementEvent, AgreementFollowUp
from tests.people import an_organiser
from tests.running_fair import a_running_fair, an_agreement


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def browser(sign_in, fair):
    return sign_in(an_organiser(organisation=fair.owner))


@pytest.fixture
def path(fair):
    return f"/organiser/fairs/{fair.id}/agreements"


def taken(browser, address):
    answer = browser.get(address)
    assert answer.headers["Cache-Control"] == "private, no-store"
    (sheet,) = load_workbook(BytesIO(answer.data)).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def signed(fair, ago, parties, **facts):
    day = local_day(now()) - timedelta(ago)
    return an_agreement(fair=fair, signed_on=day, party_a=parties[0], party_b=parties[1], **facts)


def followed(agreement, step, answer, delivered=None, note=""):
    agreement.follow_ups.append(AgreementFollowUp(step=step, answer=answer, delivered=delivered, note=note))
    database.session.commit()


def test_each_entry_is_a_line_with_what_became_of_it(browser, path, fair):
    event = AgreementEvent(fair_id=fair.id, name="Kết nối cung cầu")
    database.session.add(event)
    database.session.flush()
    one = signed(fair, 70, ("HTX Ba Chẽ", "Siêu thị Sông Xanh"), value=2_400_000_000, event_id=event.id)
    followed(one, 30, FollowAnswer.UNDER_WAY, note="đang chạy thử")
    followed(one, 60, FollowAnswer.LATE, delivered=900_000_000)
    signed(fair, 5, ("Sở Công Thương Sơn La", "Sở Công Thương Quảng Ninh"), value=None)
    first, second = taken(browser, path + "/list.xlsx")
    assert (first["Bên A"], first["Giá trị khi ký"]) == ("Sở Công Thương Sơn La", None)
    assert (first["Theo dõi"], first["Trả lời gần nhất"]) == ("Chưa đến hạn", None)
    assert second["Bên B"] == "Siêu thị Sông Xanh"
    assert second["Giá trị khi ký"] == 2_400_000_000
    assert second["Ký tại sự kiện"] == "Kết nối cung cầu"
    assert second["Trả lời gần nhất"] == second["Trả lời mốc 60 ngày"] == "Chậm so với thoả thuận"
    assert second["Ghi chú, mốc 30 ngày"] == "đang chạy thử"
    assert second["Đã giao"] == second["Đã giao, mốc 60 ngày"] == 900_000_000
    assert second["Trả lời mốc 90 ngày"] is None


def test_what_somebody_wrote_is_never_a_formula(browser, path, fair):
    evil = '=HYPERLINK("http://evil.example","bấm")'
    one = signed(fair, 40, (evil, "@SUM(A1)"), terms="+1+1", source="-2")
    followed(one, 30, FollowAnswer.DROPPED, note="=1+1")
    answer = browser.get(path + "/list.xlsx")
    sheet = load_workbook(BytesIO(answer.data)).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    texts = {cell.value: cell for cell in cells if isinstance(cell.value, str)}
    for text in (evil, "@SUM(A1)", "+1+1", "-2", "=1+1"):
        assert texts[text].data_type == "s"
        assert texts[text].quotePrefix


def test_the_list_is_the_one_that_was_searched_for(browser, path, fair):
    due = signed(fair, 31, ("HTX Ba Chẽ", "Siêu thị"), kind="contract")
    signed(fair, 1, ("HTX Tiên Yên", "Siêu thị"), kind="memorandum")
    assert [row["Bên A"] for row in taken(browser, path + "/list.xlsx?q=ba+che")] == due.names[:1]
    assert [row["Bên A"] for row in taken(browser, path + "/list.xlsx?kind=memorandum")] == ["HTX Tiên Yên"]
    assert [row["Bên A"] for row in taken(browser, path + "/list.xlsx?state=due")] == ["HTX Ba Chẽ"]
    assert taken(browser, path + "/list.xlsx?level=x") == []
    assert "list.xlsx?kind=contract" in browser.get(path + "?kind=contract").text
    assert "list.xlsx?state=due" in browser.get(path + "/follow-ups?state=due").text


def test_an_empty_book_offers_no_list(browser, path):
    assert "list.xlsx" not in browser.get(path).text
    assert taken(browser, path + "/list.xlsx") == []
