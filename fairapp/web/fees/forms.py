"""Forms of fees: the schedule, money received, and a bank's statement."""

from flask_babel import gettext, lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.validators import NumberRange, Optional

from fairapp.domain.bank_statement import Column
from fairapp.domain.banks import banks
from fairapp.domain.booths import BoothKind
from fairapp.domain.fees import Base, BaseHow, Covers, Subsidy, SurchargeKind
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.settlement import BY_HAND
from fairapp.models import BankStatement, FeeSchedule, FeeSubsidy, FeeSurcharge
from fairapp.services import places
from fairapp.services.fees.schedules import AccountFacts, SurchargeFacts
from fairapp.services.fees.statements import layout_of
from fairapp.web.fields import CountField, DayField, MoneyField
from fairapp.web.forms import Form, at_most, options, required
from fairapp.web.labels import choices, label

PER_CENT = [Optional(), NumberRange(0, 100, message=_l("Hãy nhập từ 0 đến 100."))]


class AccountForm(Form):
    bank_bin = SelectField(_l("Ngân hàng"), [required(_l("Hãy chọn ngân hàng."))])
    account_number = StringField(_l("Số tài khoản"), [required(), at_most(30)])
    account_holder = StringField(
        _l("Chủ tài khoản"), [required(), at_most(120)], description=_l("Đúng như tên ngân hàng ghi.")
    )
    due_on = DayField(_l("Hạn nộp"), [Optional()])

    def facts(self) -> AccountFacts:
        return AccountFacts(
            self.due_on.data, self.bank_bin.data, self.account_number.data, self.account_holder.data
        )


def account_form(schedule: FeeSchedule | None = None) -> AccountForm:
    form = AccountForm(obj=schedule)
    offered = [(bank.bin, f"{bank.short} – {bank.name}") for bank in banks()]
    form.bank_bin.choices = options([("", gettext("Chọn ngân hàng")), *offered])
    return form


class BasesForm(Form):
    """How each kind of booth is priced."""

    how_standard = SelectField(_l("Cách tính"))
    price_standard = MoneyField(_l("Giá"), [Optional()])
    how_raw = SelectField(_l("Cách tính"))
    price_raw = MoneyField(_l("Giá"), [Optional()])
    how_pavilion = SelectField(_l("Cách tính"))
    price_pavilion = MoneyField(_l("Giá"), [Optional()])

    def rows(self):
        """(kind, how, price) fields, in the order of the kinds."""
        return [(kind, self[f"how_{kind.value}"], self[f"price_{kind.value}"]) for kind in BoothKind]

    def facts(self) -> list[Base]:
        return [Base(kind, BaseHow(how.data), price.data or 0) for kind, how, price in self.rows()]


def bases_form(schedule: FeeSchedule | None = None) -> BasesForm:
    data = {}
    for row in schedule.bases if schedule else ():
        data |= {f"how_{row.kind.value}": row.how.value, f"price_{row.kind.value}": row.price or None}
    form = BasesForm(data=data)
    for _kind, how, _price in form.rows():
        how.choices = choices(BaseHow)
    return form


class SurchargeForm(Form):
    kind = SelectField(_l("Tính theo"), [required()])
    label = StringField(_l("Tên khoản thu"), [required(), at_most(120)])
    price = MoneyField(_l("Đơn giá"), [required()])
    free = CountField(
        _l("Miễn phí cho mỗi gian"),
        [Optional(), NumberRange(0, 1_000_000)],
        description=_l("Điện: số W đã gồm trong giá gian. Đồ thuê: số cái đã gồm."),
    )

    def facts(self) -> SurchargeFacts:
        return SurchargeFacts(
            SurchargeKind(self.kind.data), self.label.data, self.price.data, self.free.data or 0
        )


def surcharge_form(row: FeeSurcharge | None = None, prefix: str = "surcharge-") -> SurchargeForm:
    values = None
    if row is not None:
        values = {"kind": row.kind.value, "label": row.label, "price": row.price, "free": row.free}
    form = SurchargeForm(prefix=prefix, data=values)
    form.kind.choices = choices(SurchargeKind)
    return form


class SubsidyForm(Form):
    payer = StringField(_l("Ai trả"), [required(), at_most(120)])
    percent = CountField(_l("Phần trăm"), PER_CENT)
    amount = MoneyField(_l("Hoặc số tiền"), [Optional()])
    cap = MoneyField(_l("Nhiều nhất cho một đơn vị"), [Optional()])
    covers = SelectField(_l("Tính trên"))
    unit = SelectField(_l("Tỉnh, thành phố"))
    producer_kind = SelectField(_l("Loại chủ thể"))
    booth_kind = SelectField(_l("Loại gian"))

    def facts(self) -> Subsidy:
        kind, booth = self.producer_kind.data, self.booth_kind.data
        return Subsidy(
            payer=self.payer.data,
            percent=self.percent.data,
            amount=self.amount.data or None,
            cap=self.cap.data or None,
            covers=Covers(self.covers.data),
            unit_id=self.unit.data or None,
            producer_kind=ProducerKind(kind) if kind else None,
            booth_kind=BoothKind(booth) if booth else None,
        )


