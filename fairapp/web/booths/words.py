"""What the editor's script says, in the reader's language. Places to fill are {in braces}."""

from flask_babel import gettext as _

from fairapp.domain.booths import FEATURE_LABELS


def words() -> dict[str, object]:
    return {
        "booth": _("Gian {number}"),
        "several": _("{n} gian đang chọn"),
        "zone": _("khu {code}"),
        "sides": _("mở {n} mặt"),
        "front": _("mặt tiền {length}"),
        "far": {
            "entrance": _("cách lối vào {length}"),
            "unloading": _("cách lối bốc dỡ {length}"),
            "power": _("dây điện {length}"),
            "water": _("ống nước {length}"),
        },
        "beside": _("liền gian {numbers}"),
        "blocked": _("không dùng"),
        "water": _("nước"),
        "flame": _("bếp lửa"),
        "features": {kind.value: _(word) for kind, word in FEATURE_LABELS.items()},
        "states": {
            "free": _("Còn trống"),
            "held": _("Đang giữ"),
            "assigned": _("Đã xếp"),
            "blocked": _("Không dùng"),
        },
        "mixed": _("Khác nhau"),
        "proposed": _("Sẽ thêm {n} gian."),
        "undo": _("Hoàn tác"),
        "redo": _("Làm lại"),
        "pickTwo": _("Bấm điểm thứ nhất, rồi điểm thứ hai trên hình nền."),
        "saving": _("Đang lưu…"),
        "saved": _("Đã lưu"),
        "lost": _("Chưa gửi được. Phần vừa vẽ vẫn còn đây và sẽ được gửi lại."),
        "refused": _("Không làm được việc này."),
        "inTheWay": _("Chỗ đó ra ngoài sảnh hoặc chồng lên mục khác."),
        "noRoom": _("Bên cạnh không còn chỗ trống cho bản sao."),
        "notLength": _("Hãy nhập số mét, ví dụ 3 hoặc 2,5."),
        "notNumber": _("Hãy nhập một số."),
        "othersChanged": _("Người khác vừa sửa sơ đồ. Phần vẽ ở đây vẫn còn nguyên."),
        "collides": _("Người khác vừa sửa đúng mục đang sửa ở đây. Phần này chưa gửi và vẫn còn trên hình."),
        "putMine": _("Gửi phần của tôi lên bản mới"),
        "dropMine": _("Bỏ phần của tôi"),
        "close": _("Đóng"),
        "wishesLost": {"ask": _("Bỏ nguyện vọng của người đăng ký?"), "yes": _("Vẫn làm"), "no": _("Không")},
    }


def shortcuts() -> list[tuple[list[str], str]]:
    """Keys, and what each does."""
    return [
        (["Tab"], _("sang mục sau (Shift: mục trước)")),
        (["←", "↑", "→", "↓"], _("dời mục đang chọn một ô lưới (Shift: mười ô)")),
        (["Alt", "←"], _("chọn gian bên cạnh")),
        (["Space"], _("thêm hoặc bớt mục vào phần đang chọn; giữ và kéo để dời khung nhìn")),
        (["Enter"], _("sang ô sửa bên cạnh hình")),
        (["Delete"], _("xoá khỏi sơ đồ")),
        (["Ctrl", "Z"], _("hoàn tác")),
        (["Ctrl", "Y"], _("làm lại")),
        (["Ctrl", "D"], _("nhân bản sang bên cạnh")),
        (["Ctrl", "A"], _("chọn mọi gian")),
        (["T"], _("xoay 90°")),
        (["M"], _("ghép các gian đang chọn")),
        (["V"], _("công cụ chọn")),
        (["B"], _("công cụ vẽ gian")),
        (["R"], _("tạo dãy gian")),
        (["+", "−", "0"], _("phóng to, thu nhỏ, xem cả sảnh")),
        (["Esc"], _("bỏ chọn, rồi rời sơ đồ")),
    ]
