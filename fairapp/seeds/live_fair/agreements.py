"""What was signed at the fair under way: names of buyers are invented, a value is often left open."""

from dataclasses import dataclass
from datetime import time

from fairapp.domain.agreements import AgreementKind as Kind, AgreementLevel as Level
from fairapp.domain.ocop import ProducerKind
from fairapp.models import Application
from fairapp.seeds.story import Story, told_at
from fairapp.services import agreements, allocation
from fairapp.services.agreements import AgreementFacts, EventFacts

FIRMS = (ProducerKind.COMPANY, ProducerKind.COOPERATIVE)


@dataclass(frozen=True)
class Signed:
    """`day` counts from the first one. Without `party_a` an exhibitor of `unit` signed for itself."""

    day: int
    clock: time
    kind: Kind
    level: Level
    party_b: str
    terms: str
    party_a: str = ""
    unit: str = ""
    count: int = 1
    value: int | None = None


SIGNED = (
    Signed(
        0,
        time(10, 15),
        Kind.MEMORANDUM,
        Level.DEPARTMENTS,
        "Sở Công Thương các tỉnh Sơn La, Lào Cai, Thanh Hóa, Nghệ An",
        "Trao đổi thông tin thị trường, tạo điều kiện cho chủ thể tham gia hội chợ của nhau.",
        party_a="Sở Công Thương tỉnh Quảng Ninh",
        count=4,
    ),
    Signed(
        0,
        time(10, 30),
        Kind.MEMORANDUM,
        Level.PROVINCE_CHAIN,
        "Hệ thống siêu thị Sao Biển",
        "Dành quầy riêng cho sản phẩm từ 3 sao của tỉnh tại 12 siêu thị, xem lại sau sáu tháng.",
        party_a="Tỉnh Quảng Ninh",
    ),
    Signed(
        0,
        time(10, 40),
        Kind.MEMORANDUM,
        Level.PROVINCE_CHAIN,
        "Chuỗi cửa hàng nông sản Vườn Phố",
        "Đưa rau, quả, chè và mật ong của tỉnh vào chuỗi cửa hàng.",
        party_a="Tỉnh Sơn La",
    ),
    Signed(
        0,
        time(15, 20),
        Kind.FRAMEWORK,
        Level.BUSINESSES,
        "Công ty TNHH Phân phối Bến Đoan",
        "Giao hàng hằng tháng, thanh toán sau 30 ngày.",
        unit="quang-ninh",
        value=1_800_000_000,
    ),
    Signed(
        0,
        time(16, 5),
        Kind.CONTRACT,
        Level.BUSINESSES,
        "Chuỗi khách sạn Vịnh Ngọc",
        "Cung cấp quà tặng cho 8 khách sạn trong một năm.",
        unit="quang-ninh",
        value=640_000_000,
    ),
    Signed(
        1,
        time(9, 50),
        Kind.ORDER,
        Level.BUSINESSES,
        "Cửa hàng đặc sản Ba Miền",
        "Giao một lần trước Tết.",
        unit="lao-cai",
        value=95_000_000,
    ),
    Signed(
        1,
        time(14, 30),
        Kind.FRAMEWORK,
        Level.BUSINESSES,
        "Công ty Cổ phần Bán lẻ Sao Biển",
        "Chạy thử tại 3 siêu thị trong hai tháng.",
        unit="thanh-hoa",
    ),
    Signed(
        1,
        time(17, 10),
        Kind.CONTRACT,
        Level.BUSINESSES,
        "Công ty TNHH Xuất nhập khẩu Cửa Lục",
        "Xuất hai công-ten-nơ, giao tại cảng Cái Lân.",
        unit="son-la",
        value=2_450_000_000,
    ),
)


CONFERENCE = "Hội nghị kết nối cung cầu sản phẩm OCOP"


def sow(story: Story) -> str:
    event = agreements.add_event(
        story.organiser, story.live, EventFacts(CONFERENCE, story.day(0), "Hội trường Cung Quy hoạch")
    )
    exhibitors = allocation.list_exhibitors(story.live)
    exhibitors.sort(key=lambda application: application.producer.user is not story.cast["producer"])
    for signed in SIGNED:
        at = story.at(signed.day, signed.clock)
        application = _of(exhibitors, signed.unit)
        actor = (application.producer.user if application else None) or story.organiser
        with told_at(at):
            agreements.enter(actor, story.live, _facts(story, signed, application, event.id), at, application)
    return f"{sum(signed.count for signed in SIGNED)} agreements signed"


def _of(exhibitors: list[Application], unit: str) -> Application | None:
    """A firm of that province that signs in for itself, each time another one."""
    firms = (a for a in exhibitors if a.producer.kind in FIRMS and a.producer.user)
    found = next((a for a in firms if a.producer.unit_id == unit), None)
    if found:
        exhibitors.remove(found)
    return found


def _facts(story: Story, signed: Signed, application: Application | None, event_id: int) -> AgreementFacts:
    return AgreementFacts(
        kind=signed.kind,
        level=signed.level,
        parties=(application.producer.name if application else signed.party_a, signed.party_b),
        count=signed.count,
        value=signed.value,
        terms=signed.terms,
        signed_on=story.day(signed.day),
        event_id=event_id if application is None else None,
        source="Bàn ký kết của ban tổ chức" if application is None else "",
    )
