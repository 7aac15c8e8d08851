"""The keys that sign a fair's passes: change for a new one, refuse one that leaked, sign passes again."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _, ngettext
from flask_login import current_user

from fairapp.domain.errors import Refusal
from fairapp.domain.pass_keys import KeyState
from fairapp.models import Fair
from fairapp.services import accounts, fairs, passes
from fairapp.services.passes import keyring
from fairapp.web import audiences
from fairapp.web.passes.forms import RefuseKeyForm, RotateForm
from fairapp.web.transaction import commits

bp = audiences.organiser("keys", __name__)

FAIR = "/fairs/<int:fair_id>/passes/keys"
ONE = FAIR + "/<int:key_id>"


@bp.get(FAIR)
def index(fair_id):
    return _index(fairs.get_for_organiser(fair_id, current_user), RotateForm(None))


@bp.post(FAIR)
@commits
def rotate(fair_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), RotateForm()
    if not form.validate():
        return _index(fair, form), 422
    try:
        made = keyring.rotate(fair, current_user, form.seen.data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _index(fair, form), refusal.status
    flash(_("Từ nay thẻ mới ký bằng khoá số %(key)d. Thẻ đã in vẫn dùng được.", key=made.key_id), "success")
    return redirect(url_for("organiser_keys.index", fair_id=fair.id))


@bp.post(FAIR + "/sign-again")
@commits
def sign_again(fair_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    form = RotateForm(None)
    try:
        done = keyring.sign_again(fair, current_user)
    except Refusal as refusal:
        form.refuse(refusal)
        return _index(fair, form), refusal.status
    sentence = ngettext(
        "Đã ký lại %(num)d thẻ. Hãy in và phát lại.", "Đã ký lại %(num)d thẻ. Hãy in và phát lại.", done
    )
    flash(sentence, "success")
    return redirect(url_for("organiser_keys.index", fair_id=fair.id))


@bp.get(ONE + "/refuse")
def ask_refuse(fair_id, key_id):
    fair = fairs.get_for_organiser(fair_id, current_user)
    return _refuse(fair, keyring.get_key(key_id, fair), RefuseKeyForm(None))


@bp.post(ONE + "/refuse")
@commits
def refuse(fair_id, key_id):
    fair, form = fairs.get_for_organiser(fair_id, current_user), RefuseKeyForm()
    status = 422
    if form.validate():
        try:
            keyring.refuse(fair, current_user, key_id, form.reason.data, form.seen.data)
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            flash(
                _("Đã thu hồi khoá số %(key)d. Cổng không cho thẻ của khoá này vào nữa.", key=key_id),
                "success",
            )
            return redirect(url_for("organiser_keys.index", fair_id=fair.id))
    line = keyring.get_key(key_id, fair)
    return _refuse(fair, line, form), status


def _index(fair: Fair, form: RotateForm) -> str:
    lines = keyring.list_keys(fair)
    entries = accounts.list_audit("fair", fair.id, private=True)
    return render_template(
        "passes/keys.html",
        fair=fair,
        form=form,
        lines=lines,
        current=next((line.key.key_id for line in lines if line.state is KeyState.CURRENT), 0),
        shut_out=passes.count_shut_out(fair),
        log=[entry for entry in entries if entry.action.startswith("key.")],
    )


def _refuse(fair: Fair, line: keyring.KeyLine, form: RefuseKeyForm) -> str:
    return render_template(
        "passes/refuse_key.html",
        fair=fair,
        form=form,
        line=line,
        is_current=line.state is KeyState.CURRENT,
        is_refused=line.state is KeyState.REFUSED,
    )
