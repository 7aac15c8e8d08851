"""Sponsors of the fair under way: invented names, promises kept, half kept, and one made good."""

from dataclasses import dataclass
from datetime import time

from fairapp.db import db
from fairapp.domain.sponsors import Tier
from fairapp.models import Benefit, Sponsor
from fairapp.seeds.story import Story, told_at
from fairapp.services import sponsors
from fairapp.services.sponsors import BenefitFacts, SponsorFacts


@dataclass(frozen=True)
class Promise:
    """What was promised, and what of it was delivered by yesterday evening."""

    what: str
    unit: str
    promised: int
    delivered: int = 0
    proof: str = ""
    shortfall: str = ""
    make_good: str = ""


BANK = (
    Promise(
        "Logo trên phông sân khấu chính", "vị trí", 1, 1, "Ảnh chụp phông sân khấu, 8 giờ 10 ngày khai mạc"
    ),
    Promise("Logo trên cổng chào", "vị trí", 3, 3, "Ảnh từng cổng trong biên bản nghiệm thu dàn dựng"),
    Promise("Logo trên mẫu thẻ ra vào", "mẫu", 2, 2, "Mẫu thẻ A6 và A4 đã in, tổ thư ký giữ"),
    Promise("Phát phim ngắn trên màn hình LED", "lượt", 60, 22, "Nhật ký phát của tổ sân khấu, hai ngày đầu"),
    Promise("Bàn hướng dẫn thanh toán không tiền mặt", "bàn", 2, 2, "Ảnh hai bàn ở Cổng A và sân ẩm thực"),
    Promise(
        "Phát biểu tại lễ khai mạc",
        "lượt",
        1,
        0,
        shortfall="Đại diện đến muộn vì kẹt xe, lễ khai mạc truyền hình trực tiếp không lùi được giờ.",
        make_good="Trao quà cho gian hàng đẹp tại lễ bế mạc, 5 phút phát biểu.",
    ),
)
MARKETS = (
    Promise("Logo trên sơ đồ gian và tờ gấp", "bản", 5000, 5000, "Biên bản giao nhận của nhà in"),
    Promise("Gian thiết kế 6 × 6 m trong sảnh", "gian", 1, 1, "Gian T6 trên sơ đồ"),
    Promise("Giới thiệu tại buổi kết nối cung cầu", "lượt", 1, 1, "Chương trình buổi 10 giờ, ngày khai mạc"),
    Promise("Phát thanh trong hội chợ", "lượt", 40, 17, "Nhật ký phát thanh hai ngày đầu"),
)
TELECOMS = (
    Promise("Logo ở chân trang đăng ký khách", "trang", 1, 1, "Ảnh chụp màn hình trang đăng ký"),
    Promise(
        "Biển tại ba cổng", "biển", 3, 2, "Ảnh Cổng A, Cổng B", make_good="Lắp biển ở Cổng C trong hôm nay."
    ),
)
WATER = (
    Promise("Đặt tủ nước ở khu nghỉ", "tủ", 6, 6, "Sơ đồ đặt tủ, tổ hậu cần ký"),
    Promise("Logo trên tờ gấp", "bản", 5000, 5000, "Biên bản giao nhận của nhà in"),
)
LORRIES = (Promise("Nhắc tên trong lễ khai mạc và bế mạc", "lượt", 2, 1, "Kịch bản lễ khai mạc, mục 4"),)

SPONSORS = (
    (
        SponsorFacts(
            "Ngân hàng Vịnh Xanh",
            Tier.DIAMOND,
            500_000_000,
            goals="Để chủ thể và khách quen với thanh toán không tiền mặt; mở được tài khoản cho 300 hộ.",
            contact_name="Đỗ Quang Huy",
            email="nhataitro@ocop.example",
        ),
        BANK,
    ),
    (
        SponsorFacts(
            "Hệ thống siêu thị Sao Biển",
            Tier.GOLD,
            250_000_000,
            goals="Tìm 20 nhà cung cấp mới có sản phẩm từ 4 sao.",
            contact_name="Trần Kim Oanh",
            email="doitac@saobien.example",
        ),
        MARKETS,
    ),
    (
        SponsorFacts(
            "Viễn thông Đông Hải",
            Tier.SILVER,
            120_000_000,
            goals="Giới thiệu gói cước cho hộ kinh doanh.",
            contact_name="Lê Anh Tuấn",
            email="truyenthong@donghai.example",
        ),
        TELECOMS,
    ),
    (
        SponsorFacts(
            "Nước uống Mạch Sương",
            Tier.BRONZE,
            0,
            in_kind="12.000 chai nước và 6 tủ lạnh",
            goals="Khách đi hội chợ biết đến nhãn mới.",
            contact_name="Phạm Thị Duyên",
            email="banhang@machsuong.example",
        ),
        WATER,
    ),
    (
        SponsorFacts(
            "Vận tải Cửa Lục",
            Tier.PARTNER,
            0,
            in_kind="8 xe tải chở hàng miễn phí cho các đoàn",
            contact_name="Bùi Văn Hải",
            email="dieuphoi@cualuc.example",
        ),
        LORRIES,
    ),
)


PROMISED_AT, TOLD_AT = (-40, time(10)), (1, time(21, 40))


def sow(story: Story) -> str:
    for facts, promises in SPONSORS:
        with told_at(story.at(*PROMISED_AT)):
            sponsor = sponsors.add(story.organiser, story.live, facts)
            made = [_promise(story, sponsor, promise) for promise in promises]
        with told_at(story.at(*TOLD_AT)):
            for benefit, promise in zip(made, promises, strict=True):
                _deliver(story, benefit, promise)
        if facts.email == story.cast["sponsor"].email:
            sponsor.user = story.cast["sponsor"]
    db.session.flush()
    return f"{len(SPONSORS)} sponsors"


def _promise(story: Story, sponsor: Sponsor, p: Promise) -> Benefit:
    facts = BenefitFacts(p.what, p.unit, p.promised)
    return sponsors.promise(story.organiser, sponsor, facts, story.at(*PROMISED_AT))


def _deliver(story: Story, benefit: Benefit, p: Promise) -> None:
    facts = BenefitFacts(p.what, p.unit, p.promised, p.delivered, p.proof, p.shortfall, p.make_good)
    sponsors.deliver(story.organiser, benefit, facts, story.at(*TOLD_AT))
