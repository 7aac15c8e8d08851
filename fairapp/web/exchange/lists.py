"""Lists in the columns of their imports: taken away, corrected in Excel, and sent back."""

from collections.abc import Sequence

from flask import Response

from fairapp.documents.workbooks import Head, Kind as Shown
from fairapp.domain.applications import DECISION_LABELS, STATE_LABELS
from fairapp.domain.booths import BOOTH_KIND_LABELS, PRICE_CLASS_LABELS
from fairapp.domain.exchange import SHEETS, Kind
from fairapp.domain.ocop import KIND_LABELS, LEVEL_LABELS, MARK_LABELS
from fairapp.domain.phones import display
from fairapp.domain.producer_sheets import leaf_word
from fairapp.models import Application, Booth, Producer, Product, Site
from fairapp.services import booths
from fairapp.services.applications import Wanted
from fairapp.services.exchange import Scope, listing
from fairapp.web.downloads import send_workbook
from fairapp.web.exchange import books

STATE = (Head("Trạng thái", width=22), Head("Gửi lúc", Shown.MOMENT))
OURS, LEADS = (*STATE, Head("Dự kiến", width=18)), (*STATE, Head("Hội chợ", width=40))


def send(scope: Scope, kind: Kind, wanted: Wanted | None = None) -> Response:
    """The list of this kind that the person may see."""
    if kind is Kind.APPLICATIONS:
        return _applications(scope, wanted)
    rows = {
        Kind.PRODUCERS: lambda: [_producer(row) for row in listing.list_producers(scope)],
        Kind.PRODUCTS: lambda: [_product(row) for row in listing.list_products(scope)],
        Kind.BOOTHS: lambda: [_booth(row) for row in booths.list_for_site(scope.site)] if scope.site else [],
    }[kind]()
    return _send(kind, rows)


def send_booths(site: Site, chosen: Sequence[Booth]) -> Response:
    return _send(Kind.BOOTHS, [_booth(booth) for booth in chosen], f"{SHEETS[Kind.BOOTHS].name}-{site.name}")


def _applications(scope: Scope, wanted: Wanted | None) -> Response:
    sheet, more = SHEETS[Kind.APPLICATIONS], LEADS if scope.is_lead else OURS
    cells = []
    for found in listing.list_applications(scope, wanted):
        said = _application(found)
        # The verdict is the organiser's own until it is announced.
        verdict = found.fair.name if scope.is_lead else _word(DECISION_LABELS, found.decision)
        state = [STATE_LABELS[found.state], found.submitted_at, verdict]
        cells.append([*(said.get(column.key) for column in sheet.columns), *state])
    return send_workbook(books.listed(sheet, cells, more), sheet.name)


def _send(kind: Kind, rows: Sequence[dict[str, object]], name: str = "") -> Response:
    sheet = SHEETS[kind]
    cells = ([row.get(column.key) for column in sheet.columns] for row in rows)
    return send_workbook(books.listed(sheet, cells), name or sheet.name)


def _whose(producer: Producer) -> dict[str, object]:
    return {
        "name": producer.name,
        "tax_code": producer.tax_code,
        "unit": producer.unit.name,
        "commune": producer.commune,
        "phone": display(producer.phone) if producer.phone else None,
    }


def _producer(producer: Producer) -> dict[str, object]:
    return _whose(producer) | {
        "kind": KIND_LABELS[producer.kind],
        "address": producer.address,
        "representative": producer.representative,
        "email": producer.email,
        "story": producer.story,
        "consent": producer.consent_at is not None,
    }


def _product(product: Product) -> dict[str, object]:
    plain = ("certificate_number", "issued_on", "expires_on", "certificate_issuer", "mark_name")
    return _whose(product.producer) | {
        **{key: getattr(product, key) for key in plain},
        "product": product.name,
        "leaf_code": leaf_word(product.leaf_code),
        "stars": str(product.stars) if product.stars else None,
        "certificate_level": _word(LEVEL_LABELS, product.certificate_level),
        "mark": _word(MARK_LABELS, product.mark),
        "unit_of_sale": product.unit_of_sale,
        "price": product.price,
    }


def _application(application: Application) -> dict[str, object]:
    people = (
        ", ".join(filter(None, (p.name, display(p.phone) if p.phone else "", p.position)))
        for p in application.staff
    )
    plain = ("booth_count", "power_watts", "water", "open_flame", "cold_storage", "cold_watts", "lorry")
    texts = ("lorry_plate", "wishes", "introduction")
    return _whose(application.producer) | {
        **{key: getattr(application, key) for key in plain + texts},
        "booth_kind": BOOTH_KIND_LABELS[application.booth_kind],
        "zone": "; ".join(p.booth.number if p.booth else p.zone.code for p in application.places),
        "goods": "; ".join(line.product.name for line in application.goods if not line.product.removed_at),
        "staff": "; ".join(people),
        "committed": bool(application.acceptances),
    }


def _booth(booth: Booth) -> dict[str, object]:
    plain = ("number", "power_watts", "water", "open_flame", "fee", "subsidy", "subsidy_by")
    lengths = {"x": booth.x_cm, "y": booth.y_cm, "width": booth.width_cm, "depth": booth.depth_cm}
    return {key: getattr(booth, key) for key in plain} | {
        "kind": BOOTH_KIND_LABELS[booth.kind],
        "zone": booth.zone.code if booth.zone else None,
        "price_class": _word(PRICE_CLASS_LABELS, booth.price_class),
        **{side: length / 100 for side, length in lengths.items()},
    }


def _word(words: dict, value: object) -> str | None:
    return words[value] if value else None
