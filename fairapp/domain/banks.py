"""Banks that take VietQR transfers, and what an account number looks like."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fairapp.domain.errors import Invalid
from fairapp.domain.text import N_

FACTS = Path(__file__).resolve().parent.parent / "data" / "banks.json"
LONGEST_ACCOUNT = 19


@dataclass(frozen=True)
class Bank:
    """`bin` is the number by which a VietQR code names the bank."""

    bin: str
    code: str
    short: str
    name: str


@cache
def banks() -> tuple[Bank, ...]:
    """By their short names."""
    return tuple(Bank(**row) for row in json.loads(FACTS.read_text(encoding="utf-8"))["banks"])


def get_bank(number: str) -> Bank:
    found = next((bank for bank in banks() if bank.bin == number), None)
    if found is None:
        raise Invalid(N_("Hãy chọn một ngân hàng trong danh sách."), field="bank_bin")
    return found


def check_account(typed: str) -> str:
    """An account number without the blanks, points and hyphens people write in it."""
    bare = re.sub(r"[\s.\-]", "", typed).upper()
    if not re.fullmatch(rf"[0-9A-Z]{{4,{LONGEST_ACCOUNT}}}", bare, re.ASCII):
        raise Invalid(
            N_("Số tài khoản gồm 4 đến %(n)d chữ số hoặc chữ cái không dấu."),
            field="account_number",
            n=LONGEST_ACCOUNT,
        )
    return bare
