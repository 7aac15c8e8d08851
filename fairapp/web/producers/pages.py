"""A producer's pages as they are the same for the producer and for the lead who acts for it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from types import SimpleNamespace

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.domain.errors import Invalid
from fairapp.domain.ocop import ProducerKind
from fairapp.domain.phones import display
from fairapp.domain.producers import certificate_state
from fairapp.domain.text import N_
from fairapp.domain.uploads import MediaType
from fairapp.models import Paper, Producer
from fairapp.services import papers, places, producers
from fairapp.services.applications import paper_review
from fairapp.services.papers import Sent
from fairapp.services.producers import products
from fairapp.web.forms import options
from fairapp.web.labels import choices
from fairapp.web.producers.forms import PaperForm, ProductForm, ProfileForm

NO_FILE = N_("Hãy chọn một tệp.")
# A PDF reader of the browser works inside the page it makes; nothing of ours is reachable from there.
SEALED = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'self'",
        "frame-ancestors 'self'",  # the reviewer reads it beside the verdict
    )
)


@dataclass(frozen=True)
class Desk:
    """Whose pages these are, and under which addresses they stand."""

    blueprint: str
    producer: Producer
    args: dict[str, int] = field(default_factory=dict)
    units: frozenset[str] | None = None  # a lead writes for a producer of these provinces

    @property
    def acting(self) -> bool:
        return self.units is not None

    def url(self, view: str, **more: object) -> str:
        return url_for(f"{self.blueprint}.{view}", **self.args, **more)


def profile(desk: Desk):
    return _profile(desk, profile_form(units=desk.units, obj=_shown(desk.producer)))


def save_profile(desk: Desk):
    form = profile_form(units=desk.units)
    if form.validate():
        with form.refusals():
            producers.change_profile(desk.producer, form.profile())
            flash(_("Đã lưu hồ sơ."), "success")
            return redirect(desk.url("profile"))
    return _profile(desk, form), 422


def list_products(desk: Desk):
    today = local_day(now())
    return render_template(
        "producers/products.html",
        desk=desk,
        rows=[(p, certificate_state(p.expires_on, today)) for p in products.list_products(desk.producer)],
    )


def new_product(desk: Desk):
    return _product(desk, product_form())


def add_product(desk: Desk):
    form = product_form()
    if form.validate():
        with form.refusals():
            product = products.add_product(desk.producer, form.facts())
            flash(_("Đã thêm %(name)s.", name=product.name), "success")
            return redirect(desk.url("list_products"))
    return _product(desk, form), 422


def product(desk: Desk, product_id: int):
    found = products.get_product(product_id, desk.producer)
    return _product(desk, product_form(obj=found), found)


def save_product(desk: Desk, product_id: int):
    found = products.get_product(product_id, desk.producer)
    form = product_form()
    if form.validate():
        with form.refusals():
            products.change_product(found, form.facts())
            flash(_("Đã lưu %(name)s.", name=found.name), "success")
            return redirect(desk.url("list_products"))
    return _product(desk, form, found), 422


def remove_product(desk: Desk, product_id: int):
    found = products.get_product(product_id, desk.producer)
    products.remove_product(found)
    flash(_("Đã bỏ %(name)s khỏi danh sách.", name=found.name), "success")
    return redirect(desk.url("list_products"))


def list_papers(desk: Desk):
    form = paper_form(desk)
    form.begin()
    return _papers(desk, form)


def add_paper(desk: Desk):
    form = paper_form(desk)
    if form.validate():
        with form.refusals():
            paper = _take_in(desk, form)
            flash(_("Đã nhận %(name)s.", name=paper.filename), "success")
            return redirect(desk.url("list_papers"))
    return _papers(desk, form), 422


def remove_paper(desk: Desk, paper_id: int):
    paper = papers.get_paper(paper_id, desk.producer)
    papers.remove_paper(paper, current_user)
    flash(_("Đã xoá %(name)s.", name=paper.filename), "success")
    return redirect(desk.url("list_papers"))


def send_paper(paper: Paper):
    """The file itself: as what it was found to be, under the name it was given, sealed off from our pages."""
    response = send_file(
        papers.path_of(paper),
        mimetype=MediaType(paper.media_type).value,
        download_name=paper.filename,
        as_attachment="download" in request.args,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def profile_form(
    form_class: type[ProfileForm] = ProfileForm, *, units: Collection[str] | None = None, **data: object
) -> ProfileForm:
    """With `units` only these provinces are offered."""
    form = form_class(**data)
    form.kind.choices = choices(ProducerKind)
    offered = [(unit, name) for unit, name in places.choices_today() if units is None or unit in units]
    form.unit.choices = options([("", _("Chọn tỉnh, thành phố")), *offered])
    return form


def product_form(**data: object) -> ProductForm:
    form = ProductForm(**data)
    form.offer(
        _("Chọn nhóm sản phẩm"),
        _("Chưa có sao"),
        _("Theo quy định tại ngày cấp"),
        _("Không có"),
    )
    return form


def paper_form(desk: Desk) -> PaperForm:
    form = PaperForm()
    form.offer(
        papers.list_offered(),
        products.list_products(desk.producer),
        _("Chọn loại giấy tờ"),
        _("Chọn sản phẩm"),
    )
    return form


def _take_in(desk: Desk, form: PaperForm) -> Paper:
    upload = form.file.data or form.photo.data
    if not upload:
        raise Invalid(NO_FILE, field="file")
    about = products.get_product(form.product.data, desk.producer) if form.product.data else None
    return papers.add_paper(
        desk.producer,
        current_user,
        papers.get_offered(form.kind.data),
        Sent(upload.filename or "", upload.read()),
        product=about,
        facts=form.facts(),
    )


def _shown(producer: Producer) -> object:
    """The profile under the form's own names, the telephone as people write it."""
    facts = {
        name: getattr(producer, name)
        for name in ("name", "commune", "address", "representative", "email", "tax_code", "story")
    }
    return SimpleNamespace(
        **facts,
        kind=producer.kind.value,
        unit=producer.unit_id,
        phone=display(producer.phone) if producer.phone else "",
    )


def _profile(desk: Desk, form: ProfileForm):
    return render_template("producers/profile.html", desk=desk, form=form)


def _product(desk: Desk, form: ProductForm, product=None):
    state = certificate_state(product.expires_on, local_day(now())) if product else None
    return render_template("producers/product.html", desk=desk, form=form, product=product, state=state)


def _papers(desk: Desk, form: PaperForm):
    today = local_day(now())
    return render_template(
        "producers/papers.html",
        desk=desk,
        form=form,
        papers=[(p, certificate_state(p.valid_until, today)) for p in papers.list_papers(desk.producer)],
        replaced=papers.list_replaced(desk.producer),
        verdicts=paper_review.verdicts_of(desk.producer),
    )
