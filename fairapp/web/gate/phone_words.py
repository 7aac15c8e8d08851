"""What the scanner's scripts say, in the language of the page. {x} is put in by the script."""

from flask_babel import gettext as _


def phone_words() -> dict[str, str]:
    return {
        **_line(),
        **_counting(),
        **_enrolling(),
        **_scanning(),
        **_supervising(),
        **_testing(),
        **_checked(),
        **_findings(),
        **_digests(),
        **_floor(),
    }


def _line() -> dict[str, str]:
    return {
        "connecting": _("Đang kết nối"),
        "online_now": _("Trực tuyến"),
        "offline_now": _("Mất mạng"),
        "offline_waiting": _("Mất mạng, {n} chờ gửi"),
        "waiting": _("{n} chờ gửi"),
        "synced": _("đồng bộ {time}"),
        "never_synced": _("chưa đồng bộ"),
        "battery": _("pin {n}%"),
        "no_gate": _("Chưa được giao cổng"),
        "scanner": _("Soát thẻ"),
        "counted": _("{n} lượt vào hôm nay"),
        "inside": _("{n} thẻ ở trong"),
        "inside_of": _("{n}/{limit} thẻ ở trong"),
        "unkept": _(
            "Máy không ghi được: {n} lượt chỉ còn trong trang này. Đừng đóng trang cho đến khi gửi xong."
        ),
        "fault": _("Máy chủ không hiểu máy này. Các lượt vẫn được giữ; hãy báo ban tổ chức."),
        "dead": _("{n} lượt máy chủ không đọc được, đã chuyển ban tổ chức."),
        "conflicts": _("{n} thẻ đã quét lúc mất mạng trước đó đã vào ở cổng khác. Ban tổ chức đã thấy."),
        "stopped_unknown": _("Máy chủ không còn nhận máy này. Hãy ghép lại bằng mã của ban tổ chức."),
        "stopped_revoked": _("Ban tổ chức đã ngừng máy này."),
    }


def _counting() -> dict[str, str]:
    return {
        "did_adult": _("Vừa đếm {n} khách"),
        "did_child": _("Vừa đếm {n} trẻ em"),
        "undid": _("Đã bớt {n}"),
        "nothing": _("Chưa có lần bấm nào để hoàn tác."),
    }


def _enrolling() -> dict[str, str]:
    return {
        "enrolled_now": _("Máy này đang là “{name}” của {fair}."),
        "no_enrol_link": _("Đây không phải đường dẫn ghép máy của ban tổ chức."),
        "enrol_offline": _("Mất mạng: ghép máy cần có mạng. Hãy thử lại khi có mạng."),
        "enrol_waiting": _("Còn {n} lượt chưa gửi. Nối mạng cho gửi hết rồi hãy ghép lại."),
    }


def _scanning() -> dict[str, str]:
    return {
        "booth": _("Gian {booth}"),
        "mistyped": _("Mã chưa đúng: mã gồm 8 ký tự và một ký tự kiểm tra, như 0000-002S-F."),
        "not_asked": _("Không hỏi được máy chủ về mã nhập tay."),
        "not_asked_next": _("Quét mã QR trên thẻ, hoặc mời sang bàn hỗ trợ."),
        "name_short": _("Nhập ít nhất hai chữ cái."),
        "nobody_found": _("Không có thẻ nào mang tên này."),
        "search_offline": _("Mất mạng: chưa tìm được theo tên."),
        "camera_insecure": _("Trình duyệt chỉ mở máy ảnh trên địa chỉ https. Hãy mở lại trang bằng https."),
        "camera_forbidden": _(
            "Trang chưa được phép dùng máy ảnh. Cho phép trong cài đặt của trình duyệt rồi thử lại."
        ),
        "camera_missing": _("Máy này không có máy ảnh. Dùng máy quét cầm tay hoặc nhập mã in trên thẻ."),
        "camera_broken": _(
            "Không mở được máy ảnh; có thể ứng dụng khác đang dùng. Đóng ứng dụng đó rồi thử lại."
        ),
    }


def _supervising() -> dict[str, str]:
    return {
        "overridden": _("Đã ghi ngoại lệ."),
        "why_missing": _("Ghi lý do cho vào."),
        "pin_short": _("Mã PIN gồm 8 chữ số."),
        "pin_wrong": _("Sai mã PIN. Còn {n} lần thử."),
        "pin_wait": _("Đã sai nhiều lần. Thử lại sau {n} phút."),
        "no_supervisors": _("Hội chợ chưa có người phụ trách nào có mã PIN."),
    }


def _testing() -> dict[str, str]:
    return {
        "begin_note": _(
            "Máy thử máy ảnh, âm thanh, bộ nhớ, đồng hồ và dữ liệu; tốt cả thì vào soát thẻ ngay."
        ),
        "loading_bundle": _("Đang tải dữ liệu của cổng…"),
        "no_bundle": _("Chưa có dữ liệu của cổng. Lần đầu cần có mạng."),
        "not_green": _("Máy chưa đạt ở vài điểm. Đọc từng điểm, khắc phục rồi thử lại; hoặc vẫn bắt đầu."),
        "test_again": _("Kiểm tra lại"),
        "mark_good": _("Đạt"),
        "mark_fair": _("Lưu ý"),
        "mark_bad": _("Chưa đạt"),
    }


