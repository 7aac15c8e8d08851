"""The products of a producer, each with its certificate and its protected mark."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from fairapp.db import db, now
from fairapp.domain import ocop
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid, NotFound
from fairapp.domain.ocop import FEWEST_CERTIFIED_STARS, IssuerLevel, Mark
from fairapp.domain.producers import check_name
from fairapp.domain.text import N_, clean, fold, sort_key
from fairapp.models import Producer, Product

MOST_PRODUCTS = 100


@dataclass(frozen=True)
class Facts:
    """A product as typed; what the certificate leaves open is filled by the rule of its day."""

    name: str
    leaf_code: str
    stars: int | None = None
    certificate_number: str = ""
    certificate_issuer: str = ""
    certificate_level: IssuerLevel | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    mark: Mark | None = None
    mark_name: str = ""
    price: int | None = None
    unit_of_sale: str = ""


def list_products(producer: Producer) -> list[Product]:
    """What the producer makes now, in Vietnamese alphabetical order."""
    return list(db.session.scalars(_present(producer).order_by(Product.sort_key, Product.id)))


def get_product(product_id: int, producer: Producer) -> Product:
    found = db.session.scalar(_present(producer).where(Product.id == product_id))
    if found is None:
        raise NotFound(N_("Không có sản phẩm này."))
    return found


def add_product(producer: Producer, facts: Facts) -> Product:
    require_room(len(list_products(producer)))
    product = Product(producer_id=producer.id)
    write(product, facts)
    db.session.add(product)
    db.session.flush()
    return product


def require_room(count: int) -> None:
    """Refuse one more product where there are so many already."""
    if count >= MOST_PRODUCTS:
        raise Invalid(N_("Mỗi chủ thể ghi nhiều nhất %(n)d sản phẩm."), field="name", n=MOST_PRODUCTS)


def change_product(product: Product, facts: Facts) -> None:
    write(product, facts)
    db.session.flush()


def remove_product(product: Product) -> None:
    """Off the list; applications and diaries that name it keep it."""
    product.removed_at = now()
    db.session.flush()


def _present(producer: Producer) -> Select[tuple[Product]]:
    return select(Product).where(Product.producer_id == producer.id, Product.removed_at.is_(None))


def write(product: Product, facts: Facts) -> None:
    """Every field, checked and cleaned; the caller flushes."""
    name = check_name(facts.name)
    product.name, product.folded, product.sort_key = name, fold(name), sort_key(name)
    product.leaf_code = _check_leaf(facts.leaf_code)
    product.price = facts.price
    product.unit_of_sale = clean(facts.unit_of_sale)
    product.mark = facts.mark
    product.mark_name = clean(facts.mark_name) if facts.mark else ""
    _write_certificate(product, facts)


def _write_certificate(product: Product, facts: Facts) -> None:
    product.stars = facts.stars
    certified = facts.stars is not None and facts.stars >= FEWEST_CERTIFIED_STARS
    _check_dates(facts)
    product.certificate_number = clean(facts.certificate_number) if certified else ""
    product.certificate_issuer = clean(facts.certificate_issuer) if certified else ""
    product.issued_on = facts.issued_on if certified else None
    product.expires_on = _expiry(facts) if certified else None
    product.certificate_level = _level(facts) if certified else None


def _check_dates(facts: Facts) -> None:
    if facts.issued_on and facts.issued_on > local_day(now()):
        raise Invalid(N_("Ngày cấp không thể ở sau hôm nay."), field="issued_on")
    if facts.issued_on and facts.expires_on and facts.expires_on <= facts.issued_on:
        raise Invalid(N_("Ngày hết hạn phải sau ngày cấp."), field="expires_on")


def _expiry(facts: Facts) -> date | None:
    if facts.expires_on is None and facts.issued_on is not None:
        return ocop.certificate_expiry(facts.issued_on)
    return facts.expires_on


def _level(facts: Facts) -> IssuerLevel | None:
    if facts.certificate_level is None and facts.issued_on is not None and facts.stars is not None:
        return ocop.level_for(facts.stars, facts.issued_on)
    return facts.certificate_level


def _check_leaf(code: str) -> str:
    try:
        return ocop.get_leaf(code).code
    except NotFound:
        raise Invalid(N_("Hãy chọn nhóm sản phẩm trong danh sách."), field="leaf_code") from None
