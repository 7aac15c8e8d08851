"""A new password for somebody who has applied to the organiser's fair."""

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.applications import ApplicationState
from fairapp.domain.errors import NotFound
from fairapp.models import Application, Fair, User
from fairapp.services import passwords


def give_password(application: Application, actor: User) -> str:
    """Who has only a telephone has no other way, and chose this fair; who has an e-mail address is not
    opened by one organisation while another relies on the account."""
    user = application.producer.user
    if user is None:
        raise NotFound(passwords.NO_ACCOUNT)
    elsewhere = (
        select(Application.id)
        .join(Fair)
        .where(
            Application.producer_id == application.producer_id,
            Application.state != ApplicationState.DRAFT,
            Fair.owner_id != application.fair.owner_id,
        )
    )
    tied = user.email is not None and db.session.scalar(elsewhere.limit(1)) is not None
    return passwords.give(user, actor, application.fair_id, elsewhere=tied)
