"""A visitor's pass in the post: over a real conversation with a mail server, then gone from the tray."""

import io

import zxingcpp
from PIL import Image

from fairapp.db import now
from fairapp.domain.letters import LetterState
from fairapp.domain.visitor_groups import GroupKind
from fairapp.jobs import letters as job
from fairapp.models import Letter
from fairapp.services import letters, passes, visitors
from fairapp.services.visitors import GroupFacts, VisitFacts
from tests.factories import an_open_fair


def come(fair, **facts):
    given = {"name": "Đỗ Ngọc Ánh", "email": "anh@example.vn", "consent": True}
    return passes.welcome(fair, visitors.register(fair, VisitFacts(**(given | facts)), "10.0.0.1"))


def test_the_pass_arrives_with_its_code_and_leaves_the_tray_empty(db, mailbox):
    badge = come(an_open_fair(name="Hội chợ Hạ Long"))
    db.session.commit()
    assert job.send_due() == "1 sent, 0 not"
    ((recipients, message),) = mailbox.taken
    assert recipients == ["anh@example.vn"]
    assert message["Subject"] == "Thẻ khách tham quan – Hội chợ Hạ Long"
    assert f"https://fair.example/pass/{badge.link}" in message.get_body().get_content()
    (picture,) = message.iter_attachments()
    assert (picture.get_content_type(), picture.get_filename()) == ("image/png", "the-ra-vao.png")
    shown = Image.open(io.BytesIO(picture.get_content()))
    [code] = zxingcpp.read_barcodes(shown, formats=zxingcpp.BarcodeFormat.QRCode)
    assert code.text.startswith("HTTPS://FAIR.EXAMPLE/P/")
    [letter] = db.session.scalars(db.select(Letter))
    assert (letter.state, letter.body, letter.attachment) == (LetterState.SENT, "", None)


def test_a_groups_address_arrives_in_the_language_of_its_form(db, mailbox):
    facts = GroupFacts(
        kind=GroupKind.SCHOOL,
        name="5A",
        contact="Ann Lee",
        email="ann@example.vn",
        seats=["", ""],
        consent=True,
        language="en",
    )
    group = visitors.register_group(an_open_fair(), facts, "10.0.0.1")
    passes.welcome_group(group)
    db.session.commit()
    job.send_due()
    ((_, message),) = mailbox.taken
    assert f"https://fair.example/visit/group/{group.link}" in message.get_body().get_content()
    assert "Number of people: 2" in message.get_body().get_content()


def test_a_letter_to_somebody_who_was_erased_while_it_waited_does_not_leave(db, mailbox):
    badge = come(an_open_fair())
    passes.erase_visitor(badge)
    db.session.commit()
    assert job.send_due() == ""
    assert mailbox.taken == []


def test_somebody_erased_while_the_letter_was_on_its_way_leaves_no_trace(db):
    badge = come(an_open_fair())
    letter = letters.claim(now())
    passes.erase_visitor(badge)
    db.session.commit()
    db.session.refresh(letter)
    assert (letter.to, letter.body, letter.subject, letter.attachment) == ("", "", "", None)
    letters.mark_sent(letter.id, now())  # the conversation ends as it may
    assert letter.state is LetterState.SENT
