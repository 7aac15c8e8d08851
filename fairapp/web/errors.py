"""Every refusal is a page in the same design, or JSON where a program asked."""

from urllib.parse import quote

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from fairapp.db import db
from fairapp.domain.errors import Conflict, Refusal
from fairapp.domain.text import N_
from fairapp.web.sentences import say

SENTENCES = {
    400: N_("Yêu cầu này thiếu hoặc sai thông tin. Hãy tải lại trang rồi thử lại."),
    401: N_("Hãy đăng nhập để xem trang này."),
    403: N_("Tài khoản này không được mở trang đó."),
    404: N_("Không có trang này, hoặc trang không thuộc tài khoản đang đăng nhập."),
    405: N_("Trang này không nhận cách gửi đó."),
    409: N_("Có người vừa thay đổi đúng mục này. Hãy tải lại trang để xem bản mới rồi làm lại."),
    413: N_("Tệp gửi lên quá lớn. Hãy chọn tệp nhỏ hơn."),
    415: N_("Máy chủ không đọc được kiểu dữ liệu này."),
    422: N_("Có chỗ chưa đúng. Hãy xem lại những gì đã nhập."),
    429: N_("Đã thử quá nhiều lần. Hãy chờ một lát rồi thử lại."),
    500: N_("Hệ thống gặp lỗi và đã ghi lại. Những gì vừa nhập chưa được lưu; hãy quay lại rồi thử lần nữa."),
}
CSRF = N_("Trang đã mở quá lâu nên phiên làm việc đổi khác. Hãy quay lại, tải lại trang rồi gửi lại.")


def init_app(app: Flask) -> None:
    """Answer each kind of failure with a sentence and nothing half-saved."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, lambda _e: answer(400, gettext(CSRF)))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleDataError, lambda _e: _refused(Conflict(SENTENCES[409])))
    app.register_error_handler(IntegrityError, lambda _e: _refused(Conflict(SENTENCES[409])))
    app.register_error_handler(Exception, _broken)


def wants_json() -> bool:
    """Whether a program, not a browser's page, waits for the answer."""
    if request.is_json or request.path.startswith("/api/"):
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def answer(status: int, sentence: str) -> ResponseReturnValue:
    """The error page, or its JSON twin."""
    db.session.rollback()
    if wants_json():
        return jsonify(error={"status": status, "sentence": sentence}), status
    return render_template("errors/error.html", status=status, sentence=sentence), status


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return answer(refusal.status, say(refusal))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return answer(error.code, gettext(SENTENCES.get(error.code, SENTENCES[400])))


def _broken(error: Exception) -> ResponseReturnValue:
    from flask import current_app

    if current_app.testing or current_app.debug:
        raise error
    # Quoted, or an address with a line break in it could write lines of its own into the log.
    current_app.logger.exception("%s %s", request.method, quote(request.path))
    return answer(500, gettext(SENTENCES[500]))
