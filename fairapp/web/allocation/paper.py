"""The working plan on paper, with all that lets anybody make it again."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.documents.allocation_sheet import AllocationSheet, LeftOut, Stand, allocation_sheet
from fairapp.documents.allocation_words import reason_words
from fairapp.domain.allocation.objective import Line as Counted
from fairapp.models import AllocationPlan, AllocationRun
from fairapp.services import allocation, fairs
from fairapp.services.allocation import Board, Line, Standing
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
    anew = allocation.standing(board.desk) if board.is_draft else None
    sheet = AllocationSheet(
        fair=fair.name,
        number=shown.number if shown else 0,
        published_at=shown.published_at if shown else None,
        facts=_facts(run, _this(shown, anew)) if shown and run else (),
        terms=tuple(
            (
                capital(term_words(line.term)),
                number(line.count),
                points(line.each),
                points(line.value, signed=True),
            )
            for line in (_counted(anew) if anew else lines_of(shown))
        ),
        stands=tuple(_stand(line, board) for line in sorted(board.placed, key=lambda line: line.booths)),
        left_out=tuple(_left_out(line, board) for line in board.waiting),
        command=f"flask allocation replay {fair.slug} {run.number}" if run else "",
    )
    return downloads.pdf(allocation_sheet(sheet, now()), f"xep-gian-{fair.slug}.pdf")


@dataclass(frozen=True)
class _This:
    """The plan on the paper as it stands, which hands may have made another than its run's."""

    plan_hash: str
    z: int
    by_hand: int


def _this(plan: AllocationPlan, anew: Standing | None) -> _This | None:
    """None: published before plans kept what they are."""
    if anew:
        return _This(anew.plan_hash, anew.score.z, allocation.count_by_hand(plan))
    return _This(plan.plan_hash, plan.z, allocation.count_by_hand(plan)) if plan.z is not None else None


def _counted(anew: Standing) -> list[Counted]:
    return [line for line in anew.score.lines if line.count]


def _facts(run: AllocationRun, this: _This | None) -> tuple[tuple[str, str], ...]:
    return (
        (_("Cách cân nhắc"), way_words(run)),
        (_("Máy xếp"), f"{run.engine}, " + _("%(steps)s bước", steps=number(run.steps))),
        (_("Câu công bố trước"), f"{run.seed_text} → {run.seed}"),
        (_("Mã kiểm tra dữ liệu vào"), run.input.hash),
        *_results(run, this),
    )


def _results(run: AllocationRun, this: _This | None) -> tuple[tuple[str, str], ...]:
    """One hash and worth where the plan is its run's; else both, and how many a hand has placed."""
    worth = f"{points(run.z or 0)}. {gap_words(run.z or 0, run.bound)}"
    if this is not None and this.plan_hash == run.plan_hash:
        return (_("Mã kiểm tra phương án"), run.plan_hash), (_("Điểm của phương án"), worth)
    of_run = ((_("Mã kiểm tra phương án của lượt chạy"), run.plan_hash), (_("Điểm của lượt chạy"), worth))
    if this is None:
        return of_run
    return (
        *of_run,
        (_("Mã kiểm tra của bản này"), this.plan_hash),
        (_("Điểm của bản này"), points(this.z)),
        (
            _("Khác lượt chạy"),
            _("Đã sửa sau lượt chạy; %(n)s đơn được xếp bằng tay.", n=number(this.by_hand)),
        ),
    )


def _left_out(line: Line, board: Board) -> LeftOut:
    producer, why = line.application.producer, board.reason_of(line)
    words = reason_words(why.sentence, why.values) or _("Chưa được xếp vào gian nào.")
    return LeftOut(producer.name, producer.unit.name, words)


def _stand(line: Line, board: Board) -> Stand:
    producer, why = line.application.producer, board.reason_of(line)
    return Stand(
        ", ".join(line.booths),
        producer.name,
        producer.unit.name,
        label(line.rows[0].how),
        reason_words(why.sentence, why.values),
    )
