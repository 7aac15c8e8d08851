"""What the diary's scripts say, in the language of the page. {x} is put in by the script."""

from flask_babel import gettext as _

from fairapp.domain import amounts


def amount_words() -> dict[str, str]:
    """A sentence for each problem of static/js/lib/amounts.js; below it the readings stand as buttons."""
    return {
        "unreadable": _(amounts.UNREADABLE),
        "two_readings": _("Số này có thể hiểu theo hai cách. Chạm vào số đúng:"),
        "no_unit": _(amounts.NO_UNIT),
        "broken_dong": _(amounts.BROKEN_DONG),
        "negative": _(amounts.NEGATIVE),
        "too_much": _(amounts.TOO_MUCH),
    }


def keeping_words() -> dict[str, str]:
    """What the page says of an answer that waits on the phone."""
    return {
        "sending": _("Đang gửi…"),
        "kept": _("Đã ghi trên máy này lúc {time}, đang chờ mạng. Có mạng là tự gửi, không cần ghi lại."),
        "unkept": _("Máy này không giữ được số liệu. Hãy để trang này mở đến khi có mạng."),
        "signed_out": _("Đã ghi trên máy này lúc {time}. Hãy đăng nhập lại để con số được gửi đi."),
        "refused": _("Con số ghi lúc {time} chưa được nhận: {sentence}"),
        "offline": _("Đang mất mạng. Cứ ghi như thường, máy giữ lại rồi tự gửi."),
    }
