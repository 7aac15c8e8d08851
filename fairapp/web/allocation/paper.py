"""The working plan on paper, with all that lets anybody make it again."""

from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents.allocation_sheet import AllocationSheet, LeftOut, Stand, allocation_sheet
from fairapp.documents.allocation_words import reason_words
from fairapp.models import AllocationRun
from fairapp.services import allocation, fairs
from fairapp.services.allocation import Line
from fairapp.web import audiences, downloads
from fairapp.web.allocation.provenance import lines_of
from fairapp.web.allocation.wants import way_words
from fairapp.web.allocation.words import capital, gap_words, points, term_words
from fairapp.web.filters import number
from fairapp.web.labels import label

bp = audiences.organiser("allocation_paper", __name__)


@bp.get("/fairs/<int:fair_id>/allocation/plan.pdf")
def plan(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    board = allocation.board(fair)
    shown = board.plan
    run = shown.run if shown else None
    sheet = AllocationSheet(
        fair=fair.name,
        number=shown.number if shown else 0,
        published_at=shown.published_at if shown else None,
        facts=_facts(run) if run else (),
        terms=tuple(
            (
                capital(term_words(line.term)),
                number(line.count),
                points(line.each),
                points(line.value, signed=True),
            )
            for line in lines_of(run)
        ),
        stands=tuple(_stand(line) for line in sorted(board.placed, key=lambda line: line.booths)),
        left_out=tuple(_left_out(line) for line in board.waiting),
        command=f"flask allocation replay {fair.slug} {run.number}" if run else "",
    )
    return downloads.pdf(allocation_sheet(sheet, now()), f"xep-gian-{fair.slug}.pdf")


def _facts(run: AllocationRun) -> tuple[tuple[str, str], ...]:
    return (
        (_("Cách cân nhắc"), way_words(run)),
        (_("Máy xếp"), f"{run.engine}, " + _("%(steps)s bước", steps=number(run.steps))),
        (_("Câu hạt giống"), f"{run.seed_text} → {run.seed}"),
        (_("Mã băm dữ liệu vào"), run.input.hash),
        (_("Mã băm phương án"), run.plan_hash),
        (_("Điểm của phương án"), f"{points(run.z or 0)}. {gap_words(run.z or 0, run.bound)}"),
    )


def _left_out(line: Line) -> LeftOut:
    producer, why = line.application.producer, line.unplaced
    words = reason_words(why.reason, why.reason_values) if why else _("Chưa được xếp vào gian nào.")
    return LeftOut(producer.name, producer.unit.name, words)


def _stand(line: Line) -> Stand:
    producer, row = line.application.producer, line.rows[0]
    return Stand(
        ", ".join(line.booths),
        producer.name,
        producer.unit.name,
        label(row.how),
        reason_words(row.reason, row.reason_values),
    )
