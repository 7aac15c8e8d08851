"""Visitors who register beforehand: what they agree to, and how long they are remembered."""

from fairapp.domain.text import N_

CONSENT_VERSION = "2026-1"
"""Raised whenever the words below change; each visitor keeps the version that was agreed to."""

CONSENT = N_(
    "Tôi đồng ý để ban tổ chức lưu họ tên và thông tin liên hệ trên để cấp thẻ và đếm khách của hội chợ này. "
    "Dữ liệu được xoá sau %(days)d ngày kể từ khi hội chợ kết thúc, hoặc ngay khi tôi yêu cầu."
)
KEPT_DAYS = 30

MOST_FROM_ONE_ADDRESS = 60
"""Registrations in a window from one network address: a market's Wi-Fi is one address for many."""

ERASED_NAME = N_("Khách đã xoá dữ liệu")
"""What stands in the place of the name, so that counts stay and persons do not."""
