"""Letters to visitors in the language they registered in: their pass, their group."""

from datetime import date

from flask import render_template
from flask_babel import force_locale, gettext

from fairapp.documents.messages import Message
from fairapp.domain.visitors import KEPT_DAYS


def own_pass(language: str, fair: str, name: str, day: date | None, address: str) -> Message:
    """Somebody's pass: where it stands, and its code besides."""
    with force_locale(language):
        return Message(
            subject=gettext("Thẻ khách tham quan – %(fair)s", fair=fair),
            body=render_template(
                "email/visitor_pass.txt", fair=fair, name=name, day=day, address=address, kept=KEPT_DAYS
            ),
        )


def group_passes(
    language: str, fair: str, group: str, contact: str, n: int, day: date | None, address: str
) -> Message:
    """A group's own address, for its contact."""
    with force_locale(language):
        return Message(
            subject=gettext("Thẻ của đoàn %(group)s – %(fair)s", group=group, fair=fair),
            body=render_template(
                "email/visitor_group.txt",
                fair=fair,
                group=group,
                contact=contact,
                n=n,
                day=day,
                address=address,
                kept=KEPT_DAYS,
            ),
        )
