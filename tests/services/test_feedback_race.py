"""Two telephones of one booth at the same moment: real transactions."""

from sqlalchemy import func, select

from fairapp.db import db, now
from fairapp.domain.feedback import Answer, Aspect
from fairapp.models import Application, Feedback
from fairapp.services import exhibitors
from tests.running_fair import a_finished_fair, an_exhibitor
from tests.services.test_allocation_race import all_at_once


def test_a_booth_has_one_answer_however_many_send_at_once(committing_app):
    with committing_app.app_context():
        application_id = an_exhibitor(fair=a_finished_fair()).id
        db.session.commit()

    def say(i):
        application = db.session.get(Application, application_id)
        answer = Answer({Aspect.OVERALL: 1 + i % 5})
        exhibitors.give_feedback(application, application.producer.user, answer, now())

    said = all_at_once(committing_app, say, 6)
    with committing_app.app_context():
        assert db.session.scalar(select(func.count(Feedback.id))) == 1
    assert said.count("") >= 1
    assert all(not sentence or "máy khác" in sentence or "vừa thay đổi" in sentence for sentence in said)
