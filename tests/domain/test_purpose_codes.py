import random
import re
import unicodedata

import pytest
from hypothesis import given, strategies as st

from fairapp.domain.crockford import CROCKFORD
from fairapp.domain.errors import Invalid
from fairapp.domain.purpose_codes import MOST_FAIRS, MOST_PER_FAIR, find_codes, purpose_code

fairs = st.integers(1, MOST_FAIRS)
numbers = st.integers(1, MOST_PER_FAIR)


@given(fairs, numbers)
def test_a_code_is_short_and_holds_only_letters_and_digits_that_banks_keep(fair, number):
    assert re.fullmatch(r"HC[0-9A-HJKMNP-TV-Z]{9}", purpose_code(fair, number))


def test_no_two_papers_share_a_code():
    codes = {purpose_code(fair, number) for fair in range(1, 40) for number in range(1, 1000)}
    assert len(codes) == 39 * 999


@given(fairs, numbers)
def test_a_code_is_found_however_a_bank_writes_it(fair, number):
    code = purpose_code(fair, number)
    for text in (
        code,
        code.lower(),
        f"MBVCB.3278907687.{code}.CT tu 0011000123456 NGUYEN VAN A",
        f"NGUYEN VAN A chuyen tien{code}GD 667788",
        f"IBFT {code[:4]} {code[4:8]} {code[8:]} nop phi",
        " ".join(code),
        f"Nộp phí gian hàng {code}, cảm ơn",
        unicodedata.normalize("NFD", f"Nộp phí gian hàng {code} – Hội chợ"),
        f"{code[:5]}\n{code[5:]}",
        code.replace("0", "O").replace("1", "I"),
    ):
        assert find_codes(text) == [code], text


@given(fairs, numbers, st.data())
def test_one_wrong_symbol_never_passes(fair, number, data):
    code = purpose_code(fair, number)
    at = data.draw(st.integers(2, len(code) - 1))
    other = data.draw(st.sampled_from([c for c in CROCKFORD[:32] if c != code[at]]))
    assert code not in find_codes(code[:at] + other + code[at + 1 :])
    assert find_codes(code[:at] + other + code[at + 1 :]) == []


@given(fairs, numbers, st.integers(2, 7))
def test_two_neighbours_exchanged_never_pass(fair, number, at):
    code = purpose_code(fair, number)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert find_codes(swapped) == ([code] if swapped == code else [])


def test_two_codes_in_one_text_are_both_found_in_their_order():
    one, two = purpose_code(3, 1), purpose_code(3, 2)
    assert find_codes(f"tra {two} va {one} va {two}") == [two, one]


def test_5000_lines_of_other_payments_match_no_issued_code():
    """Words that hold HC once blanks are gone, numbers, other organisers' codes and codes with a slip."""
    chance = random.Random("other payments")
    issued = {purpose_code(7, n) for n in range(1, 2001)}
    words = ["thanh", "cong", "CHUYEN", "hc", "HCM", "nop", "hoc", "phi", "khach", "CU", "CT", "bach", "ch"]
    for _ in range(5000):
        parts = [chance.choice(words) for _ in range(chance.randint(1, 9))]
        parts += ["".join(chance.choices(CROCKFORD[:32], k=chance.randint(4, 14))) for _ in range(2)]
        parts.append("HC" + "".join(chance.choices(CROCKFORD[:32], k=9)))
        slip = list(chance.choice(sorted(issued)))
        place = chance.randint(2, 10)
        slip[place] = chance.choice([c for c in CROCKFORD[:32] if c != slip[place]])
        parts.append("".join(slip))
        chance.shuffle(parts)
        text = chance.choice(["", " ", ".", "-"]).join(parts)
        assert not issued & set(find_codes(text)), text


@pytest.mark.parametrize(("fair", "number"), [(0, 1), (1, 0), (MOST_FAIRS + 1, 1), (1, MOST_PER_FAIR + 1)])
def test_a_number_beyond_the_code_is_refused(fair, number):
    with pytest.raises(Invalid):
        purpose_code(fair, number)
