from hypothesis import given, strategies as st

from fairapp.domain.crockford import join_digits, read_symbols, write_digits


@given(st.integers(0, 2**40 - 1))
def test_what_is_written_is_read_again_in_small_letters_too(number):
    written = write_digits(number, 8)
    assert len(written) == 8
    assert join_digits(read_symbols(written.lower())) == number


def test_letters_mistaken_for_digits_are_forgiven_and_strangers_are_not():
    assert read_symbols("iLo") == [1, 1, 0]
    assert read_symbols("A-B") is None
    assert read_symbols("") is None
