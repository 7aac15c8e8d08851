"""Notices: one row a recipient, one letter where there is an address, and how each stands."""

import pytest

from fairapp.db import now
from fairapp.domain.errors import NotFound
from fairapp.domain.letters import LetterState
from fairapp.domain.notices import ChannelKind, NoticeState
from fairapp.models import Letter, Notice
from fairapp.services import letters, notices
from fairapp.services.notices import Addressee, News, Wanted
from tests.factories import a_user

INBOX, EMAIL, BY_HAND = ChannelKind.INBOX, ChannelKind.EMAIL, ChannelKind.BY_HAND
ALL = Notice.id > 0


def to(user=None, email="", phone="", name="HTX Chè"):
    return Addressee(name, email, phone, "vi", user.id if user else None)


def news(key="a", **facts):
    facts = {"to": to(email="a@example.vn")} | facts
    return News(key=key, subject="Kết quả", body="Kính gửi …", fair_id=7, **facts)


def rows(db):
    return db.session.scalars(db.select(Notice).order_by(Notice.id)).all()


def test_a_notice_goes_to_the_inbox_and_by_letter_under_one_key(db):
    user = a_user()
    notices.tell([news(to=to(user, user.email), path="/producer/papers")])
    (notice,) = rows(db)
    assert (notice.user_id, notice.path, notice.fair_id) == (user.id, "/producer/papers", 7)
    letter = db.session.scalar(db.select(Letter))
    assert (letter.key, letter.to, letter.fair_id) == (notice.key, user.email, 7)


def test_without_an_address_there_is_no_letter_and_without_an_account_no_inbox(db):
    notices.tell([news(to=to(phone="+84912345678"))])
    (sent,) = notices.list_sent(ALL, Wanted()).rows
    states = [sent.state(kind) for kind in ChannelKind]
    assert states == [None, None, NoticeState.TO_DO]
    assert db.session.scalar(db.select(Letter)) is None


def test_what_was_told_is_not_told_again(db):
    notices.tell([news("a")])
    notices.tell([news("a"), news("b")])
    notices.tell([])
    assert [notice.key for notice in rows(db)] == ["a", "b"]
    assert db.session.scalar(db.select(db.func.count()).select_from(Letter)) == 2
    assert notices.list_told(["b", "c"]) == {"b"}


def test_a_thousand_recipients_take_as_many_statements_as_one(db, count_statements):
    one = count_statements(lambda: notices.tell([news("eins")]))
    many = [news(str(n), to=to(email=f"a{n}@example.vn")) for n in range(1000)]
    assert count_statements(lambda: notices.tell(many)) == one
    assert len(rows(db)) == 1001


def test_the_first_opening_counts_and_only_ones_own_is_opened(db):
    user, stranger = a_user(), a_user()
    notices.tell([news("a", to=to(user)), news("b", to=to(user)), news("c", to=to(stranger))])
    assert notices.count_unread(user) == 2
    mine = notices.list_for_user(user, 1)
    assert (mine.total, [notice.key for notice in mine.rows]) == (2, ["b", "a"])
    first = now()
    notices.mark_read(mine.rows[0], first)
    notices.mark_read(mine.rows[0], now())
    assert mine.rows[0].read_at == first
    assert notices.count_unread(user) == 1
    with pytest.raises(NotFound):
        notices.get_for_user(mine.rows[0].id, stranger)


def test_the_sender_sees_each_channels_state(db):
    user = a_user()
    notices.tell([news(to=to(user, user.email, "+84912345678"))])

    def states():
        (sent,) = notices.list_sent(ALL, Wanted()).rows
        return [sent.state(kind) for kind in ChannelKind]

    assert states() == [NoticeState.SENT, NoticeState.QUEUED, NoticeState.TO_DO]
    letter = letters.claim(now())
    assert states()[1] is NoticeState.UNCLEAR
    letters.mark_refused(letter.id, "451", now(), for_good=False)
    assert states()[1] is NoticeState.RETRIED
    letters.mark_refused(letter.id, "550", now(), for_good=True)
    assert states()[1] is NoticeState.FAILED
    letters.mark_sent(letter.id, now())
    notice = rows(db)[0]
    notices.mark_read(notice, now())
    notices.mark_handed(notice.id, ALL, a_user(name="Chị Thu"), now())
    assert states() == [NoticeState.READ, NoticeState.SENT, NoticeState.DONE]


def test_who_said_first_that_it_was_passed_on_stands_there(db):
    notices.tell([news(to=to(phone="+84912345678"))])
    (notice,) = rows(db)
    notices.mark_handed(notice.id, ALL, a_user(name="Chị Thu"), now())
    notices.mark_handed(notice.id, ALL, a_user(name="Anh Nam"), now())
    assert notice.handed_by == "Chị Thu"
    with pytest.raises(NotFound):
        notices.mark_handed(notice.id, Notice.fair_id == 8, a_user(), now())


def test_the_tally_agrees_with_the_rows(db, count_statements):
    reader = a_user()
    notices.tell(
        [
            news("a", to=to(reader, reader.email, "+84912345678")),
            news("b", to=to(a_user(), "b@example.vn")),
            news("c", to=to(phone="+84912345679")),
            news("d", to=to(name="Không gì cả")),
        ]
    )
    notices.mark_read(rows(db)[0], now())
    db.session.scalar(db.select(Letter)).state = LetterState.FAILED
    db.session.flush()
    tally = notices.tally(ALL)
    assert (tally.total, tally.to_call) == (4, 2)
    sent = notices.list_sent(ALL, Wanted()).rows
    for kind in ChannelKind:
        states = [one.state(kind) for one in sent]
        assert {state: states.count(state) for state in states if state} == tally.states[kind], kind
    assert count_statements(lambda: notices.tally(ALL)) == 1
    trays = {tray: notices.list_sent(ALL, Wanted(tray)).total for tray in ("unread", "trouble", "call", "?")}
    assert trays == {"unread": 1, "trouble": 1, "call": 2, "?": 4}
