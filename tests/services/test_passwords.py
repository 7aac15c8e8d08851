"""New passwords: who may give one to whom, and links that lead somewhere once."""

from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.accounts import LINK_MINUTES, LINK_TRIES, LINKS, RESETS, Role
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import Conflict, Invalid, NotFound, TooMany
from fairapp.domain.letters import LetterState
from fairapp.jobs import letters as job
from fairapp.models import AuditEntry, Letter, PasswordLink, SignInAttempt, User
from fairapp.services import accounts, letters, passwords, sponsors
from fairapp.services.applications import leads, passwords as of_applicants
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair
from tests.running_fair import a_sponsor

OLD = "mat-khau-cu-roi"


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def organiser(fair):
    return people.an_organiser(organisation=fair.owner)


def an_account(contact="0912345678", role=Role.PRODUCER, **facts):
    return accounts.register(name="Vũ Thị Lan", contact=contact, password=OLD, role=role, **facts)


def fits(contact, password):
    return accounts.sign_in(contact, password, "127.0.0.1") is not None


def link_in(letter):
    return letter.body.partition("https://fair.example/password/")[2].split()[0]


# ---- given by an organiser ---------------------------------------------------------------------


def test_an_applicant_with_a_telephone_gets_a_password_and_the_old_one_ends(fair, organiser, db):
    user = an_account()
    accounts.stay_signed_in(user)
    ticket = user.ticket
    application = a_ready_application(fair=fair, producer=a_producer(user=user))
    password = of_applicants.give_password(application, organiser)
    assert fits("0912345678", password)
    assert not fits("0912345678", OLD)
    assert accounts.find_by_ticket(ticket) is None
    [entry] = db.session.scalars(db.select(AuditEntry).filter_by(action="account.give_password"))
    assert (entry.fair_id, entry.actor_id, entry.values["name"]) == (fair.id, organiser.id, user.name)
    assert password not in str(entry.values)


def test_who_was_locked_out_by_failures_comes_in_with_the_new_password(fair, organiser):
    application = a_ready_application(fair=fair, producer=a_producer(user=an_account()))
    for _ in range(10):
        fits("0912345678", "sai-mat-khau")
    assert accounts.is_locked("0912345678", "127.0.0.1")
    of_applicants.give_password(application, organiser)
    assert not accounts.is_locked("0912345678", "127.0.0.1")


def test_an_account_with_an_address_that_others_rely_on_is_not_opened(fair, organiser):
    user = an_account("lan@example.vn")
    producer = a_producer(user=user)
    application = a_ready_application(fair=fair, producer=producer)
    assert of_applicants.give_password(application, organiser)
    a_ready_application(fair=an_open_fair(), producer=producer)
    with pytest.raises(Conflict):
        of_applicants.give_password(application, organiser)


def test_with_a_telephone_alone_there_is_no_other_way_than_the_organiser(fair, organiser):
    producer = a_producer(user=an_account())
    a_ready_application(fair=an_open_fair(), producer=producer)
    application = a_ready_application(fair=fair, producer=producer)
    assert fits("0912345678", of_applicants.give_password(application, organiser))


def test_a_producer_without_an_account_has_no_password(fair, organiser):
    application = a_ready_application(fair=fair, producer=a_producer(user=None))
    with pytest.raises(NotFound):
        of_applicants.give_password(application, organiser)


@pytest.mark.parametrize("contact", ["0912345678", "lead@example.vn"])
def test_a_lead_is_opened_only_while_nobody_else_relies_on_it(fair, organiser, contact):
    """Otherwise whoever knows the number could appoint the lead and read another organisation's fair."""
    lead = an_account(contact, Role.DELEGATION)
    delegation = a_delegation(fair=fair, lead=lead)
    assert fits(contact, leads.give_password(delegation, organiser))
    a_delegation(fair=an_open_fair(), lead=lead)
    with pytest.raises(Conflict):
        leads.give_password(delegation, organiser)


def test_a_province_without_a_lead_has_no_account(fair, organiser):
    with pytest.raises(NotFound):
        leads.give_password(a_delegation(fair=fair), organiser)


def test_a_sponsor_is_opened_only_while_nobody_else_relies_on_it(fair, organiser):
    user = an_account("taitro@example.vn", Role.SPONSOR)
    sponsor = a_sponsor(fair=fair, user=user)
    assert fits("taitro@example.vn", sponsors.give_password(organiser, sponsor))
    a_sponsor(fair=an_open_fair(), user=user)
    with pytest.raises(Conflict):
        sponsors.give_password(organiser, sponsor)
    with pytest.raises(NotFound):
        sponsors.give_password(organiser, a_sponsor(fair=fair))


def test_an_organisers_account_is_never_given_away(fair, organiser):
    other = people.an_organiser(organisation=fair.owner)
    with pytest.raises(NotFound):
        passwords.give(other, organiser, fair.id, elsewhere=False)


def test_one_organiser_gives_only_so_many_in_a_while(fair, organiser, db):
    application = a_ready_application(fair=fair, producer=a_producer(user=an_account()))
    key = f"give-password:{organiser.id}"
    db.session.add_all(SignInAttempt(key=key) for _ in range(RESETS))
    db.session.flush()
    with pytest.raises(TooMany):
        of_applicants.give_password(application, organiser)
    other = people.an_organiser(organisation=fair.owner)
    assert of_applicants.give_password(application, other)


