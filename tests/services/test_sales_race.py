"""One evening sent by page and service worker at one instant, or from two phones: real transactions."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from fairapp.db import begin_writing, db
from fairapp.domain.errors import Refusal
from fairapp.domain.sales import Answer, Sent
from fairapp.models import DiaryDay, Producer
from fairapp.services import applications, sales
from tests.running_fair import a_running_fair, an_exhibitor, days_of, now


@pytest.fixture
def scene(committing_app):
    """An exhibitor of a fair under way, and its first day."""
    with committing_app.app_context():
        fair = a_running_fair()
        exhibitor = an_exhibitor(fair=fair)
        found = exhibitor.id, exhibitor.producer_id, days_of(fair)[0]
        db.session.commit()
    return found


def _send_together(app, scene, answers):
    application_id, producer_id, day = scene
    barrier = Barrier(len(answers))

    def run(answer):
        id_, total = answer
        with app.app_context():
            barrier.wait()
            begin_writing()
            producer = db.session.get_one(Producer, producer_id)
            try:
                application = applications.get_for_producer(application_id, producer, lock=True)
                sent = Sent(id_, frozenset())
                sales.record(producer.user, application, day, Answer(total=total), now(), sent=sent)
                db.session.commit()
                return "kept"
            except Refusal:
                db.session.rollback()
                return "refused"

    with ThreadPoolExecutor(len(answers)) as pool:
        return list(pool.map(run, answers))


def _rows():
    return db.session.scalars(db.select(DiaryDay)).all()


def test_one_answer_sent_eight_times_at_one_instant_is_kept_once(committing_app, scene):
    same = uuid.uuid4()
    assert _send_together(committing_app, scene, [(same, 5)] * 8) == ["kept"] * 8
    with committing_app.app_context():
        [row] = _rows()
        assert (row.answer_id, row.total, row.changed_at) == (same, 5, None)


def test_of_two_phones_that_know_nothing_of_each_other_one_is_told(committing_app, scene):
    first, second = (uuid.uuid4(), 5), (uuid.uuid4(), 6)
    assert sorted(_send_together(committing_app, scene, [first, second])) == ["kept", "refused"]
    with committing_app.app_context():
        [row] = _rows()
        assert (row.answer_id, row.total) in (first, second)
