"""Who signs in, and as what."""

from enum import StrEnum

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_


class Role(StrEnum):
    """One role an account. What a role may open stands in web.audiences, nowhere else."""

    ORGANISER = "organiser"
    DELEGATION = "delegation"
    PRODUCER = "producer"
    SPONSOR = "sponsor"


LABELS = {
    Role.ORGANISER: N_("Ban tổ chức"),
    Role.DELEGATION: N_("Đầu mối đoàn tỉnh"),
    Role.PRODUCER: N_("Chủ thể"),
    Role.SPONSOR: N_("Nhà tài trợ"),
}

MIN_PASSWORD = 8
# OWASP's Argon2id setting for 19 MiB: about 20 ms a check, so that a sign-in never blocks a gate.
ARGON2 = {"time_cost": 2, "memory_cost": 19456, "parallelism": 1}
ATTEMPTS = 8  # failed sign-ins in a window before the account's door closes for the rest of it
WINDOW_MINUTES = 15
REGISTRATIONS = 30  # tries from one network address in a window: a training day shares one address
LINK_MINUTES = 30  # how long the letter about a forgotten password leads anywhere
LINKS = 3  # letters to one address in a window, so that nobody's mailbox is flooded
LINK_TRIES = 30  # the same from one network address: an office shares one
RESETS = 30  # passwords that one organiser gives in a window
SIGNED_IN_DAYS = 90  # how long a device that was asked to stays signed in: longer than a fair's season
COMMON = {"12345678", "123456789", "1234567890", "password", "matkhau1", "11111111", "00000000", "88888888"}


def check_password(password: str) -> None:
    """Refuse a password that is too short or that everybody tries first (NIST SP 800-63B 5.1.1.2)."""
    if len(password) < MIN_PASSWORD:
        raise Invalid(N_("Mật khẩu cần ít nhất %(n)d ký tự."), field="password", n=MIN_PASSWORD)
    if password.lower() in COMMON:
        raise Invalid(N_("Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác."), field="password")
