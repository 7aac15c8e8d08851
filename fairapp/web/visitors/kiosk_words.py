"""What the kiosk's script says, in the page's language; {n} and the like are filled in by it."""

from flask_babel import gettext as _


def kiosk_words() -> dict[str, str]:
    return {
        "online": _("Trực tuyến"),
        "offline": _("Mất mạng"),
        "offline_waiting": _("Mất mạng, {n} đăng ký đang giữ trên máy"),
        "sending": _("Đang gửi đăng ký…"),
        "again": _("Mạng yếu, đang thử lại lần {n}. Thông tin vừa ghi vẫn được giữ."),
        "required": _("Hãy điền mục này."),
        "choose_day": _("Hãy chọn ngày đến."),
        "no_consent": _("Cần sự đồng ý này để cấp thẻ khách."),
        "choose": _("Chọn ngày"),
        "back_in": _("Trang tự về đầu sau {n} giây."),
        "still_there": _("Trang tự xoá những gì đã ghi sau {n} giây."),
        "waiting": _("{n} thẻ chờ"),
        "number": _("Số chờ {n}"),
        "ready": _("Đã có thẻ, in được"),
        "held": _("Chờ mạng để gửi"),
        "full": _("Đã đủ khách đăng ký"),
        "closed": _("Hội chợ không còn nhận đăng ký. Không đăng ký vẫn vào xem được."),
        "sold_out": _("Mọi ngày còn lại đã đủ khách đăng ký. Không đăng ký vẫn vào xem được."),
        "no_link": _("Đây không phải mã ghép máy đăng ký. Hãy quét mã trên màn hình của ban tổ chức."),
        "enrol_offline": _("Chưa có mạng nên chưa ghép được máy. Hãy thử lại."),
        "code": _("Mã để quét ở cổng"),
        "phone": _("Quét bằng điện thoại để giữ thẻ"),
        "hotline": _("Đường dây nóng"),
        "ways": _("Cổng vào"),
    }
