"""Forms of producers' profiles, products and papers."""

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from fairapp.domain import ocop
from fairapp.domain.ocop import IssuerLevel, Mark, ProducerKind
from fairapp.domain.papers import LONGEST_ISSUER, LONGEST_NUMBER, Belongs, PaperFacts
from fairapp.domain.producers import LONGEST_NAME
from fairapp.models import DocumentKind, Product
from fairapp.services.producers import Profile
from fairapp.services.producers.products import Facts
from fairapp.web.fields import DayField, MoneyField
from fairapp.web.filters import language
from fairapp.web.forms import Form, at_most, required
from fairapp.web.labels import label


class ProfileForm(Form):
    kind = RadioField(_l("Loại chủ thể"), [required(_l("Hãy chọn loại chủ thể."))])
    name = StringField(
        _l("Tên đơn vị hoặc hộ"),
        [required(), at_most(LONGEST_NAME)],
        description=_l("Như trên giấy đăng ký kinh doanh hoặc giấy chứng nhận OCOP."),
    )
    unit = SelectField(_l("Tỉnh, thành phố"), [required(_l("Hãy chọn tỉnh, thành phố."))])
    commune = StringField(_l("Xã, phường, đặc khu"), [at_most(120)])
    address = StringField(_l("Số nhà, đường, thôn, khu phố"), [at_most(300)])
    representative = StringField(_l("Người đại diện"), [at_most(120)])
    phone = StringField(_l("Số điện thoại"), [at_most(30)], description=_l("Ban tổ chức gọi số này khi cần."))
    email = StringField(_l("E-mail"), [at_most(254)])
    tax_code = StringField(_l("Mã số thuế"), [at_most(20)])
    story = TextAreaField(
        _l("Giới thiệu"),
        [at_most(2000)],
        description=_l("Khách tham quan đọc phần này. Ví dụ: làm nghề từ khi nào, vùng nguyên liệu ở đâu."),
    )

    def profile(self) -> Profile:
        return Profile(
            kind=ProducerKind(self.kind.data),
            unit_id=self.unit.data,
            **{
                name: self[name].data or ""
                for name in (
                    *("name", "commune", "address", "representative"),
                    *("phone", "email", "tax_code", "story"),
                )
            },
        )


