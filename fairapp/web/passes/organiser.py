"""The organiser's passes: issue, add, find, revoke, print again, print."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.documents.pass_sheet import Paper
from fairapp.documents.workbooks import Kind
from fairapp.domain.errors import Refusal
from fairapp.domain.pass_lines import read_people
from fairapp.domain.pass_looks import look
from fairapp.domain.passes import Kind as Bearer, Role
from fairapp.domain.text import N_
from fairapp.models import Fair
from fairapp.services import accounts, allocation, fairs, gate, passes
from fairapp.services.passes import HEAP_LABELS, VEHICLE, Heap, Signer, Wanted
from fairapp.web import audiences
from fairapp.web.downloads import Column, send_list
from fairapp.web.forms import options
from fairapp.web.passes.forms import GIVEN_BY_HAND, HINTS, PAPERS, AddForm, PrintForm, RevokeForm
from fairapp.web.passes.words import band, printed_id
from fairapp.web.sentences import say
from fairapp.web.transaction import commits, refuse

bp = audiences.organiser("passes", __name__)

FAIR = "/fairs/<int:fair_id>/passes"
ONE = FAIR + "/<int:pass_id>"
COLUMNS = (
    Column(N_("Người giữ thẻ"), lambda badge: badge.holder_name, width=28),
    Column(N_("Loại thẻ"), lambda badge: band(badge).word, width=22),
    Column(N_("Đơn vị"), lambda badge: badge.holder_line, width=36),
    Column(N_("Gian"), lambda badge: badge.booth_numbers),
    Column(N_("Số thẻ"), lambda badge: printed_id(badge.number)),
    Column(N_("Bản"), lambda badge: badge.issue, Kind.NUMBER, 8),
    Column(N_("Cấp lúc"), lambda badge: badge.issued_at, Kind.MOMENT),
    Column(N_("In lúc"), lambda badge: badge.printed_at, Kind.MOMENT),
    Column(N_("Thu hồi lúc"), lambda badge: badge.revoked_at, Kind.MOMENT),
    Column(N_("Lý do thu hồi"), lambda badge: badge.revoked_reason, width=28),
)


@bp.get(FAIR)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _index(fair)


@bp.get(FAIR + "/list.xlsx")
def take_away(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return send_list(_("Thẻ ra vào"), f"the-ra-vao-{fair.slug}", COLUMNS, passes.list_all(fair, _wanted()))


@bp.post(FAIR + "/issue")
@commits
def issue(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    try:
        issued = passes.issue_for_allocation(fair, current_user)
    except Refusal as refusal:
        refuse()
        return _index(fair, problem=say(refusal)), refusal.status
    return _index(fair, issued=issued)


def _index(fair: Fair, **more):
    wanted = _wanted()
    return render_template(
        "passes/index.html",
        fair=fair,
        counts=passes.counts(fair),
        listed=passes.list_for_fair(fair, wanted),
        wanted=wanted,
        roles=_role_choices((Role.BOOTH_STAFF, *GIVEN_BY_HAND)),
        heaps=[(heap.value, _(words)) for heap, words in HEAP_LABELS.items()],
        has_plan=allocation.published(fair) is not None,
        shut_out=passes.count_shut_out(fair),
        **({"issued": None, "problem": ""} | more),
    )


def _wanted() -> Wanted:
    heap = request.args.get("heap", "")
    return Wanted(
        q=request.args.get("q", ""),
        role=request.args.get("role", ""),
        heap=Heap(heap) if heap in set(Heap) else None,
        sort=request.args.get("sort", "name"),
        page=request.args.get("page", 1, type=int),
    )


def _role_choices(roles) -> list[tuple[str, str]]:
    words = [(role.value, _(look(role).word)) for role in roles]
    return [*words, (VEHICLE, _(look(Role.SERVICE, Bearer.VEHICLE).word))]


# ---- adding ------------------------------------------------------------------------------------


@bp.get(FAIR + "/new")
def new(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _new(fair, _add_form())


@bp.post(FAIR + "/new")
@commits
def add(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = _add_form()
    if form.validate():
        role, kind = _role(form.role.data)
        with form.refusals():
            added = passes.add_people(fair, role, kind, read_people(form.pasted), current_user)
            flash(_("Đã cấp %(n)d thẻ.", n=len(added)), "success")
            return redirect(url_for("organiser_passes.index", fair_id=fair.id, role=form.role.data))
    return _new(fair, form), 422


def _new(fair: Fair, form: AddForm):
    hints = [(word, HINTS[key]) for key, word in _role_choices(GIVEN_BY_HAND)]
    return render_template("passes/new.html", fair=fair, form=form, hints=hints)


def _add_form() -> AddForm:
    form = AddForm()
    form.role.choices = options([("", _("Chọn loại thẻ")), *_role_choices(GIVEN_BY_HAND)])
    return form


def _role(chosen: str) -> tuple[Role, Kind]:
    return (Role.SERVICE, Bearer.VEHICLE) if chosen == VEHICLE else (Role(chosen), Bearer.PERSON)


# ---- one pass ----------------------------------------------------------------------------------


@bp.get(ONE)
def show(fair_id, pass_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _show(fair, passes.get_for_fair(pass_id, fair), RevokeForm(None))


@bp.post(ONE + "/revoke")
@commits
def revoke(fair_id, pass_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    badge, form = passes.get_for_fair(pass_id, fair), RevokeForm()
    if form.validate():
        try:
            passes.revoke(badge, form.reason.data, current_user)
        except Refusal as refusal:
            form.refuse(refusal)
            return _show(fair, badge, form), refusal.status
        flash(_("Đã thu hồi thẻ. Cổng không cho thẻ này vào nữa."), "success")
        return redirect(url_for("organiser_passes.show", fair_id=fair.id, pass_id=badge.id))
    return _show(fair, badge, form), 422


@bp.post(ONE + "/reprint")
@commits
def reprint(fair_id, pass_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    badge = passes.get_for_fair(pass_id, fair)
    passes.reprint(badge, current_user)
    flash(_("Đã cấp lại, bản số %(issue)d. Các bản trước không còn dùng được.", issue=badge.issue), "success")
    return redirect(url_for("organiser_passes.show", fair_id=fair.id, pass_id=badge.id))


def _show(fair: Fair, badge, form: RevokeForm):
    return render_template(
        "passes/show.html",
        fair=fair,
        badge=badge,
        form=form,
        shut_out=passes.is_shut_out(badge),
        code=Signer().code(badge),
        days=passes.body_of(badge).days,
        ways=gate.ways_in(fair, [badge]).get(badge.id),
        log=accounts.list_audit("pass", badge.id, private=True),
        paper=Paper.A6,
    )


# ---- paper -------------------------------------------------------------------------------------


@bp.get(FAIR + "/print")
def sheets(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _sheets(fair)


@bp.post(FAIR + "/print")
@commits
def print_(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = PrintForm()
    if not form.validate():
        refuse()
        return _sheets(fair, next(iter(form.errors.values()))[0]), 422
    try:
        badges = passes.list_by_ids(fair, form.pass_ids)
        printed = passes.print_sheet(fair, badges, Paper(form.paper.data), gate.ways_in(fair, badges))
    except Refusal as refusal:
        refuse()
        return _sheets(fair, say(refusal)), refusal.status
    name = f"the-ra-vao-{fair.slug}-{badges[0].id}-{len(badges)}.pdf"
    return send_file(BytesIO(printed), "application/pdf", as_attachment=True, download_name=name)


def _sheets(fair: Fair, problem: str = ""):
    wanted = _wanted()
    if "heap" not in request.args:
        wanted = Wanted(role=wanted.role, heap=Heap.UNPRINTED)
    elif wanted.heap not in (Heap.UNPRINTED, None):
        wanted = Wanted(role=wanted.role)
    parts = passes.in_parts(passes.list_to_print(fair, wanted))
    return render_template(
        "passes/sheets.html",
        fair=fair,
        parts=parts,
        most=passes.MOST_AT_ONCE,
        total=sum(map(len, parts)),
        wanted=wanted,
        roles=_role_choices((Role.BOOTH_STAFF, *GIVEN_BY_HAND)),
        papers=PAPERS,
        paper=request.args.get("paper") if request.args.get("paper") in set(PAPERS) else Paper.A4,
        problem=problem,
    )
