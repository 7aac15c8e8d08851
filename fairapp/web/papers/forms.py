"""Forms about kinds of papers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from fairapp.domain.papers import Belongs
from fairapp.services.papers import KindFacts
from fairapp.services.papers.kinds import LONGEST_EXPLANATION, LONGEST_NAME
from fairapp.web.fields import CountField
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import choices


class RuleForm(Form):
    rule = RadioField(_l("Khi giấy không có hiệu lực trong mọi ngày hội chợ"), [required()])


class KindForm(Form):
    name = StringField(_l("Tên giấy tờ"), [required(), at_most(LONGEST_NAME)])
    name_en = StringField(_l("Tên tiếng Anh"), [at_most(LONGEST_NAME)])
    explanation = TextAreaField(
        _l("Giải thích cho chủ thể"),
        [at_most(LONGEST_EXPLANATION)],
        description=_l("Giấy gì, ai cấp, chụp thế nào."),
    )
    explanation_en = TextAreaField(_l("Giải thích bằng tiếng Anh"), [at_most(LONGEST_EXPLANATION)])
    belongs = RadioField(_l("Giấy này của"), [required(_l("Hãy chọn một mục."))])
    asks_facts = BooleanField(_l("Hỏi số giấy, nơi cấp, ngày cấp"))
    expires = BooleanField(_l("Có ngày hết hạn"))
    valid_months = CountField(
        _l("Thời hạn thường gặp"), [Optional()], description=_l("Để trống nếu mỗi giấy một khác.")
    )

    def offer(self) -> None:
        self.belongs.choices = choices(Belongs)

    def facts(self) -> KindFacts:
        return KindFacts(
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            explanation=self.explanation.data or "",
            explanation_en=self.explanation_en.data or "",
            belongs=Belongs(self.belongs.data),
            asks_facts=bool(self.asks_facts.data),
            expires=bool(self.expires.data),
            valid_months=self.valid_months.data,
        )