class EnteredProfileForm(ProfileForm):
    """A profile that the lead of a province writes for somebody without a telephone."""

    consent = BooleanField(
        _l("Chủ thể đã đồng ý cho ghi và xử lý những thông tin này để tham gia hội chợ."),
        [required(_l("Cần sự đồng ý của chủ thể trước khi ghi."))],
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _mark(text: str | None) -> Mark | None:
    return Mark(text) if text else None


def _level(text: str | None) -> IssuerLevel | None:
    return IssuerLevel(text) if text else None


class ProductForm(Form):
    name = StringField(_l("Tên sản phẩm"), [required(), at_most(LONGEST_NAME)])
    leaf_code = SelectField(
        _l("Nhóm sản phẩm OCOP"), [required(_l("Hãy chọn nhóm sản phẩm."))], validate_choice=False
    )
    unit_of_sale = StringField(
        _l("Quy cách"), [at_most(40)], description=_l("Ví dụ: hộp 200 g, chai 500 ml.")
    )
    price = MoneyField(_l("Giá bán"), [Optional()])
    stars = SelectField(_l("Hạng sao OCOP"), coerce=_number)
    certificate_number = StringField(
        _l("Số giấy chứng nhận"), [at_most(80)], description=_l("Ví dụ: 1234/QĐ-UBND.")
    )
    issued_on = DayField(_l("Ngày cấp"), [Optional()])
    expires_on = DayField(
        _l("Ngày hết hạn"), [Optional()], description=_l("Để trống thì tính 36 tháng từ ngày cấp.")
    )
    certificate_issuer = StringField(
        _l("Nơi cấp"), [at_most(200)], description=_l("Ví dụ: UBND tỉnh Quảng Ninh.")
    )
    certificate_level = SelectField(_l("Cấp chứng nhận"), coerce=_level)
    mark = SelectField(_l("Nhãn hiệu, chỉ dẫn được bảo hộ"), coerce=_mark)
    mark_name = StringField(
        _l("Tên được bảo hộ"), [at_most(200)], description=_l("Ví dụ: chè Shan tuyết Mộc Châu.")
    )

    def offer(self, empty_leaf: str, no_stars: str, by_rule: str, no_mark: str) -> None:
        """Fill the lists, each with the words for leaving it open."""
        self.leaf_code.choices = [SelectChoice("", empty_leaf), *leaf_choices()]
        self.stars.choices = [
            SelectChoice("", no_stars),
            *(SelectChoice(str(n), _l("%(n)s sao", n=n)) for n in (3, 4, 5)),
        ]
        self.certificate_level.choices = [
            SelectChoice("", by_rule),
            *(SelectChoice(level.value, label(level)) for level in IssuerLevel),
        ]
        self.mark.choices = [
            SelectChoice("", no_mark),
            *(SelectChoice(mark.value, label(mark)) for mark in Mark),
        ]

    def facts(self) -> Facts:
        return Facts(
            name=self.name.data or "",
            leaf_code=self.leaf_code.data or "",
            stars=self.stars.data,
            certificate_number=self.certificate_number.data or "",
            certificate_issuer=self.certificate_issuer.data or "",
            certificate_level=self.certificate_level.data,
            issued_on=self.issued_on.data,
            expires_on=self.expires_on.data,
            mark=self.mark.data,
            mark_name=self.mark_name.data or "",
            price=self.price.data,
            unit_of_sale=self.unit_of_sale.data or "",
        )


def leaf_choices() -> list[SelectChoice]:
    """The finest classes of the official table under their six groups."""
    english = language() == "en"
    return [
        SelectChoice(
            leaf.code,
            _leaf_word(leaf, english),
            optgroup=f"{group.code}. {group.english if english else group.name}",
        )
        for group in ocop.groups()
        for leaf in group.leaves
    ]


def _leaf_word(leaf: ocop.Leaf, english: bool) -> str:
    heading = leaf.heading_english if english else leaf.heading
    name = leaf.english if english else leaf.name
    return f"{heading} – {name}" if heading and heading != name else name


class PaperForm(Form):
    """A paper with what is written on it. A telephone offers its camera beside its files."""

    kind = SelectField(_l("Loại giấy tờ"), [required(_l("Hãy chọn loại giấy tờ."))], coerce=_number)
    product = SelectField(_l("Của sản phẩm"), coerce=_number)
    number = StringField(_l("Số giấy"), [at_most(LONGEST_NUMBER)])
    issuer = StringField(_l("Nơi cấp"), [at_most(LONGEST_ISSUER)])
    issued_on = DayField(_l("Ngày cấp"), [Optional()])
    expires_on = DayField(
        _l("Ngày hết hạn"), [Optional()], description=_l("Như ghi trên giấy. Giấy không có hạn thì để trống.")
    )
    photo = FileField(_l("Chụp ảnh"))
    file = FileField(
        _l("Chọn tệp"), description=_l("PDF hoặc ảnh chụp JPEG, PNG, HEIC. Không gửi ảnh căn cước công dân.")
    )

    def offer(
        self, kinds: list[DocumentKind], products: list[Product], empty_kind: str, empty_product: str
    ) -> None:
        self.kind.choices = [SelectChoice("", empty_kind), *(_kind_choice(kind) for kind in kinds)]
        self.product.choices = [
            SelectChoice("", empty_product),
            *(SelectChoice(str(p.id), p.name) for p in products),
        ]

    def begin(self) -> None:
        """As a link asks: about this kind and this product."""
        for field in (self.kind, self.product):
            asked = request.args.get(field.name, type=int)
            if asked in {_number(str(choice.value)) for choice in field.choices}:
                field.data = asked

    def facts(self) -> PaperFacts:
        return PaperFacts(
            self.number.data or "", self.issuer.data or "", self.issued_on.data, self.expires_on.data
        )


def _kind_choice(kind: DocumentKind) -> SelectChoice:
    """What the page's script needs to show only the fields that this kind asks for."""
    told = {
        "data-product": kind.belongs is Belongs.PRODUCT,
        "data-facts": kind.asks_facts,
        "data-expires": kind.expires,
    }
    attrs = {name: "yes" for name, yes in told.items() if yes}
    if kind.valid_months and kind.asks_facts:
        attrs["data-months"] = str(kind.valid_months)
    if note := kind.explanations.spoken(language()):
        attrs["data-note"] = note
    return SelectChoice(kind.id, kind.names.spoken(language()), attrs)
