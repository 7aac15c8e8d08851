"""What the applicants of the fair under way promised, and whether they consent to the use of their data."""

from datetime import datetime, time, timedelta

from fairapp.domain.application_form import USUAL_COMMITMENTS, USUAL_CONSENT
from fairapp.domain.applications import ApplicationState as State
from fairapp.models import Acceptance, Application, Consent
from fairapp.seeds.story import Story, told_at
from fairapp.services.applications import promises


def give_words(application: Application, sent: datetime | None) -> None:
    """Every commitment, and the producer's own consent; for a draft not yet."""
    if sent is None:
        return
    by = application.producer.user_id
    application.acceptances = [
        Acceptance(key=w.key, version=w.version, wording=w.words.vi, by_id=by or application.entered_by_id)
        for w in USUAL_COMMITMENTS
    ]
    if by is not None:  # of the others it is asked by a link
        words = USUAL_CONSENT
        application.consents = [Consent(version=words.version, wording=words.words.vi, by_id=by)]
    date_words(application, sent)


def take_back(story: Story) -> None:
    """One who was not accepted wants its data used no longer."""
    for application in story.applications:
        if application.state is State.REFUSED and application.consent and application.producer.user:
            with told_at(story.at(-12, time(20, 15))):
                promises.withdraw_consent(application, application.producer.user)
            return


def date_words(application: Application, sent: datetime) -> None:
    """Read and ticked one by one in the minutes before it was sent."""
    for n, row in enumerate(reversed(application.acceptances), start=2):
        row.accepted_at = sent - timedelta(seconds=20 * n)
    for consent in application.consents:
        consent.given_at = sent - timedelta(seconds=15)
