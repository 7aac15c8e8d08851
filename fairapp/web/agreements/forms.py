"""Forms of agreements, their events and what became of them."""

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from fairapp.domain.agreements import LONGEST_PARTY, AgreementKind, AgreementLevel
from fairapp.domain.follow_ups import Answered, FollowAnswer
from fairapp.models import Agreement, AgreementEvent
from fairapp.services.agreements import AgreementFacts, EventFacts
from fairapp.web.fields import CountField, DayField, MoneyField
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import choices


class AgreementForm(Form):
    kind = SelectField(_l("Loại văn bản"), [required()])
    level = SelectField(_l("Giữa ai với ai"), [required()])
    party_a = StringField(_l("Bên A"), [required(), at_most(LONGEST_PARTY)])
    party_b = StringField(_l("Bên B"), [required(), at_most(LONGEST_PARTY)])
    others = TextAreaField(
        _l("Các bên khác"),
        [at_most(20_000)],
        description=_l("Mỗi dòng một bên, khi có từ ba bên trở lên cùng ký."),
    )
    count = CountField(
        _l("Số văn bản"),
        [required()],
        description=_l("Một lễ ký có thể gồm nhiều văn bản cùng loại, ví dụ 14 biên bản ghi nhớ với 14 sở."),
    )
    value = MoneyField(
        _l("Giá trị"), [Optional()], description=_l("Chỉ ghi khi văn bản nêu. Để trống nghĩa là không nêu.")
    )
    signed_on = DayField(_l("Ngày ký"), [Optional()])
    event = SelectField(_l("Ký tại sự kiện"), [Optional()], coerce=lambda text: int(text) if text else None)
    terms = TextAreaField(_l("Nội dung chính"), [at_most(4000)])
    source = StringField(_l("Nguồn, nơi lưu"), [at_most(500)])
    file = FileField(_l("Bản chụp văn bản"), description=_l("PDF hoặc ảnh JPEG, PNG, HEIC."))
    drop_scan = BooleanField(_l("Bỏ bản chụp đang có"))

    def facts(self) -> AgreementFacts:
        others = (self.others.data or "").splitlines()
        return AgreementFacts(
            kind=AgreementKind(self.kind.data),
            level=AgreementLevel(self.level.data),
            parties=(self.party_a.data, self.party_b.data, *(name for name in others if name)),
            count=self.count.data,
            value=self.value.data,
            terms=self.terms.data or "",
            signed_on=self.signed_on.data,
            source=self.source.data or "",
            event_id=self.event.data,
        )


class EventForm(Form):
    name = StringField(_l("Tên sự kiện"), [required(), at_most(200)])
    day = DayField(_l("Ngày"), [Optional()])
    place = StringField(_l("Nơi tổ chức"), [at_most(200)])

    def facts(self) -> EventFacts:
        return EventFacts(self.name.data, self.day.data, self.place.data or "")


class FollowForm(Form):
    """The answer itself is the button that was tapped."""

    delivered = MoneyField(
        _l("Giá trị đã giao đến nay"),
        [Optional()],
        description=_l("Cộng từ khi ký. Chưa giao thì để trống."),
    )
    note = StringField(_l("Ghi chú"), [at_most(500)])

    def answered(self, step: int, answer: FollowAnswer) -> Answered:
        return Answered(step, answer, self.delivered.data)


def agreement_form(
    events: list[AgreementEvent], agreement: Agreement | None = None, **defaults: object
) -> AgreementForm:
    data = defaults
    if agreement is not None:
        first, second, *others = agreement.names
        data = {"party_a": first, "party_b": second, "others": "\n".join(others), "event": agreement.event_id}
    form = AgreementForm(obj=agreement, data=data)
    form.kind.choices, form.level.choices = choices(AgreementKind), choices(AgreementLevel)
    known = [
        (event.id, f"{event.name} ({event.day:%d/%m/%Y})" if event.day else event.name) for event in events
    ]
    form.event.choices = options([("", _("Không gắn với sự kiện nào")), *known])
    return form
