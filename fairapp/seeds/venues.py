"""Venues that the press names, and the halls of those that are laid out here."""

import re

from fairapp.domain.places import get_unit, unit_now
from fairapp.domain.text import fold
from fairapp.models import Hall, Venue
from fairapp.seeds import press
from fairapp.seeds.story import Story, named, save

PALACE = "Cung Quy hoạch, Hội chợ và Triển lãm tỉnh Quảng Ninh"
STREET = "Phố đi bộ Trịnh Công Sơn"
PARK = "Công viên Văn hóa Đống Đa"
# How the press spells a venue, where it spells it in several ways: a folded part of the name.
SPELLINGS = {"cung quy hoach": PALACE, "trinh cong son": STREET, "big c thang long": "TTTM Big C Thăng Long"}
SPELLINGS |= {"vec": "Trung tâm Triển lãm Việt Nam (VEC)"}
# A town or a district is where a fair was, not a venue.
TOWN = re.compile(r"(tp|thanh pho|thi xa|huyen|xa|ha noi|chau doc|dia diem)\b")
NOT_MEASURED = "Kích thước sảnh và sơ đồ là dữ liệu minh hoạ, chưa đo thực tế."
ADDRESSES = {
    PALACE: "Phường Hạ Long, tỉnh Quảng Ninh",
    STREET: "Phường Tây Hồ, thành phố Hà Nội",
    "TTTM Big C Thăng Long": "Đường Trần Duy Hưng, thành phố Hà Nội",
}
MAIN, COURT, WALK, LAWN = "palace main", "palace court", "street", "park"
HALLS = {
    MAIN: (PALACE, "Sảnh triển lãm", 7800, 4800),
    COURT: (PALACE, "Sân ẩm thực", 4200, 2400),
    WALK: (STREET, "Đoạn phố từ cổng đến hồ", 25800, 1200),
    LAWN: (PARK, "Bãi cỏ trung tâm", 4800, 3000),
}


def sow(story: Story) -> str:
    places = {PALACE: "quang-ninh", STREET: "ha-noi", PARK: "ha-noi"}
    for record in press.read_records():
        name = venue_name(record.places[0].name) if len(record.places) == 1 else None
        if name:
            places.setdefault(name, unit_now(get_unit(record.unit)).id)
    venues = {name: _venue(name, unit) for name, unit in places.items()}
    save(list(venues.values()))
    for key, (venue, name, width, depth) in HALLS.items():
        story.halls[key] = Hall(venue=venues[venue], name=name, width_cm=width, depth_cm=depth)
    save(list(story.halls.values()))
    return f"{len(venues)} venues"


def venue_name(place: str) -> str | None:
    """The venue's one name; None for a town."""
    folded = fold(place)
    for part, name in SPELLINGS.items():
        if part in folded:
            return name
    return None if TOWN.match(folded) or not folded else place


def _venue(name: str, unit: str) -> Venue:
    note = NOT_MEASURED if name in (PALACE, STREET, PARK) else ""
    return Venue(**named(name), unit_id=unit, address=ADDRESSES.get(name, ""), note=note)
