"""Where a request comes from, for the limits that count by address."""

from dataclasses import replace

import pytest
from flask import request

from fairapp import create_app
from fairapp.web.origin import origin

FORWARDED = {"X-Forwarded-For": "198.51.100.7, 203.0.113.5", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_an_ipv6_connection_counts_as_one(app, address, counted):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert origin() == counted


@pytest.mark.parametrize(
    ("proxies", "address", "secure"),
    [(0, "127.0.0.1", False), (1, "203.0.113.5", True)],
)
def test_only_our_own_proxies_are_believed(config, proxies, address, secure):
    app = create_app(replace(config, trusted_proxies=proxies))
    app.add_url_rule("/who", "who", lambda: {"address": origin(), "secure": request.is_secure})
    answer = app.test_client().get("/who", headers=FORWARDED, environ_base={"REMOTE_ADDR": "127.0.0.1"})
    assert answer.json == {"address": address, "secure": secure}
