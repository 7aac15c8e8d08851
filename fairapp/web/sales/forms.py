"""The form of an evening."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from flask_babel import gettext as _, lazy_gettext as _l
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Optional

from fairapp.domain.sales import FEW, Answer, Line, Sent
from fairapp.models import DiaryDay, Product
from fairapp.web.fields import CountField, MoneyField
from fairapp.web.forms import Form, at_most


class DiaryForm(Form):
    """One big amount; products, orders and a note where somebody wants to say more.

    `answer_id` is made with the page or on the phone, `seen` are the answers that its writer knows of.
    """

    answer_id = HiddenField()
    seen = HiddenField()
    written_at = HiddenField()
    total = MoneyField(_l("Hôm nay bán được bao nhiêu?"), [Optional()], few=FEW)
    transfer = MoneyField(_l("Trong đó khách chuyển khoản"), [Optional()], few=FEW)
    orders = CountField(_l("Số đơn đặt hàng"), [Optional()])
    orders_value = MoneyField(_l("Giá trị đơn đặt hàng"), [Optional()])
    agreements = CountField(_l("Số biên bản, hợp đồng đã ký"), [Optional()])
    note = TextAreaField(_l("Ghi chú"), [at_most(500)])

    def validate(self, extra_validators=None):
        """What stands in a line that is not picked does not count, right or wrong."""
        lines = {
            name: self[name.replace("pick_", "line_")] for name in self._fields if name.startswith("pick_")
        }
        for name, line in lines.items():
            if not self[name].data:
                line.process_errors = []
        valid = super().validate(extra_validators)
        for name, line in lines.items():
            if self[name].data and line.data is None and not line.errors:
                line.errors = [_("Hãy nhập số tiền của sản phẩm này, hoặc bỏ chọn.")]
                valid = False
        return valid

    def answer(self, products: Sequence[Product], *, nothing_sold: bool) -> Answer:
        """What was typed, for the service to judge."""
        picked = [product.id for product in products if self[f"pick_{product.id}"].data]
        return Answer(
            nothing_sold=nothing_sold,
            total=self.total.data,
            lines=tuple(Line(id, self[f"line_{id}"].data or 0) for id in picked),
            orders=self.orders.data or 0,
            orders_value=self.orders_value.data or 0,
            note=self.note.data or "",
            transfer=self.transfer.data,
            agreements=self.agreements.data or 0,
        )

    def sent(self) -> Sent:
        """Whose answer this is; one without `seen` comes from no page of ours and replaces what stands."""
        seen = [_uuid(part) for part in (self.seen.data or "").split()]
        return Sent(
            id=_uuid(self.answer_id.data) or uuid4(),
            seen=frozenset(filter(None, seen)) if self.seen.raw_data else None,
            written_at=_moment(self.written_at.data),
        )

    def renew(self, entry: DiaryDay | None) -> None:
        """The next sending of this page is an answer of its own, by somebody who has seen what stands."""
        self.answer_id.data, self.written_at.data = str(uuid4()), ""
        self.seen.data = str(entry.answer_id) if entry else ""


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def diary_form(products: Sequence[Product], entry: DiaryDay | None = None) -> DiaryForm:
    """The form with a line for each product; a picked product's amount counts."""
    fields: dict[str, object] = {}
    known = {line.product_id: line.amount for line in entry.lines} if entry else {}
    for product in products:
        fields[f"pick_{product.id}"] = BooleanField(product.name)
        fields[f"line_{product.id}"] = MoneyField(product.name, [Optional()], few=FEW)
    data = {f"line_{id}": amount for id, amount in known.items()} | {f"pick_{id}": True for id in known}
    if entry is not None:
        data |= {
            "total": None if entry.nothing_sold else entry.total,
            "orders": entry.orders or None,
            "orders_value": entry.orders_value or None,
            "note": entry.note,
            "transfer": entry.transfer,
            "agreements": entry.agreements or None,
        }
    return type("DiaryFormOfBooth", (DiaryForm,), fields)(data=data)
