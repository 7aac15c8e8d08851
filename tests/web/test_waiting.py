"""A page that waits for its file hears when it has come."""

import pytest


def test_an_answer_that_was_waited_for_says_so(client):
    answer = client.get("/sign-in?ready=0123456789abcdef")
    said = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("ready=")]
    assert len(said) == 1
    assert said[0].startswith("ready=0123456789abcdef;")
    assert "Max-Age=60" in said[0]


@pytest.mark.parametrize("token", ["", "short", "0123456789ABCDEF", "0123456789abcdef; Path=/x", "a" * 400])
def test_nobody_puts_words_of_their_own_into_a_cookie(client, token):
    answer = client.get("/sign-in", query_string={"ready": token})
    assert not any(c.startswith("ready=") for c in answer.headers.getlist("Set-Cookie"))
