"""Letters in a real conversation with a mail server, and cut off in the middle of one."""

import email
import multiprocessing
import os
from email import policy

import pytest

from fairapp import create_app
from fairapp.db import begin_writing, db as database
from fairapp.domain.letters import LetterState
from fairapp.jobs import letters as job
from fairapp.models import Letter
from fairapp.services import letters
from fairapp.services.letters import Enclosure
from tests.mail_server import Mailbox, use


def a_letter(key="a", **facts):
    facts = {
        "to": "taitro@example.vn",
        "subject": "Báo cáo tài trợ – số 1",
        "body": "Kính gửi quý đơn vị",
    } | facts
    letter = letters.write(key=key, **facts)
    database.session.commit()
    return letter


def test_a_letter_reaches_the_other_end_whole(db, mailbox):
    letter = a_letter(enclosed=Enclosure("bao-cao.pdf", b"%PDF-1.7 \x00\xff"))
    assert job.send_due() == "1 sent, 0 not"
    ((recipients, message),) = mailbox.taken
    assert recipients == ["taitro@example.vn"]
    assert message["Subject"] == "Báo cáo tài trợ – số 1"
    assert message.get_body().get_content().strip() == "Kính gửi quý đơn vị"
    (enclosed,) = message.iter_attachments()
    assert enclosed.get_content() == b"%PDF-1.7 \x00\xff"
    assert letter.state is LetterState.SENT
    assert letter.sent_at is not None


def test_what_was_sent_is_not_sent_again(db, mailbox):
    a_letter("a")
    a_letter("b")
    job.send_due()
    assert job.send_due() == ""
    assert len(mailbox.taken) == 2


def test_a_busy_server_is_asked_again_later(db, mailbox):
    letter = a_letter()
    mailbox.to_recipient = "451 4.3.2 try later"
    assert job.send_due() == "0 sent, 1 not"
    assert (letter.state, letter.attempts) == (LetterState.WAITING, 1)
    assert "451" in letter.error
    assert job.send_due() == ""  # not before its time


def test_an_unknown_recipient_is_for_a_person_to_look_at(db, mailbox):
    letter = a_letter()
    mailbox.to_recipient = "550 5.1.1 no such user"
    job.send_due()
    assert letter.state is LetterState.FAILED


def test_a_letter_refused_as_a_whole_waits(db, mailbox):
    letter = a_letter()
    mailbox.to_data = "452 4.3.1 disk full"
    job.send_due()
    assert letter.state is LetterState.WAITING
    assert mailbox.taken == []


def test_a_line_that_broke_after_handing_over_is_not_tried_again(db, mailbox):
    letter = a_letter()
    mailbox.hang_up_after_data = True
    job.send_due()
    assert letter.state is LetterState.SENDING
    assert letter.error
    mailbox.hang_up_after_data = False
    assert job.send_due() == ""
    assert len(mailbox.taken) == 1


def test_no_server_at_all_is_a_reason_to_wait(app, db, monkeypatch):
    use(app, monkeypatch, "smtp://127.0.0.1:9")
    letter = a_letter()
    assert job.send_due() == "0 sent, 1 not"
    assert letter.state is LetterState.WAITING


def test_one_letter_that_fails_does_not_hold_up_the_others(db, mailbox):
    class Picky(Mailbox):
        pass

    async def refuse_one(server, session, envelope, address, options):
        if address.startswith("khong-co"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    mailbox.handle_RCPT = refuse_one
    a_letter("a", to="khong-co@example.vn")
    a_letter("b")
    assert job.send_due() == "1 sent, 1 not"


@pytest.mark.parametrize(
    "to", ["khong-phai", "lành@example.vn", "a@b.vn\nBcc: moi-nguoi@example.vn", "", "a@"]
)
def test_an_address_that_is_none_holds_up_nobody(db, mailbox, to):
    bad, good = a_letter("a", to=to), a_letter("b")
    assert job.send_due() == "1 sent, 1 not"
    assert (bad.state, good.state) == (LetterState.FAILED, LetterState.SENT)
    assert [recipients for recipients, _ in mailbox.taken] == [["taitro@example.vn"]]


def test_a_vietnamese_domain_is_written_to(db, mailbox):
    a_letter(to="lan@đặcsản.vn")
    assert job.send_due() == "1 sent, 0 not"
    ((recipients, _),) = mailbox.taken
    assert recipients[0].endswith(".vn")
    assert recipients[0].isascii()


def test_without_a_server_letters_become_files(app, db):
    letter = a_letter()
    job.send_due()
    path = app.config["FAIRAPP"].instance / "mail" / f"letter-{letter.id}.eml"
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == "taitro@example.vn"
    assert not list(path.parent.glob(".*"))


def _die_while_talking(config, before_handing_over):
    """Runs in a process of its own, which dies as a machine does when the power goes."""
    from fairapp.services import postbox

    def die(*_args):
        os._exit(9)

    if before_handing_over:
        postbox._introduce = die
    else:
        postbox._hang_up = die
    app = create_app(config)
    with app.app_context():
        job.send_due()


@pytest.mark.parametrize("before_handing_over", [True, False])
def test_killed_in_the_middle_nothing_goes_out_twice(committing_app, mailbox, app, before_handing_over):
    import dataclasses

    config = dataclasses.replace(committing_app.config["FAIRAPP"], smtp_url=app.config["FAIRAPP"].smtp_url)
    committing_app.config["FAIRAPP"] = config
    with committing_app.app_context():
        begin_writing()
        for key in ("a", "b", "c"):
            letters.write(key=key, to=f"{key}@example.vn", subject="Báo cáo", body="…")
        database.session.commit()
        database.session.remove()
    process = multiprocessing.get_context("spawn").Process(
        target=_die_while_talking, args=(config, before_handing_over)
    )
    process.start()
    process.join(60)
    assert process.exitcode == 9
    with committing_app.app_context():
        job.send_due()
        states = dict(database.session.execute(database.select(Letter.key, Letter.state)).all())
    assert states == {"a": LetterState.SENDING, "b": LetterState.SENT, "c": LetterState.SENT}
    received = [recipients[0] for recipients, _ in mailbox.taken]
    assert sorted(received) == (
        ["b@example.vn", "c@example.vn"]
        if before_handing_over
        else ["a@example.vn", "b@example.vn", "c@example.vn"]
    )
