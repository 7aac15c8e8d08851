"""The form of an exhibitor's word after the fair."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import Optional

from fairapp.domain.feedback import ASPECT_LABELS, BEST, LONGEST_COMMENT, RATE, WORST, Again, Answer, Aspect
from fairapp.models import Feedback
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import choices

POINTS = [str(points) for points in range(WORST, BEST + 1)]


def _rating(aspect: Aspect, *validators) -> RadioField:
    return RadioField(
        _l(ASPECT_LABELS[aspect]), [*validators], choices=options(zip(POINTS, POINTS, strict=True))
    )


class FeedbackForm(Form):
    """Four rows of five and one choice, each one tap; a line for whoever has more to say."""

    overall = _rating(Aspect.OVERALL, required(_l(RATE)))
    visitors = _rating(Aspect.VISITORS, Optional())
    place = _rating(Aspect.PLACE, Optional())
    organisers = _rating(Aspect.ORGANISERS, Optional())
    again = RadioField(_l("Lần sau có tham gia nữa không?"), [Optional()])
    comment = TextAreaField(
        _l("Điều muốn nói thêm"),
        [at_most(LONGEST_COMMENT)],
        description=_l("Một điều nên giữ, một điều nên đổi."),
    )

    def answer(self) -> Answer:
        points = {aspect: int(self[aspect.value].data) for aspect in Aspect if self[aspect.value].data}
        again = Again(self.again.data) if self.again.data else None
        return Answer(points, again, self.comment.data or "")


def feedback_form(given: Feedback | None = None) -> FeedbackForm:
    values = {}
    if given is not None:
        values = {aspect.value: str(getattr(given, aspect.value) or "") for aspect in Aspect}
        values |= {"again": given.again.value if given.again else "", "comment": given.comment}
    form = FeedbackForm(data=values)
    form.again.choices = choices(Again)
    return form
