"""Forms of the organiser's gate pages."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _, lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from fairapp.domain.passes import Role
from fairapp.models import Gate
from fairapp.services.gate import Zone
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import label

ZONES = ((0, _l("Khu vực chung")), *((bit, _l("Khu vực %(number)s", number=bit)) for bit in range(1, 8)))


class GateForm(Form):
    site = SelectField(_l("Địa điểm"), [required()], coerce=int)
    name = StringField(
        _l("Tên cổng"), [required(), at_most(60)], description=_l("Ví dụ: Cổng chính, Cổng B.")
    )
    kind_bits = SelectField(
        _l("Ai đi qua cổng này"),
        coerce=int,
        default=3,
        choices=options(((3, _l("Người và xe")), (1, _l("Chỉ người")), (2, _l("Chỉ xe")))),
    )
    zone_bit = SelectField(
        _l("Khu vực sau cổng này"),
        coerce=int,
        choices=options(ZONES),
        description=_l("Chỉ cần chia khu vực khi có loại thẻ không được vào mọi cổng."),
    )


class LimitsForm(Form):
    again_after = IntegerField(
        _l("Thẻ chưa quét ra được vào lại sau (phút)"),
        [Optional(), NumberRange(0, 24 * 60)],
        description=_l("Để trống nếu phải quét ra rồi mới được vào lại."),
    )


class GateZonesForm(Form):
    """Which zone each gate opens: one select a gate."""

    @classmethod
    def of(cls, gates: Sequence[Gate], **more: object) -> "GateZonesForm":
        fields = {
            f"gate_{gate.id}": SelectField(
                gate.name, coerce=int, choices=options(ZONES), default=gate.zone_bit
            )
            for gate in gates
        }
        return type("OfFair", (cls,), fields)(prefix="zones", **more)


class BoxesField(SelectMultipleField):
    """A role's boxes to tick, one for each zone."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RoleZonesForm(Form):
    """Which zones each role may use; `shown` are the zones that were there to tick."""

    shown = HiddenField()

    @classmethod
    def of(
        cls, zones: Sequence[Zone], bound: Mapping[Role, Sequence[int]], **more: object
    ) -> "RoleZonesForm":
        bits = [zone.bit for zone in zones]
        names = options((zone.bit, ", ".join(gate.name for gate in zone.gates)) for zone in zones)
        fields = {
            role.value: BoxesField(
                _("Phục vụ và xe") if role == Role.SERVICE else label(role),
                [required(_l("Hãy chọn ít nhất một khu vực."))],
                coerce=int,
                choices=names,
                default=bound.get(role, bits),
            )
            for role in Role
        }
        return type("OfFair", (cls,), fields)(prefix="roles", **more)

    @property
    def rows(self) -> list[BoxesField]:
        return [self[role.value] for role in Role]

    @property
    def chosen(self) -> dict[Role, list[int]]:
        return {role: self[role.value].data for role in Role}

    @property
    def seen(self) -> list[int]:
        return [bit for bit, _words in ZONES if str(bit) in (self.shown.data or "").split()]

    def show(self, zones: Sequence[Zone]) -> None:
        self.shown.data = " ".join(str(zone.bit) for zone in zones)


class RightsForm(Form):
    supervisor = BooleanField(_l("Máy của người phụ trách: tìm được thẻ theo tên khi có mạng"))
    inspector = BooleanField(_l("Máy kiểm tra gian hàng: quét biển gian, ghi kiểm tra và chụp ảnh"))


class InviteForm(RightsForm):
    gate = SelectField(_l("Cổng"), [required()], coerce=int)


class DeviceForm(RightsForm):
    name = StringField(_l("Tên máy"), [required(), at_most(60)])
    gate = SelectField(_l("Cổng"), [required()], coerce=int)


class SupervisorForm(Form):
    name = StringField(
        _l("Tên gọi"),
        [required(), at_most(60)],
        description=_l(
            "Chức danh, ví dụ: Trưởng ca sáng. Tên gọi có trên mọi máy quét nên đừng ghi tên người."
        ),
    )
