"""Products from a list, each under the producer that its row names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from fairapp.db import db
from fairapp.domain.errors import Invalid, Refusal
from fairapp.domain.producer_sheets import PRODUCTS, renewed
from fairapp.domain.sheets import MISSING, Outcome
from fairapp.domain.text import fold
from fairapp.models import Producer, Product
from fairapp.services.exchange.lines import Line
from fairapp.services.exchange.registry import Registry
from fairapp.services.exchange.scope import Scope
from fairapp.services.producers import products
from fairapp.services.producers.products import Facts

FIELDS = (
    *("leaf_code", "stars", "certificate_number", "certificate_issuer", "certificate_level"),
    *("issued_on", "expires_on", "mark", "mark_name", "price", "unit_of_sale"),
)

FOLLOWING = {"expires_on", "certificate_level"}  # from the day of issue


def take(scope: Scope, lines: Sequence[Line], *, write: bool) -> None:
    """Judge each row, and with `write` do what it says."""
    registry = Registry(scope, lines, products=True)
    shelves: dict[int, list[Product]] = {}
    for line in lines:
        try:
            producer = registry.get(line.whose)
            if producer.id not in shelves:
                shelves[producer.id] = [made for made in producer.products if made.removed_at is None]
            _take(registry, producer, shelves[producer.id], line, write)
        except Refusal as refusal:
            line.refuse(PRODUCTS, refusal)
    if write:
        db.session.flush()


def _take(registry: Registry, producer: Producer, shelf: list[Product], line: Line, write: bool) -> None:
    if "product" not in line.values:
        raise Invalid(MISSING, field="product")
    found = _find(shelf, line.values)
    facts = _facts(line.values, found)
    wanted = Product(producer_id=producer.id)
    with _at_product():
        products.write(wanted, facts)
    if found is None:
        registry.require_mine(producer)
        with _at_product():
            products.require_room(len(shelf))
        shelf.append(wanted)
        line.outcome = Outcome.NEW
        if write:
            producer.products.append(wanted)  # the rows of the next thousand see it, too
        return
    said = line.values.keys() | (FOLLOWING if renewed(line.values, found.issued_on) else set())
    keys = [key for key in FIELDS if key in said and getattr(wanted, key) != getattr(found, key)]
    line.change(PRODUCTS, [*(["product"] if wanted.name != found.name else []), *keys])
    if line.changes:
        registry.require_mine(producer)
        if write:
            products.write(found, facts)


@contextmanager
def _at_product() -> Iterator[None]:
    """In this sheet "name" is the producer's; what is said of the product's belongs to its own column."""
    try:
        yield
    except Refusal as refusal:
        refusal.field = "product" if refusal.field == "name" else refusal.field
        raise


def _find(shelf: list[Product], values: dict) -> Product | None:
    """The product of this name; where several have it, the one with this certificate."""
    name, number = fold(values["product"]), fold(values.get("certificate_number", ""))
    named = [product for product in shelf if fold(product.name) == name]
    same = [product for product in named if fold(product.certificate_number) == number]
    open_ = [product for product in named if not number or not product.certificate_number]
    return (same or (open_ if len(open_) == 1 else []) or [None])[0]


def _facts(values: dict, known: Product | None) -> Facts:
    """What the row says, over what is known already; a newer certificate ends by itself."""
    said = {key: values[key] for key in FIELDS if key in values}
    said["name"] = values["product"]
    if known is None:
        return Facts(**{"leaf_code": "", **said})
    kept = {key: getattr(known, key) for key in FIELDS}
    if renewed(values, known.issued_on):
        kept.update(expires_on=None, certificate_level=None)
    return replace(Facts(name=known.name, **kept), **said)