def _checked() -> dict[str, str]:
    """What the self-test looked at, and what it found of camera, sound, network and battery."""
    return {
        "check_camera": _("Máy ảnh:"),
        "check_sound": _("Âm thanh:"),
        "check_storage": _("Bộ nhớ:"),
        "check_clock": _("Đồng hồ:"),
        "check_data": _("Dữ liệu:"),
        "check_offline": _("Mở khi mất mạng:"),
        "check_battery": _("Pin:"),
        "camera_good": _("đọc được mã QR."),
        "sound_good": _("có tiếng báo."),
        "sound_bad": _("không phát được tiếng; hãy nhìn màn hình khi quét."),
        "offline_good": _("đã lưu trên máy."),
        "offline_fair": _("chưa lưu được trên máy; nếu tải lại khi mất mạng, trang sẽ không mở."),
        "battery_low": _("còn {n}%; hãy cắm sạc."),
    }


def _findings() -> dict[str, str]:
    """What it found of storage, clock and data."""
    return {
        "storage_good": _("trình duyệt hứa giữ các lượt quét."),
        "storage_passing": _(
            "trình duyệt có thể xoá khi máy đầy hoặc khi đóng cửa sổ ẩn danh. Thêm trang vào màn hình chính."
        ),
        "storage_small": _("chỉ còn {mb} MB; hãy xoá bớt ảnh, video."),
        "storage_full": _("máy đã đầy, lượt quét không ghi được. Xoá bớt ảnh, video rồi thử lại."),
        "storage_broken": _("trình duyệt không cho lưu. Mở trang trong cửa sổ thường, không ẩn danh."),
        "clock_good": _("đúng giờ."),
        "clock_minutes": _("lệch {n} phút; máy quét tính theo giờ máy chủ."),
        "clock_hours": _("lệch {n} giờ; máy quét vẫn tính theo giờ máy chủ. Nên chỉnh lại giờ của máy."),
        "clock_unknown": _("chưa so được với máy chủ; cần có mạng một lần."),
        "data_good": _("mới."),
        "data_none": _("chưa có; cần có mạng một lần."),
        "data_minutes": _("của {n} phút trước; chưa biết các lượt và thẻ thu hồi sau đó."),
        "data_hours": _("của {n} giờ trước; chưa biết các lượt và thẻ thu hồi sau đó."),
    }


def _digests() -> dict[str, str]:
    return {
        "frame_of": _("Mã {n}/{of}"),
        "heard_some": _("Đã nhận {n}/{of} mã của máy khác, giữ máy thêm…"),
        "heard_all": _("Đã nhận đủ {of} mã của máy khác."),
        "frame_odd": _("Mã trao đổi này không phải của hội chợ này."),
    }


def _floor() -> dict[str, str]:
    return {
        "sign_no_right": _("Đây là biển gian hàng. Máy này không được giao kiểm tra gian."),
        "sign_other_fair": _("Biển này của hội chợ khác."),
        "sign_forged": _("Biển giả: chữ ký không đúng. Hãy báo ban tổ chức."),
        "sign_old": _("Biển cũ: ký bằng khoá đã thu hồi. Chọn gian trong danh sách và xin in biển mới."),
        "sign_unknown": _("Máy chưa có dữ liệu của gian này. Nối mạng để tải lại, rồi quét lần nữa."),
        "check_begun": _("Gian {booth} còn lần kiểm tra chưa lưu. Lưu hoặc bỏ rồi quét tiếp."),
        "check_empty": _("Chọn ít nhất một mục hoặc ghi chú."),
        "check_saved": _("Đã ghi gian {booth}: đạt."),
        "check_saved_bad": _("Đã ghi gian {booth}: {n} mục chưa đạt."),
        "drop_sure": _("Bấm lần nữa để bỏ"),
        "open_findings": _("Chưa khắc phục: {list}"),
        "finding_present": _("Gian vắng người trực"),
        "finding_goods": _("Bày hàng ngoài danh mục đã duyệt"),
        "finding_labels": _("Hàng thiếu nhãn hoặc nhãn sai"),
        "finding_prices": _("Chưa niêm yết giá"),
        "finding_own": _("Cho thuê lại, sang nhượng gian"),
        "goods_count": _("{n} sản phẩm được duyệt."),
        "goods_none": _("Không có sản phẩm nào được duyệt."),
        "goods_stale": _("{n} chứng nhận hết hạn."),
        "goods_valid": _("{n} sao, đến {day}"),
        "goods_expired": _("Chứng nhận {n} sao hết hạn {day}"),
        "goods_uncertified": _("Chưa có chứng nhận OCOP"),
        "photo_alt": _("Ảnh {n}"),
        "photo_remove": _("Bỏ ảnh {n}"),
        "photo_failed": _("Không đọc được ảnh này."),
        "booth_checked": _("kiểm tra lúc {time}"),
        "booth_unchecked": _("chưa kiểm tra"),
        "booth_open": _("{n} việc chưa khắc phục"),
        "booths_unknown": _("Máy chưa có danh sách gian. Nối mạng để tải."),
        "booths_none": _("Không có gian nào như vậy."),
    }
