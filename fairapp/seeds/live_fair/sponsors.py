"""Sponsors of the fair under way: invented names, promises kept, half kept, and one made good."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID, uuid5

from fairapp.db import db
from fairapp.domain.sponsors import Tier
from fairapp.models import Benefit, Sponsor
from fairapp.seeds.live_fair.pictures import picture
from fairapp.seeds.story import Story, told_at
from fairapp.services import gate, sponsors
from fairapp.services.sponsors import BenefitFacts, ProofFacts, SponsorFacts, StandardFacts


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
    place: str = ""  # where its picture was taken
    due: int | None = None  # counted from the first day
    given_up: bool = False
    on_passes: bool = False
    gate: str = ""


BANK = (
    Promise(
        "Logo trên phông sân khấu chính",
        "vị trí",
        1,
        1,
        "Ảnh chụp phông sân khấu, 8 giờ 10 ngày khai mạc",
        place="Sân khấu chính",
        due=0,
    ),
    Promise(
        "Logo trên cổng chào",
        "vị trí",
        3,
        3,
        "Ảnh từng cổng trong biên bản nghiệm thu dàn dựng",
        place="Cổng A",
        due=-1,
        gate="Cổng A",
    ),
    Promise("Logo trên mẫu thẻ ra vào", "mẫu", 2, 2, "Mẫu thẻ A6 và A4 đã in, tổ thư ký giữ", on_passes=True),
    Promise(
        "Phát phim ngắn trên màn hình LED",
        "lượt",
        60,
        22,
        "Nhật ký phát của tổ sân khấu, hai ngày đầu",
        place="Màn hình LED sảnh",
        due=5,
    ),
    Promise(
        "Bàn hướng dẫn thanh toán không tiền mặt",
        "bàn",
        2,
        2,
        "Ảnh hai bàn ở Cổng A và sân ẩm thực",
        place="Sân ẩm thực",
        due=0,
    ),
    Promise(
        "Phát biểu tại lễ khai mạc",
        "lượt",
        1,
        0,
        shortfall="Đại diện đến muộn vì kẹt xe, lễ khai mạc truyền hình trực tiếp không lùi được giờ.",
        make_good="Trao quà cho gian hàng đẹp tại lễ bế mạc, 5 phút phát biểu.",
        given_up=True,
    ),
)
MARKETS = (
    Promise("Logo trên sơ đồ gian và tờ gấp", "bản", 5000, 5000, "Biên bản giao nhận của nhà in"),
    Promise("Gian thiết kế 6 × 6 m trong sảnh", "gian", 1, 1, "Gian T6 trên sơ đồ", place="Gian T6", due=0),
    Promise("Giới thiệu tại buổi kết nối cung cầu", "lượt", 1, 1, "Chương trình buổi 10 giờ, ngày khai mạc"),
    Promise("Phát thanh trong hội chợ", "lượt", 40, 17, "Nhật ký phát thanh hai ngày đầu", due=5),
)
TELECOMS = (
    Promise("Logo ở chân trang đăng ký khách", "trang", 1, 1, "Ảnh chụp màn hình trang đăng ký"),
    Promise(
        "Biển tại ba cổng",
        "biển",
        3,
        2,
        "Ảnh Cổng A, Cổng B",
        make_good="Lắp biển ở Cổng C trong hôm nay.",
        place="Cổng B",
        due=1,
        gate="Cổng B",
    ),
)
WATER = (
    Promise("Đặt tủ nước ở khu nghỉ", "tủ", 6, 6, "Sơ đồ đặt tủ, tổ hậu cần ký", place="Khu nghỉ", due=0),
    Promise("Logo trên tờ gấp", "bản", 5000, 5000, "Biên bản giao nhận của nhà in"),
)
LORRIES = (
    Promise("Nhắc tên trong lễ khai mạc và bế mạc", "lượt", 2, 1, "Kịch bản lễ khai mạc, mục 4", due=5),
)

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


STANDARD = (
    StandardFacts(Tier.DIAMOND, "Logo trên phông sân khấu chính", "vị trí"),
    StandardFacts(Tier.DIAMOND, "Logo trên cổng chào", "vị trí", 3),
    StandardFacts(Tier.GOLD, "Gian thiết kế 6 × 6 m trong sảnh", "gian"),
    StandardFacts(Tier.GOLD, "Phát thanh trong hội chợ", "lượt", 40),
    StandardFacts(Tier.SILVER, "Biển tại ba cổng", "biển", 3),
    StandardFacts(Tier.BRONZE, "Logo trên tờ gấp", "bản", 5000),
)
PROMISED_AT, SEEN_AT, TOLD_AT = (-40, time(10)), (0, time(8, 10)), (1, time(21, 40))
PROOFS = UUID("6f2c8f6e-9d0e-4d53-8f3e-0c0f4a1d7b11")


def sow(story: Story) -> str:
    for facts, promises in SPONSORS:
        with told_at(story.at(*PROMISED_AT)):
            sponsor = sponsors.add(story.organiser, story.live, facts)
            made = [_promise(story, sponsor, promise) for promise in promises]
        with told_at(story.at(*TOLD_AT)):
            for benefit, promise in zip(made, promises, strict=True):
                _deliver(story, benefit, promise)
                if promise.place:
                    _prove(story, benefit, promise)
        if facts.email == story.cast["sponsor"].email:
            sponsor.user = story.cast["sponsor"]
    for line in STANDARD:
        sponsors.add_standard(story.organiser, story.live, line)
    db.session.flush()
    return f"{len(SPONSORS)} sponsors"


def _promise(story: Story, sponsor: Sponsor, p: Promise) -> Benefit:
    facts = BenefitFacts(p.what, p.unit, p.promised, due_on=_due(story, p))
    return sponsors.promise(story.organiser, sponsor, facts, story.at(*PROMISED_AT))


def _deliver(story: Story, benefit: Benefit, p: Promise) -> None:
    facts = BenefitFacts(
        p.what,
        p.unit,
        p.promised,
        p.delivered,
        p.proof,
        p.shortfall,
        p.make_good,
        _due(story, p),
        p.given_up,
        p.on_passes,
        gate.get_by_name(story.live, p.gate).id if p.gate else None,
    )
    sponsors.deliver(story.organiser, benefit, facts, story.at(*TOLD_AT))


def _prove(story: Story, benefit: Benefit, p: Promise) -> None:
    """The picture of it, taken on the spot."""
    number = uuid5(PROOFS, f"{benefit.sponsor.name}: {p.what}")
    taken = picture(benefit.sponsor.name, p.what, p.place, number.int % 97)
    seen = story.at(*SEEN_AT)
    facts = ProofFacts(number, p.delivered, seen, p.place, photo=taken, seen=benefit.delivered)
    sponsors.prove(story.organiser, benefit, facts, story.at(*TOLD_AT))


def _due(story: Story, p: Promise) -> date | None:
    return None if p.due is None else story.day(p.due)
