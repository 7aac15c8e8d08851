"""The page of a draft: what it shows, and what its script is answered while somebody types."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from fairapp.domain.application_form import YES_OR_NO, FieldAsk, FormField
from fairapp.domain.applications import MOST_BOOTHS, ApplicationState, Move, Who, may
from fairapp.domain.calendar import format_time
from fairapp.domain.completeness import ApplicationFacts, certificate_gaps, missing, most_staff
from fairapp.domain.errors import Conflict
from fairapp.domain.gaps import Missing
from fairapp.domain.papers import to_confirm
from fairapp.domain.text import N_
from fairapp.models import Application, Product
from fairapp.services import applications, booths, fairs
from fairapp.services.applications import copying, fair_form, saves
from fairapp.services.applications.fair_form import FairForm
from fairapp.services.applications.typed import Outcome
from fairapp.services.producers import products
from fairapp.web.applications import elsewhere
from fairapp.web.applications.draft_form import FIELDS, DraftForm, shown
from fairapp.web.sentences import say

STALE = N_("Mẫu đơn vừa thay đổi. Những mục đã nhập vẫn được lưu; hãy tải lại trang để thấy mục mới.")


@dataclass(frozen=True)
class Paperwork:
    """One application on the desk of the person who fills it in."""

    application: Application
    blueprint: str
    papers_url: str
    products_url: str
    profile_url: str
    acting: bool = False

    def url(self, view: str) -> str:
        return url_for(f"{self.blueprint}.{view}", application_id=self.application.id)

    def may(self, move: Move) -> bool:
        return may(self.application.state, move, Who.APPLICANT)


@dataclass(frozen=True)
class Choice:
    """A product that may be brought, with what its certificate lacks for this fair."""

    id: int
    product: Product
    chosen: bool
    gaps: list[Missing]


def bound(work: Paperwork, **given: object) -> DraftForm:
    """The form with the fields that this fair asks of this producer."""
    application = work.application
    form = DraftForm(**given)
    form.offer(
        products.list_products(application.producer),
        booths.list_zones_for_fair(application.fair),
        fair_form.read(application.fair).asks(application.producer.kind),
        own=not work.acting,
    )
    return form


def as_sent(work: Paperwork) -> tuple[DraftForm, list[str]]:
    """The form as it was posted, and which fields the page had. The others stand as they are kept."""
    form = bound(work)
    sent = request.form.get("shown", "").split()
    names = {name.split("-")[0] for name in request.form}  # a page older than the list of its fields
    fields = [name for name in FIELDS if name in form and name in (sent or names)]
    form.show_again([n for n in FIELDS if n in form and n not in fields], shown(work.application))
    return form, fields


def as_typed(work: Paperwork, sent: Mapping[str, object]) -> tuple[DraftForm, list[str], list[str]]:
    """The form of a message of the script, the fields it is about, and those that are not asked any more."""
    wanted = _list(sent.get("fields"))
    form = bound(work, formdata=MultiDict(_pairs(sent.get("pairs"))), meta={"csrf": False})
    asked = [name for name in FIELDS if name in form and name in wanted]
    gone = [name for name in wanted if isinstance(name, str) and name not in form]
    return form, asked, gone


def seen(sent: object) -> dict[str, int] | None:
    """How often each field had been changed when the page last heard of it; None from one that cannot say."""
    if isinstance(sent, str):
        try:
            sent = json.loads(sent)
        except ValueError:
            sent = None
    if not isinstance(sent, dict):
        return None
    return {name: n for name, n in sent.items() if isinstance(n, int)}


def layout(work: Paperwork) -> str:
    """Changes when the form does: its fields, its zones, the words to be accepted."""
    application = work.application
    form = fair_form.read(application.fair)
    asks = form.asks(application.producer.kind)
    said = [
        sorted((field.value, ask.value) for field, ask in asks.items()),
        [wording.mark for wording in (*form.commitments, form.consent)],
        [zone.id for zone in booths.list_zones_for_fair(application.fair)],
        FIELDS,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def answer(work: Paperwork, outcome: Outcome, errors: dict[str, str], sent: Mapping) -> dict[str, object]:
    """What the script is told: what was kept, what is missing, and what other devices have saved."""
    application = work.application
    known, counts = seen(sent.get("seen")) or {}, saves.numbers(application)
    facts = applications.facts(application, current_user)
    newer = {name for name, n in counts.items() if n > known.get(name, 0) and name in FIELDS}
    return {
        "saved": saved_note(application),
        "errors": errors,
        "seen": counts,
        "elsewhere": {
            name: elsewhere.sentence(application, save) for name, save in outcome.elsewhere.items()
        },
        "values": {name: elsewhere.pairs(application, name, _answers(facts, name)) for name in newer},
        "stale": say(Conflict(STALE)) if sent.get("layout") not in (None, layout(work)) else "",
        "gaps": render_template("applications/_gaps.html", gaps=missing(facts)),
        "papers": render_template("applications/_wanted_papers.html", papers=facts.papers, work=work),
    }


def _answers(facts: ApplicationFacts, name: str) -> bool:
    return name in YES_OR_NO and facts.asks[FormField(name)] is FieldAsk.REQUIRED


def render(
    work: Paperwork, form: DraftForm, counts: Mapping[str, int] | None = None, tried: bool = False
) -> str:
    """`counts`: how often each field was changed, where what this request changed is taken back."""
    application = work.application
    facts = applications.facts(application, current_user)
    source = copying.find_source(application) if copying.may_copy(application) else None
    return render_template(
        "applications/form.html",
        work=work,
        application=application,
        form=form,
        facts=facts,
        gaps=missing(facts),
        tried=tried,
        saved=saved_note(application),
        saved_from=saves.list_saves(application)[:1],
        late=application.state is ApplicationState.RETURNED,
        seen=json.dumps(saves.numbers(application) if counts is None else counts),
        layout=layout(work),
        shown_fields=[name for name in FIELDS if name in form],
        source=source,
        Move=Move,
        **parts(work, form, fair_form.read(application.fair), facts),
    )


def parts(
    work: Paperwork, form: DraftForm, fair_form: FairForm, facts: ApplicationFacts
) -> dict[str, object]:
    """What the fields themselves need, in the page and in the organiser's preview."""
    application = work.application
    accepted = set(form.commitments.data or ())
    agreed = "consent" in form and form.consent.data == fair_form.consent.mark
    return {
        "fair": application.fair,
        "days": fairs.days(application.fair),
        "asks": {field.value: ask for field, ask in facts.asks.items()},
        "said": application.saves,
        "choices": _choices(application, form),
        "commitments": [(wording, wording.mark in accepted) for wording in fair_form.commitments],
        "accepted_at": {row.key: row.accepted_at for row in application.acceptances},
        "consent": fair_form.consent,
        "consented": agreed,
        "consent_at": application.consent.given_at if agreed and application.consent else None,
        "has_zones": bool(booths.list_zones_for_fair(application.fair)),
        "has_booths": bool(booths.count_for_fair(application.fair)),
        "most_staff": most_staff(MOST_BOOTHS, application.fair.passes_per_booth),
        "papers": facts.papers,
        "to_confirm": to_confirm(facts.papers, application.created_at),
    }


def saved_note(application: Application) -> str:
    return format_time(application.saved_at) if application.saved_at else ""


def first_error(errors: object) -> str:
    """The first sentence among errors that may lie nested, as those of a list of people do."""
    while isinstance(errors, dict | list | tuple):
        values = errors.values() if isinstance(errors, dict) else errors
        errors = next((value for value in values if value), "")
    return str(errors)


def _choices(application: Application, form: DraftForm) -> list[Choice]:
    days, rule = fairs.days(application.fair), application.fair.expiry_rule
    chosen = set(form.goods.data or ())
    return [
        Choice(p.id, p, p.id in chosen, certificate_gaps(applications.goods_facts(p), days, rule))
        for p in products.list_products(application.producer)
    ]


def _pairs(sent: object) -> list[tuple[str, str]]:
    """Name and value of each typed field, as a form would send them; anything else is left out."""
    return [
        (row[0], row[1])
        for row in _list(sent)
        if isinstance(row, list) and len(row) == 2 and all(isinstance(part, str) for part in row)
    ]


def _list(sent: object) -> Sequence:
    return sent if isinstance(sent, list) else []
