"""An import's pages as they are the same for the organiser and for the lead of a province."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from fairapp.domain.exchange import KIND_LABELS, SHEETS, Kind
from fairapp.domain.sheets import Outcome
from fairapp.models import Fair, ImportFile
from fairapp.services import exchange
from fairapp.services.exchange import Scope
from fairapp.web.downloads import send_workbook
from fairapp.web.exchange import books
from fairapp.web.exchange.forms import StepForm, UploadForm

FIRST_ROWS = 20  # of each outcome; the counts are of all


@dataclass(frozen=True)
class Desk:
    """Whose imports these are, under which addresses, and what they may be of."""

    blueprint: str
    args: dict[str, int]
    kinds: Sequence[Kind]
    places: Sequence[tuple[str, str]]  # sites of the organiser's fair, fairs of the lead
    scope: Callable[[Kind, int | None], Scope]  # by kind and chosen place
    conditions: tuple
    base: str
    fair: Fair | None = None

    def url(self, view: str, **more: object) -> str:
        return url_for(f"{self.blueprint}.{view}", **self.args, **more)

    def scope_of(self, file: ImportFile) -> Scope:
        return self.scope(file.kind, file.site_id if self.fair else file.fair_id)


def index(desk: Desk, form: UploadForm | None = None):
    form = form or upload_form(desk, None)
    return render_template(
        "exchange/index.html",
        desk=desk,
        form=form,
        kinds=[(kind, _(KIND_LABELS[kind])) for kind in desk.kinds],
        files=[(file, exchange.count(file)) for file in exchange.list_latest(*desk.conditions)],
        outcomes=Outcome,
    )


def upload_form(desk: Desk, *args) -> UploadForm:
    form = UploadForm(*args)
    form.offer(desk.kinds, desk.places)
    return form


def upload(desk: Desk):
    form, sent = upload_form(desk), request.files.get("file")
    if sent is None or not sent.filename:
        form.file.errors = [_("Hãy chọn một tệp.")]
    elif form.validate():
        with form.refusals():
            scope = desk.scope(form.wanted, form.place.data)
            file = exchange.upload(scope, form.wanted, sent.filename, sent.read())
            return redirect(desk.url("show", file_id=file.id))
    return index(desk, form), 422


def show(desk: Desk, file_id: int, form: StepForm | None = None):
    file = exchange.get(file_id, *desk.conditions)
    counts = exchange.count(file)
    shown = [o for o in (Outcome.WRONG, Outcome.NEW, Outcome.CHANGED) if counts.get(o)]
    if file.imported_at is not None:
        shown = [o for o in shown if o is Outcome.WRONG]  # the others are where they belong
    return render_template(
        "exchange/show.html",
        desk=desk,
        file=file,
        form=form or StepForm(None),
        counts=counts,
        outcomes=Outcome,
        due=counts.get(Outcome.NEW, 0) + counts.get(Outcome.CHANGED, 0),
        parts=[(o, exchange.list_rows(file, o, FIRST_ROWS)) for o in shown] if file.is_checked else [],
        title_of=lambda row: _title(file, row),
        faults=books.faults,
    )


def check(desk: Desk, file_id: int):
    """Look at the next rows; the page's script asks until all are seen, a click asks once."""
    file = exchange.get(file_id, *desk.conditions)
    exchange.check_next(desk.scope_of(file), file)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(checked=file.checked, total=file.total)
    return redirect(desk.url("show", file_id=file.id))


def take_over(desk: Desk, file_id: int):
    file, form = exchange.get(file_id, *desk.conditions), StepForm()
    if form.validate():
        with form.refusals():
            exchange.take_over(desk.scope_of(file), file)
            flash(_("Đã nhập xong tệp %(name)s.", name=file.filename), "success")
            return redirect(desk.url("show", file_id=file.id))
    return show(desk, file_id, form), 422


def discard(desk: Desk, file_id: int):
    file = exchange.get(file_id, *desk.conditions)
    exchange.discard(file)
    flash(_("Đã bỏ tệp này. Những gì đã nhập trước đó vẫn còn."), "success")
    return redirect(desk.url("index"))


def wrong(desk: Desk, file_id: int):
    file = exchange.get(file_id, *desk.conditions)
    content = books.wrong_rows(file, exchange.list_rows(file, Outcome.WRONG))
    return send_workbook(content, f"dong-loi-{SHEETS[file.kind].name}")


def template(desk: Desk, kind: str):
    sheet = SHEETS[next(k for k in desk.kinds if k.value == kind)]
    return send_workbook(books.template(sheet), f"mau-{sheet.name}")


def _title(file: ImportFile, row) -> str:
    """What a row is about, in its own words."""
    key = {Kind.PRODUCTS: "product", Kind.BOOTHS: "number"}.get(file.kind, "name")
    place = file.places.get(key)
    said = row.cells[place] if place is not None and place < len(row.cells) else ""
    return said or next((cell for cell in row.cells if cell), "")
