"""Asks 30, 60 and 90 days after a signing what became of it."""

from collections.abc import Sequence

from flask import current_app

from fairapp.config import Config
from fairapp.db import db, now
from fairapp.documents import news_messages
from fairapp.documents.news_messages import Reader
from fairapp.domain.calendar import local_day
from fairapp.jobs.edge import transaction
from fairapp.services import agreements, notices
from fairapp.services.agreements import Question
from fairapp.services.notices import News

AT_ONCE = 200


def ask() -> str:
    """A notice for each agreement and step, by letter too where there is an address.

    Its key is what lets each be asked only once: cut off in the middle, the next run asks the rest.
    """
    questions = agreements.list_questions(local_day(now()))
    news = [_news(question) for question in questions]
    db.session.rollback()
    told = sum(_tell(news[first : first + AT_ONCE]) for first in range(0, len(news), AT_ONCE))
    return f"{told} questions about {len(news)} agreements" if told else ""


def _tell(news: Sequence[News]) -> int:
    with transaction():
        told = notices.list_told([one.key for one in news])
        fresh = [one for one in news if one.key not in told]
        notices.tell(fresh)
    return len(fresh)


def _news(question: Question) -> News:
    config: Config = current_app.config["FAIRAPP"]
    agreement, to = question.agreement, question.to
    path = _path(question)
    address = f"{config.public_url}{path}" if to.has_account else ""
    reader = Reader(to.name, to.language, agreement.fair.name, agreement.fair.hotline, address)
    message = news_messages.follow_up(reader, question.step, agreement.names, agreement.signed_on)
    key = f"follow-up:{agreement.id}:{question.step}"
    return News(key, to, message.subject, message.body, path, agreement.fair_id)


def _path(question: Question) -> str:
    agreement = question.agreement
    if question.application_id is None:
        return f"/organiser/fairs/{agreement.fair_id}/agreements/{agreement.id}/follow-up"
    return f"/producer/applications/{question.application_id}/agreements/{agreement.id}/follow-up"
