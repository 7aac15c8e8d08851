"""Letters: written once, claimed by one, never sent twice unasked."""

from datetime import timedelta

import pytest

from fairapp.domain.errors import Conflict, NotFound
from fairapp.domain.letters import MOST_ATTEMPTS, LetterState, next_attempt
from fairapp.services import letters
from fairapp.services.letters import Enclosure
from tests.factories import a_fair
from tests.people import an_organiser
from tests.running_fair import now


def a_letter(key="a", **facts):
    facts = {"to": "taitro@example.vn", "subject": "Báo cáo tài trợ", "body": "Kính gửi"} | facts
    return letters.write(key=key, **facts)


def test_a_letter_is_written_once(db):
    assert a_letter("sponsor-report:1:final") is not None
    assert a_letter("sponsor-report:1:final", body="khác") is None
    assert letters.is_written("sponsor-report:1:final")
    assert not letters.is_written("sponsor-report:2:final")


def test_the_first_due_letter_is_claimed_once(db):
    first, second = a_letter("a"), a_letter("b")
    assert letters.claim(now()) is first
    assert (first.state, first.attempts) == (LetterState.SENDING, 1)
    assert letters.claim(now()) is second
    assert letters.claim(now()) is None


def test_a_refused_letter_waits_longer_each_time(db):
    letter, moment = a_letter(), now()
    pauses = []
    for _ in range(MOST_ATTEMPTS):
        assert letters.claim(moment) is letter
        letters.mark_refused(letter.id, "451 try later", moment, for_good=False)
        if letter.state is LetterState.WAITING:
            assert letters.claim(letter.due_at - timedelta(seconds=1)) is None
            pauses.append(letter.due_at - moment)
            moment = letter.due_at
    assert pauses == sorted(pauses)
    assert pauses[0] >= timedelta(minutes=2)
    assert letter.state is LetterState.FAILED
    assert letter.error == "451 try later"


def test_a_letter_refused_for_good_is_not_tried_again(db):
    letter = a_letter()
    letters.claim(now())
    letters.mark_refused(letter.id, "550 no such user", now(), for_good=True)
    assert letter.state is LetterState.FAILED
    assert letters.claim(now() + timedelta(days=9)) is None


def test_a_letter_whose_fate_is_unknown_stays_until_somebody_decides(db):
    fair = a_fair()
    organiser = an_organiser(organisation=fair.owner)
    letter = a_letter(fair_id=fair.id)
    letters.claim(now())
    letters.mark_unclear(letter.id, "connection lost")
    assert letters.claim(now() + timedelta(days=9)) is None
    letters.send_again(organiser, letters.get_for_organiser(letter.id, organiser), now())
    assert letters.claim(now()) is letter


def test_a_sent_letter_is_not_sent_again_by_hand(db):
    fair = a_fair()
    letter = a_letter(fair_id=fair.id)
    letters.claim(now())
    letters.mark_sent(letter.id, now())
    with pytest.raises(Conflict):
        letters.send_again(an_organiser(organisation=fair.owner), letter, now())


def test_another_organisations_letters_are_not_found(db):
    fair, stranger = a_fair(), an_organiser()
    letter = a_letter(fair_id=fair.id)
    assert letters.list_for_organiser(stranger) == []
    assert letters.count_for_organiser(stranger) == {}
    with pytest.raises(NotFound):
        letters.get_for_organiser(letter.id, stranger)
    assert letters.list_for_organiser(an_organiser(organisation=fair.owner)) == [(letter, fair.name)]


def test_the_letter_travels_with_its_words_and_its_file(db):
    letter = a_letter(enclosed=Enclosure("bao-cao.pdf", b"%PDF-1.7 ..."))
    message = letters.compose(letter, "Hội chợ OCOP <no-reply@fair.example>", now())
    again = letters.compose(letter, "Hội chợ OCOP <no-reply@fair.example>", now())
    assert message["Subject"] == "Báo cáo tài trợ"
    assert message["Message-ID"] == again["Message-ID"]
    (enclosed,) = message.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content()) == ("bao-cao.pdf", b"%PDF-1.7 ...")
    assert message.get_body().get_content().strip() == "Kính gửi"
    assert b"\r\n" in message.as_bytes()


def test_the_pauses_of_a_working_day():
    start = now()
    waits = [next_attempt(n, start) - start for n in range(1, MOST_ATTEMPTS)]
    assert sum(waits, timedelta()) < timedelta(hours=12)
    assert next_attempt(MOST_ATTEMPTS, start) is None
