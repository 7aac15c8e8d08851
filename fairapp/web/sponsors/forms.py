"""Forms of sponsors and their benefits."""

from datetime import datetime

from flask_babel import gettext as _, lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, NumberRange, Optional

from fairapp.domain.sponsors import LONGEST_NOTE, LONGEST_PLACE, Tier
from fairapp.models import Benefit, Fair, Sponsor
from fairapp.services import gate
from fairapp.services.sponsors import BenefitFacts, ProofFacts, SponsorFacts, StandardFacts
from fairapp.web.fields import CountField, DayField, MomentField, MoneyField
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import choices
from fairapp.web.visitors.forms import OnceForm

MOST_QUANTITY = 10_000_000
NOT_AN_ADDRESS = _l("Địa chỉ e-mail chưa đúng, ví dụ: ten@donvi.vn.")


class SponsorForm(Form):
    name = StringField(_l("Tên nhà tài trợ"), [required(), at_most(200)])
    tier = SelectField(_l("Hạng tài trợ"), [required()])
    contribution = MoneyField(_l("Tài trợ bằng tiền"), [Optional()])
    in_kind = StringField(
        _l("Tài trợ bằng hiện vật, dịch vụ"),
        [at_most(300)],
        description=_l("Ví dụ: 40 gian nước uống, phát sóng 6 bản tin."),
    )
    goals = TextAreaField(
        _l("Mục tiêu của nhà tài trợ"),
        [at_most(2000)],
        description=_l("Ghi theo lời của nhà tài trợ. Báo cáo tài trợ mở đầu bằng đoạn này."),
    )
    contact_name = StringField(_l("Người liên hệ"), [at_most(120)])
    email = StringField(_l("E-mail nhận báo cáo"), [Optional(), Email(message=NOT_AN_ADDRESS), at_most(254)])

    def facts(self) -> SponsorFacts:
        return SponsorFacts(
            name=self.name.data,
            tier=Tier(self.tier.data),
            contribution=self.contribution.data or 0,
            in_kind=self.in_kind.data or "",
            goals=self.goals.data or "",
            contact_name=self.contact_name.data or "",
            email=self.email.data or "",
        )


def sponsor_form(sponsor: Sponsor | None = None) -> SponsorForm:
    form = SponsorForm(obj=sponsor)
    form.tier.choices = choices(Tier)
    return form


class BenefitForm(Form):
    what = StringField(_l("Quyền lợi"), [required(), at_most(200)])
    unit = StringField(_l("Đơn vị tính"), [at_most(40)], description=_l("lượt, vị trí, thẻ, bản tin…"))
    promised = CountField(
        _l("Đã hứa"), [required(), NumberRange(1, MOST_QUANTITY, message=_l("Ít nhất là 1."))]
    )
    delivered = CountField(_l("Đã thực hiện"), [Optional(), NumberRange(0, MOST_QUANTITY)])
    proof = TextAreaField(
        _l("Bằng chứng"), [at_most(1000)], description=_l("Ở đâu, ngày nào, xem lại bằng cách nào.")
    )
    shortfall = TextAreaField(_l("Lý do phần thiếu"), [at_most(1000)])
    make_good = TextAreaField(_l("Bù đắp bằng gì"), [at_most(1000)])
    due_on = DayField(_l("Hạn thực hiện"), [Optional()])
    given_up = BooleanField(_l("Không thực hiện nữa: bỏ khỏi danh sách việc, nhà tài trợ đọc được lý do"))

    on_passes = BooleanField(_l("In trên thẻ ra vào: báo cáo đếm số thẻ đã quét"))
    gate_id = SelectField(
        _l("Đặt ở cổng"),
        description=_l("Báo cáo đếm số lượt vào qua cổng đó từ ngày có bằng chứng."),
        coerce=lambda value: int(value) if value and str(value).isdecimal() else None,
    )

    def facts(self) -> BenefitFacts:
        return BenefitFacts(
            what=self.what.data,
            unit=self.unit.data or "",
            promised=self.promised.data,
            delivered=self.delivered.data or 0,
            proof=self.proof.data or "",
            shortfall=self.shortfall.data or "",
            make_good=self.make_good.data or "",
            due_on=self.due_on.data,
            given_up=self.given_up.data,
            on_passes=self.on_passes.data,
            gate_id=self.gate_id.data,
        )


def benefit_form(fair: Fair, benefit: Benefit | None = None) -> BenefitForm:
    form = BenefitForm(obj=benefit, data={"promised": 1} if benefit is None else None)
    gates = ((one.id, one.name) for one in gate.list_for_fair(fair))
    form.gate_id.choices = options([("", _("Không ở cổng nào")), *gates])
    return form


class ProofForm(OnceForm):
    """A delivery as it was seen; the camera comes first."""

    photo = FileField(_l("Ảnh"), description=_l("Chụp tại chỗ: thấy rõ vật và nơi đặt; tránh mặt người."))
    delivered = CountField(_l("Đến nay đã thực hiện"), [required(), NumberRange(0, MOST_QUANTITY)])
    place = StringField(
        _l("Ở đâu"),
        [at_most(LONGEST_PLACE)],
        description=_l("Ví dụ: Cổng A, sân khấu, gian T6. Đúng tên trên sơ đồ thì báo cáo vẽ được vị trí."),
    )
    at = MomentField(_l("Lúc nào"), [required()])
    note = StringField(_l("Ghi thêm"), [at_most(LONGEST_NOTE)])
    seen = HiddenField()

    def facts(self, photo: bytes | None) -> ProofFacts:
        return ProofFacts(
            id=self.number,
            delivered=self.delivered.data,
            at=self.at.data,
            place=self.place.data or "",
            note=self.note.data or "",
            photo=photo,
            seen=int(self.seen.data) if (self.seen.data or "").isdecimal() else -1,
        )


def proof_form(benefit: Benefit, now: datetime) -> ProofForm:
    """A promise of one thing opens as done, here and now; of many, somebody has to say how many."""
    usual = {"at": now, "seen": str(benefit.delivered)}
    return ProofForm(data=usual | ({"delivered": 1} if benefit.promised == 1 else {}))


class StandardForm(Form):
    """A line of what a tier promises."""

    tier = SelectField(_l("Hạng tài trợ"), [required()])
    what = StringField(_l("Quyền lợi"), [required(), at_most(200)])
    unit = StringField(_l("Đơn vị tính"), [at_most(40)], description=_l("lượt, vị trí, thẻ, bản tin…"))
    promised = CountField(
        _l("Số lượng"), [required(), NumberRange(1, MOST_QUANTITY, message=_l("Ít nhất là 1."))]
    )
    due_on = DayField(_l("Hạn thực hiện"), [Optional()])

    def facts(self) -> StandardFacts:
        return StandardFacts(
            tier=Tier(self.tier.data),
            what=self.what.data,
            unit=self.unit.data or "",
            promised=self.promised.data,
            due_on=self.due_on.data,
        )


def standard_form() -> StandardForm:
    form = StandardForm(data={"promised": 1})
    form.tier.choices = choices(Tier)
    return form


class AccountForm(Form):
    contact = StringField(_l("Số điện thoại hoặc e-mail để đăng nhập"), [required(), at_most(254)])
