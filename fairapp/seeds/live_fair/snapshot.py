"""The figures of the fair under way, frozen once with the organiser's words: an interim report to read."""

from fairapp.domain.report_parts import Part
from fairapp.seeds.story import Story
from fairapp.services import reports

WORDS = {
    Part.PARENT: ("Uỷ ban nhân dân tỉnh Quảng Ninh",),
    Part.ISSUER: ("Sở Công Thương",),
    Part.PLACE: ("Hạ Long",),
    Part.ADDRESSEE: ("Uỷ ban nhân dân tỉnh Quảng Ninh",),
    Part.CARRYING_OUT: (
        "Ban Tổ chức phân công từng sở, ngành và giao ban mỗi sáng trong những ngày diễn ra hội chợ.",
        "Đầu mối đoàn tỉnh vận động chủ thể, xếp thứ tự ưu tiên và đôn đốc ghi sổ bán hàng mỗi tối.",
    ),
    Part.ASSESSMENT: (
        "Hội chợ đông khách nhất vào buổi tối; nhiều chủ thể nhỏ lần đầu có đơn đặt hàng từ xa.",
    ),
    Part.SHORTCOMINGS: (
        "Bãi gửi xe thiếu chỗ vào giờ cao điểm buổi tối.",
        "Một số gian hàng chưa ghi sổ bán hàng đủ các ngày.",
    ),
    Part.PROPOSALS: (
        "Đề nghị UBND tỉnh cho duy trì hội chợ hằng năm và bố trí thêm bãi gửi xe.",
        "Đề nghị các địa phương hỗ trợ chủ thể gia hạn giấy chứng nhận OCOP trước hội chợ.",
    ),
    Part.RECIPIENTS: ("Như trên", "Sở Nông nghiệp và Môi trường", "Các đoàn tham gia hội chợ", "Lưu: VT"),
    Part.AUTHORITY: ("KT. Giám đốc",),
    Part.POSITION: ("Phó Giám đốc",),
}


def sow(story: Story) -> str:
    reports.save_parts(story.organiser, story.live, {part: "\n".join(lines) for part, lines in WORDS.items()})
    snapshot = reports.freeze(story.live, story.organiser, story.now)
    return f"snapshot {snapshot.number}: {snapshot.sha256[:12]}"
