"""The rules by which figures are made."""

from fairapp.domain.facts import RuleFact
from fairapp.domain.text import N_

RULES = (
    RuleFact(
        "undivided",
        N_("Chưa phân"),
        N_("Phần doanh thu chỉ được ghi tổng, không ghi theo sản phẩm; để riêng, không chia đều."),
    ),
    RuleFact(
        "small_groups",
        N_("Nhóm gộp"),
        N_(
            "Không công bố tổng của ít hơn ba đơn vị. Nhóm nhỏ được gộp, và gộp thêm đến khi không thể lấy "
            "bảng này trừ bảng kia, hay bản chốt sau trừ bản chốt trước, để ra số của một hai đơn vị. Khi số "
            "mới sẽ làm lộ, bản sau giữ số tiền đã công bố và ghi rõ là của bản nào."
        ),
    ),
    RuleFact(
        "reported",
        N_("Số liệu báo chí nêu"),
        N_("Để bên cạnh số của hệ thống kèm nguồn, không cộng chung."),
    ),
    RuleFact(
        "evidence",
        N_("Loại bằng chứng"),
        N_(
            "Đếm được: máy hoặc sổ ghi từng lượt. Tự khai: đơn vị tự ghi. Ước tính: có phần không phân biệt "
            "được. Báo chí nêu: nguồn khác nói."
        ),
    ),
    RuleFact(
        "fingerprint",
        N_("Mã kiểm tra"),
        N_(
            "SHA-256 của các dữ kiện viết thành JSON UTF-8: khoá theo thứ tự chữ cái, không dấu cách, giữ "
            "nguyên thứ tự dòng."
        ),
    ),
)
