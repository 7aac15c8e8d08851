"""The cast: one person a role, and for each a stranger who must never see their things."""

from fairapp.domain.accounts import Role
from fairapp.models import User
from tests.factories import a_user, an_organisation


def an_organiser(**facts) -> User:
    facts.setdefault("organisation", an_organisation())
    return a_user(role=Role.ORGANISER, name=facts.pop("name", "Phạm Thị Thu"), **facts)


def a_lead(**facts) -> User:
    return a_user(role=Role.DELEGATION, name=facts.pop("name", "Hoàng Văn Nam"), **facts)


def a_producer_account(**facts) -> User:
    return a_user(role=Role.PRODUCER, name=facts.pop("name", "Vũ Thị Lan"), **facts)


def a_sponsor_contact(**facts) -> User:
    return a_user(role=Role.SPONSOR, name=facts.pop("name", "Đỗ Quang Huy"), **facts)
