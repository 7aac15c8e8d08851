"""What is announced reaches the applicants' mail server, each letter once."""

from fairapp.db import db as database
from fairapp.domain.applications import Decision
from fairapp.domain.letters import LetterState
from fairapp.jobs import letters as job
from fairapp.models import Letter
from fairapp.services.applications import announcing
from tests import people
from tests.factories import a_producer, a_ready_application, a_user, an_open_fair


def test_an_announcement_reaches_each_mailbox_once(db, mailbox):
    fair = an_open_fair(name="Hội chợ OCOP Hạ Long")
    for name in ("một", "hai"):
        user = a_user(email=f"{'mot' if name == 'một' else name}@example.vn")
        producer = a_producer(user=user, name=f"HTX {name} & con")
        a_ready_application(fair=fair, decision=Decision.ACCEPT, producer=producer)
    announcing.announce(fair, people.an_organiser(organisation=fair.owner), announcing.preview(fair).mark)
    database.session.commit()
    assert job.send_due() == "2 sent, 0 not"
    assert job.send_due() == ""
    assert sorted(recipients for recipients, _ in mailbox.taken) == [["hai@example.vn"], ["mot@example.vn"]]
    message = next(m for recipients, m in mailbox.taken if recipients == ["hai@example.vn"])
    assert message["Subject"] == "Đơn được nhận – Hội chợ OCOP Hạ Long"
    assert "Kính gửi HTX hai & con," in message.get_body().get_content()
    assert set(database.session.scalars(database.select(Letter.state))) == {LetterState.SENT}


def test_a_bad_address_on_a_profile_holds_up_nobody(db, mailbox):
    fair = an_open_fair()
    for email in ("không-phải@địa-chỉ", "tot@example.vn"):
        producer = a_producer(user=None, email=email)
        a_ready_application(fair=fair, decision=Decision.ACCEPT, producer=producer)
    announcing.announce(fair, people.an_organiser(organisation=fair.owner), announcing.preview(fair).mark)
    database.session.commit()
    assert job.send_due() == "1 sent, 1 not"


def test_a_name_over_two_lines_stays_on_one_in_the_subject(db, mailbox):
    fair = an_open_fair(name="Hội chợ\r\nBcc: ai-do@example.vn")
    a_ready_application(fair=fair, decision=Decision.ACCEPT)
    announcing.announce(fair, people.an_organiser(organisation=fair.owner), announcing.preview(fair).mark)
    database.session.commit()
    assert job.send_due() == "1 sent, 0 not"
    ((_, message),) = mailbox.taken
    assert message["Bcc"] is None
