"""Many reports at once: asked for, followed while a worker makes them, stopped, and taken away as a ZIP."""

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from fairapp.db import now
from fairapp.domain.batches import UNDER_WAY, BatchKind
from fairapp.domain.errors import NotFound
from fairapp.services import fairs, reports
from fairapp.services.reports import batches
from fairapp.web import audiences, refreshing
from fairapp.web.transaction import commits

bp = audiences.organiser("batches", __name__)

FAIR = "/fairs/<int:fair_id>/reports"
ALL = FAIR + "/batches"
ONE = ALL + "/<int:batch_id>"
UNHEARD_SECONDS = 15


@bp.get(ALL)
def index(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return render_template(
        "reports/batches.html",
        fair=fair,
        batches=batches.list_for_fair(fair),
        latest=reports.find_latest(fair),
        kinds=list(BatchKind),
    )


@bp.post(FAIR + "/<int:number>/batches")
@commits
def ask(fair_id, number):
    fair = fairs.get_for_organiser(fair_id, current_user)
    kind = request.form.get("kind", "")
    if kind not in set(BatchKind):
        raise NotFound(batches.NO_BATCH)
    batch = batches.ask(current_user, reports.get_snapshot(fair, number), BatchKind(kind))
    return redirect(url_for("organiser_batches.show", fair_id=fair.id, batch_id=batch.id))


@bp.get(ONE)
def show(fair_id, batch_id):
    fair, batch = _get(fair_id, batch_id)
    return render_template("reports/batch.html", fair=fair, **_progress(batch))


@bp.get(ONE + "/progress")
def progress(fair_id, batch_id):
    fair, batch = _get(fair_id, batch_id)
    return refreshing.part(render_template("reports/_batch_progress.html", fair=fair, **_progress(batch)))


@bp.post(ONE + "/stop")
@commits
def stop(fair_id, batch_id):
    fair, batch = _get(fair_id, batch_id)
    batches.stop(current_user, batch)
    flash(_("Đã dừng. Những báo cáo đã lập vẫn tải được."), "success")
    return redirect(url_for("organiser_batches.show", fair_id=fair.id, batch_id=batch.id))


@bp.get(ONE + ".zip")
def pack(fair_id, batch_id):
    _fair, batch = _get(fair_id, batch_id)
    if not batch.documents:
        raise NotFound(batches.NO_BATCH)
    name = f"{batch.kind.value}-{batch.snapshot.fair.slug[:60].strip('-')}-so-{batch.snapshot.number}.zip"
    answer = send_file(batches.pack(batch), "application/zip", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _get(fair_id: int, batch_id: int):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return fair, batches.get_for_fair(batch_id, fair)


def _progress(batch) -> dict:
    waiting = batch.state in UNDER_WAY
    quiet = (now() - (batch.beat_at or batch.asked_at)).total_seconds()
    return {
        "batch": batch,
        "waiting": waiting,
        "unheard": batch.state == "waiting" and quiet > UNHEARD_SECONDS,
        "silent": batch.state == "running" and quiet > batches.SILENCE.total_seconds() / 2,
    }
