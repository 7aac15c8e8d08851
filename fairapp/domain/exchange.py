"""What may be imported, by whom, and how much at once."""

from enum import StrEnum

from fairapp.domain.application_sheets import APPLICATIONS
from fairapp.domain.booth_sheets import BOOTHS
from fairapp.domain.producer_sheets import PRODUCERS, PRODUCTS
from fairapp.domain.sheets import Sheet
from fairapp.domain.text import N_

DAYS_KEPT = 30  # of a file's rows, which hold names and numbers of people


class Kind(StrEnum):
    """What a file lists."""

    PRODUCERS = "producers"
    PRODUCTS = "products"
    APPLICATIONS = "applications"
    BOOTHS = "booths"


KIND_LABELS = {
    Kind.PRODUCERS: N_("Chủ thể"),
    Kind.PRODUCTS: N_("Sản phẩm"),
    Kind.APPLICATIONS: N_("Đơn đăng ký"),
    Kind.BOOTHS: N_("Gian hàng"),
}

SHEETS: dict[Kind, Sheet] = {
    Kind.PRODUCERS: PRODUCERS,
    Kind.PRODUCTS: PRODUCTS,
    Kind.APPLICATIONS: APPLICATIONS,
    Kind.BOOTHS: BOOTHS,
}

# How many rows are looked at in one request. A plan is judged as a whole.
AT_ONCE = {Kind.PRODUCERS: 1000, Kind.PRODUCTS: 1000, Kind.APPLICATIONS: 100, Kind.BOOTHS: 600}
MOST_ROWS = {Kind.PRODUCERS: 20_000, Kind.PRODUCTS: 20_000, Kind.APPLICATIONS: 2000, Kind.BOOTHS: 600}
