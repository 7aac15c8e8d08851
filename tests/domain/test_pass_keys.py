import pytest

from fairapp.domain.pass_keys import generate_key, open_key, public_bytes, seal_key


def test_a_sealed_key_opens_with_the_secret_and_its_owner():
    key = generate_key()
    sealed = seal_key(key, "secret of the application", "fair 7 key 1")
    assert public_bytes(open_key(sealed, "secret of the application", "fair 7 key 1")) == public_bytes(key)


def test_the_stored_form_does_not_show_the_key():
    key = generate_key()
    assert key.private_bytes_raw() not in seal_key(key, "s", "fair 7 key 1")


def test_the_same_key_is_sealed_differently_each_time():
    key = generate_key()
    assert seal_key(key, "s", "o") != seal_key(key, "s", "o")


@pytest.mark.parametrize("secret, owner", [("another", "fair 7 key 1"), ("secret", "fair 8 key 1")])
def test_another_secret_or_owner_does_not_open_it(secret, owner):
    sealed = seal_key(generate_key(), "secret", "fair 7 key 1")
    with pytest.raises(ValueError, match="does not open"):
        open_key(sealed, secret, owner)


def test_a_changed_byte_does_not_open():
    sealed = bytearray(seal_key(generate_key(), "secret", "o"))
    sealed[40] ^= 1
    with pytest.raises(ValueError, match="does not open"):
        open_key(bytes(sealed), "secret", "o")


def test_an_unknown_way_of_sealing_is_named():
    with pytest.raises(ValueError, match="sealed in a way"):
        open_key(b"\x02" + bytes(76), "secret", "o")


def test_a_stored_key_fits_its_column():
    assert len(seal_key(generate_key(), "secret", "fair 65535 key 255")) == 77