# ---- asked for by letter -----------------------------------------------------------------------


def test_a_link_sets_a_password_once(db):
    user = an_account("lan@example.vn")
    accounts.stay_signed_in(user)
    ticket = user.ticket
    passwords.ask_link("Lan@Example.vn", "127.0.0.1")
    [letter] = db.session.scalars(db.select(Letter))
    token = link_in(letter)
    assert passwords.find_by_link(token) is user
    assert passwords.use_link(token, "mat-khau-moi") is user
    assert fits("lan@example.vn", "mat-khau-moi")
    assert accounts.find_by_ticket(ticket) is None
    with pytest.raises(Invalid):
        passwords.use_link(token, "lan-thu-hai-nhe")
    assert fits("lan@example.vn", "mat-khau-moi")


def test_a_weak_password_does_not_use_the_link_up(db):
    an_account("lan@example.vn")
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    token = link_in(db.session.scalar(db.select(Letter)))
    with pytest.raises(Invalid) as refusal:
        passwords.use_link(token, "ngan")
    assert refusal.value.field == "password"
    assert passwords.use_link(token, "mat-khau-moi")


def test_a_used_link_voids_the_others_of_the_account(db):
    an_account("lan@example.vn")
    for _ in range(2):
        passwords.ask_link("lan@example.vn", "127.0.0.1")
    first, second = (link_in(letter) for letter in db.session.scalars(db.select(Letter)))
    passwords.use_link(second, "mat-khau-moi")
    assert passwords.find_by_link(first) is None


def test_only_a_hash_of_the_link_is_kept_and_the_letter_forgets_it_when_it_leaves(db):
    an_account("lan@example.vn")
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    letter = db.session.scalar(db.select(Letter))
    token = link_in(letter)
    assert token not in db.session.scalar(db.select(PasswordLink.token_hash))
    assert token not in letter.key
    db.session.commit()
    assert job.send_due() == "1 sent, 0 not"
    assert (letter.state, letter.body) == (LetterState.SENT, "")


def test_a_letter_that_cannot_leave_forgets_its_link_too(db):
    an_account("lan@example.vn")
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    letter = db.session.scalar(db.select(Letter))
    letters.mark_refused(letter.id, "550", now(), for_good=True)
    assert letter.body == ""


def test_a_link_ends_after_half_an_hour(db):
    an_account("lan@example.vn")
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    token = link_in(db.session.scalar(db.select(Letter)))
    link = db.session.scalar(db.select(PasswordLink))
    link.at = now() - timedelta(minutes=LINK_MINUTES, seconds=1)
    db.session.flush()
    assert passwords.find_by_link(token) is None
    with pytest.raises(Invalid):
        passwords.use_link(token, "mat-khau-moi")
    assert passwords.forget_links() == 1


@pytest.mark.parametrize("contact", ["khong-ai@example.vn", "0987654321", "0912345678"])
def test_unknown_addresses_and_telephones_get_no_letter(db, contact):
    an_account("0912345678")
    passwords.ask_link(contact, "127.0.0.1")
    assert db.session.scalar(db.select(Letter)) is None


def test_a_closed_account_gets_no_letter_and_its_links_end(db):
    user = an_account("lan@example.vn")
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    token = link_in(db.session.scalar(db.select(Letter)))
    user.is_active = False
    db.session.flush()
    assert passwords.find_by_link(token) is None
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    assert db.session.scalar(db.select(db.func.count()).select_from(Letter)) == 1


@pytest.mark.parametrize("contact", ["lan@example.vn", "khong-ai@example.vn"])
def test_a_mailbox_is_not_flooded_whether_an_account_has_it_or_not(db, contact):
    an_account("lan@example.vn")
    for i in range(LINKS):
        passwords.ask_link(contact, f"10.0.0.{i}")
    with pytest.raises(TooMany):
        passwords.ask_link(contact.upper(), "10.0.0.99")


def test_one_network_address_does_not_try_them_all(db):
    for i in range(LINK_TRIES):
        passwords.ask_link(f"so{i}@example.vn", "127.0.0.1")
    with pytest.raises(TooMany):
        passwords.ask_link("lan@example.vn", "127.0.0.1")


def test_a_link_speaks_the_accounts_language(db):
    an_account("lan@example.vn").language = "en"
    passwords.ask_link("lan@example.vn", "127.0.0.1")
    assert "Kính gửi" not in db.session.scalar(db.select(Letter.body))


def test_the_operator_can_help_anybody(db):
    people.an_organiser(email=None, phone="+84912000001")
    user = db.session.scalar(db.select(User).filter_by(phone="+84912000001"))
    assert fits("0912000001", passwords.give_by_operator(user))
    with pytest.raises(NotFound):
        passwords.give_by_operator(None)


def test_a_draft_elsewhere_gives_nobody_else_a_say(fair, organiser):
    producer = a_producer(user=an_account("lan@example.vn"))
    application = a_ready_application(fair=fair, producer=producer)
    a_ready_application(fair=an_open_fair(), producer=producer, state=ApplicationState.DRAFT)
    assert of_applicants.give_password(application, organiser)
