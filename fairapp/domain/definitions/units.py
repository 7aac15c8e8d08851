"""In what a figure is told, and how it is known."""

from fairapp.domain.evidence import Evidence
from fairapp.domain.text import N_

BOOTHS, PEOPLE, TIMES, DONG = N_("gian"), N_("người"), N_("lượt"), N_("đồng")
UNITS, PROVINCES, PRODUCTS, AREA = N_("đơn vị"), N_("tỉnh, thành phố"), N_("sản phẩm"), N_("cm²")
ANSWERS, PAPERS, PERMILLE, ORDERS = N_("câu trả lời"), N_("văn bản"), N_("phần nghìn"), N_("đơn hàng")

COUNTED, DECLARED, ESTIMATED = Evidence.COUNTED.value, Evidence.DECLARED.value, Evidence.ESTIMATED.value
