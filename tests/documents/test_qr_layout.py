import random

import pytest
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from fairapp.documents import qr_layout

LETTERS = ALPHA_NUM.decode()


def drawn_by_qrcode(text, mode):
    code = QRCode(error_correction=qr_layout.LEVEL, border=0, mask_pattern=qr_layout.MASK)
    code.add_data(QRData(text.encode(), mode=mode))
    code.make(fit=True)
    return ["".join("01"[bool(module)] for module in row) for row in code.get_matrix()]


# Every way the end of a text can fall: odd and even, filled up and just full, one block and several, and
# each size of the character count (up to version 9, up to 26, above).
@pytest.mark.parametrize("length", [*range(1, 60), 122, 160, 161, 178, 200, 262, 263, 311, 400, 1500, 2100])
def test_a_dense_text_is_drawn_as_qrcode_draws_it(length):
    text = "".join(random.Random(length).choices(LETTERS, k=length))
    assert qr_layout.rows(text) == drawn_by_qrcode(text, MODE_ALPHA_NUM)


@pytest.mark.parametrize("length", [*range(1, 45), 106, 107, 152, 180, 181, 213, 300, 1100])
def test_a_text_of_bytes_is_drawn_as_qrcode_draws_it(length):
    text = "".join(random.Random(length).choices("abcđxyz/ệ?=", k=length))
    assert qr_layout.rows(text) == drawn_by_qrcode(text, MODE_8BIT_BYTE)


def test_a_text_no_code_can_hold_is_refused():
    with pytest.raises(ValueError, match="no code"):
        qr_layout.rows("A" * 5000)