def subsidy_form(row: FeeSubsidy | None = None, prefix: str = "subsidy-") -> SubsidyForm:
    values = None
    if row is not None:
        values = {name: getattr(row, name) for name in ("payer", "percent", "amount", "cap")} | {
            "covers": row.covers.value,
            "unit": row.unit_id or "",
            "producer_kind": row.producer_kind.value if row.producer_kind else "",
            "booth_kind": row.booth_kind.value if row.booth_kind else "",
        }
    form = SubsidyForm(prefix=prefix, data=values)
    form.covers.choices = choices(Covers)
    form.unit.choices = options([("", gettext("Mọi tỉnh, thành phố")), *places.choices_today()])
    form.producer_kind.choices = [*options([("", gettext("Mọi loại"))]), *choices(ProducerKind)]
    form.booth_kind.choices = [*options([("", gettext("Mọi loại"))]), *choices(BoothKind)]
    return form


class RefundRuleForm(Form):
    days_before = CountField(_l("Rút trước khai mạc ít nhất (ngày)"), [required(), NumberRange(0, 365)])
    percent = CountField(
        _l("Được hoàn (%)"), [required(), NumberRange(0, 100, message=_l("Hãy nhập từ 0 đến 100."))]
    )


class ReceiveForm(Form):
    amount = MoneyField(_l("Số tiền"), [required()])
    kind = SelectField(_l("Cách nộp"), [required()])
    day = DayField(_l("Ngày nhận"), [required()])
    note = StringField(
        _l("Căn cứ"), [required(), at_most(300)], description=_l("Số phiếu thu, ai nộp, ở đâu.")
    )


def receive_form(**values: object) -> ReceiveForm:
    form = ReceiveForm(prefix="receive-", data=values or None)
    form.kind.choices = options([(kind.value, label(kind)) for kind in BY_HAND])
    return form


class RefundForm(Form):
    amount = MoneyField(_l("Số tiền hoàn"), [required()])
    day = DayField(_l("Ngày hoàn"), [required()])
    note = StringField(
        _l("Hoàn bằng cách nào"), [required(), at_most(300)], description=_l("Tài khoản nhận, số chứng từ.")
    )


class StatementForm(Form):
    file = FileField(
        _l("Tệp sao kê"),
        description=_l("CSV hoặc Excel (.xlsx) tải từ ngân hàng điện tử. Xem trước rồi mới nhập."),
    )


class LayoutForm(Form):
    """Which column is which; the choices are the file's own heads."""

    day = SelectField(_l("Ngày giao dịch"))
    text = SelectField(_l("Nội dung"))
    in_ = SelectField(_l("Tiền vào (ghi có)"))
    amount = SelectField(_l("Số tiền (âm là tiền ra)"))
    reference = SelectField(_l("Số tham chiếu"))

    def columns(self) -> dict[Column, int]:
        return {column: int(self[name].data) for name, column in COLUMNS.items() if self[name].data}


COLUMNS = {
    "day": Column.DAY,
    "text": Column.TEXT,
    "in_": Column.IN,
    "amount": Column.AMOUNT,
    "reference": Column.REFERENCE,
}


def layout_form(statement: BankStatement) -> LayoutForm:
    layout = layout_of(statement)
    places_now = {name: str(layout.columns.get(column, "")) for name, column in COLUMNS.items()}
    form = LayoutForm(data=places_now)
    heads = options([("", gettext("Không có")), *_heads(statement)])
    for name in COLUMNS:
        form[name].choices = heads
    return form


def _heads(statement: BankStatement) -> list[tuple[str, str]]:
    """(place, its letter and what stands in the head row) of every column."""
    cells = statement.cells or []
    width = max((len(row) for row in cells), default=0)
    head = cells[statement.first_row - 1] if statement.first_row else []
    named = [head[place] if place < len(head) else "" for place in range(width)]
    return [(str(place), f"{_letters(place)}: {word[:60]}") for place, word in enumerate(named)]


def _letters(place: int) -> str:
    """A, B, … Z, AA as spreadsheets call columns."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


class AssignForm(Form):
    number = StringField(_l("Số hoặc mã của thông báo"), [required(), at_most(60)])


class AsideForm(Form):
    note = StringField(
        _l("Vì sao để riêng"),
        [required(), at_most(300)],
        description=_l("Ví dụ: lãi tiền gửi, tiền tài trợ."),
    )
