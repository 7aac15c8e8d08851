"""The form of an agreement."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from fairapp.domain.agreements import AgreementKind, AgreementLevel
from fairapp.models import Agreement
from fairapp.services.agreements import AgreementFacts
from fairapp.web.fields import CountField, DayField, MoneyField
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import choices


class AgreementForm(Form):
    kind = SelectField(_l("Loại văn bản"), [required()])
    level = SelectField(_l("Giữa ai với ai"), [required()])
    party_a = StringField(_l("Bên A"), [required(), at_most(300)])
    party_b = StringField(_l("Bên B"), [required(), at_most(300)])
    count = CountField(
        _l("Số văn bản"),
        [required()],
        description=_l("Một lễ ký có thể gồm nhiều văn bản cùng loại, ví dụ 14 biên bản ghi nhớ với 14 sở."),
    )
    value = MoneyField(
        _l("Giá trị"), [Optional()], description=_l("Chỉ ghi khi văn bản nêu. Để trống nghĩa là không nêu.")
    )
    signed_on = DayField(_l("Ngày ký"), [Optional()])
    terms = TextAreaField(_l("Nội dung chính"), [at_most(4000)])
    source = StringField(_l("Nguồn, nơi lưu"), [at_most(500)])

    def facts(self) -> AgreementFacts:
        return AgreementFacts(
            kind=AgreementKind(self.kind.data),
            level=AgreementLevel(self.level.data),
            party_a=self.party_a.data,
            party_b=self.party_b.data,
            count=self.count.data,
            value=self.value.data,
            terms=self.terms.data or "",
            signed_on=self.signed_on.data,
            source=self.source.data or "",
        )


def agreement_form(agreement: Agreement | None = None, **defaults: object) -> AgreementForm:
    form = AgreementForm(obj=agreement, data=defaults if agreement is None else None)
    form.kind.choices, form.level.choices = choices(AgreementKind), choices(AgreementLevel)
    return form
