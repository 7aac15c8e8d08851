"""Numbers in addresses."""

import pytest

from tests.factories import a_producer


@pytest.mark.parametrize("number", ["0", str(2**31), "9" * 30])
def test_a_number_that_no_row_can_have_is_not_found(sign_in, db, number):
    own = sign_in(a_producer().user)
    assert own.get(f"/producer/applications/{number}").status_code == 404
