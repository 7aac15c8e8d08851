"""A new password, shown once: in this answer and nowhere else, so there is no redirect."""

from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue

from fairapp.domain.errors import Conflict, TooMany
from fairapp.models import Fair, User
from fairapp.web.sentences import say
from fairapp.web.transaction import refuse


def give_password(
    fair: Fair, user: User | None, back: str, back_word: str, give: Callable[[], str]
) -> ResponseReturnValue:
    """What `give` made, or why it did not; an account that is none is not found."""
    password, problem, status = "", "", 200
    try:
        password = give()
    except (Conflict, TooMany) as refusal:
        refuse()
        problem, status = say(refusal), refusal.status
    page = render_template(
        "accounts/password_given.html",
        fair=fair,
        user=user,
        password=password,
        problem=problem,
        back=back,
        back_word=back_word,
    )
    return page, status
