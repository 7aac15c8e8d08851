"""What a person of the demo data comes to by following links, a few pages of each kind."""

import re
from collections import deque
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from sqlalchemy import event

from fairapp.db import db
from fairapp.seeds.accounts import DEMO_ACCOUNTS, PASSWORD

MOST_PAGES = 250  # a person and language; lists repeat one page many times
MOST_PER_ENDPOINT = 3
LINK = re.compile(r'(?:href|data-address|action)="([^"#]+)"')


class Seen(NamedTuple):
    """One answer; the text of what is no page is empty."""

    path: str
    status: int
    statements: int
    text: str


def contacts() -> list[str | None]:
    """The cast of the demo data; None is somebody who has not signed in."""
    return [None, *(account.contact for account in DEMO_ACCOUNTS)]


def walk(app, contact: str | None, language: str = "vi") -> dict[str, list[Seen]]:
    """What this person saw, by endpoint."""
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    if contact:
        signed_in = client.post("/sign-in", data={"contact": contact, "password": PASSWORD})
        assert signed_in.status_code == 302, contact
    client.post("/language", data={"lang": language})
    found: dict[str, list[Seen]] = {}
    seen, queue = {"/"}, deque(["/", "/account" if contact else "/sign-in"])
    if contact:
        queue.append(urlsplit(signed_in.location).path)
    while queue and len(seen) < 2000 and sum(map(len, found.values())) < MOST_PAGES:
        path = queue.popleft()
        endpoint = _endpoint(app, path)
        if endpoint is None or endpoint == "static" or len(found.get(endpoint, [])) >= MOST_PER_ENDPOINT:
            continue
        answer = _get(app, client, path)
        found.setdefault(endpoint, []).append(answer)
        for link in LINK.findall(answer.text):
            target = urlsplit(urljoin(path, unescape(link)))
            address = target.path + (f"?{target.query}" if target.query else "")
            if not target.netloc and address not in seen:
                seen.add(address)
                queue.append(address)
    return found


def _get(app, client, path: str) -> Seen:
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        response = client.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    text = response.text if response.mimetype == "text/html" else ""
    response.close()
    if response.status_code == 302:
        text = f'href="{response.location}"'
    return Seen(path, response.status_code, len(statements), text)


def _endpoint(app, path: str) -> str | None:
    try:
        return app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")[0]
    except Exception:
        return None
