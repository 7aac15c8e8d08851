"""What a person of the demo data comes to by following links, a few pages of each kind."""

import re
from collections import deque
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from fairapp.seeds.accounts import DEMO_ACCOUNTS, PASSWORD
from tests.statements import statements

MOST_PAGES = 400  # a person and language; lists repeat one page many times
MOST_PER_ENDPOINT = 3
MOST_FILES = 1  # of a kind: paper takes a second to print, and each has its own tests in tests/documents
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
    while queue and len(seen) < 4000 and sum(map(len, found.values())) < MOST_PAGES:
        path = queue.popleft()
        endpoint = _endpoint(app, path)
        if endpoint is None or endpoint == "static" or _is_enough(found.get(endpoint, [])):
            continue
        answer = _get(client, path)
        found.setdefault(endpoint, []).append(answer)
        for link in LINK.findall(answer.text):
            target = urlsplit(urljoin(path, unescape(link)))
            address = target.path + (f"?{target.query}" if target.query else "")
            if not target.netloc and address not in seen:
                seen.add(address)
                queue.append(address)
    return found


def _is_enough(answers: list[Seen]) -> bool:
    return len(answers) >= (MOST_PER_ENDPOINT if not answers or answers[0].text else MOST_FILES)


def _get(client, path: str) -> Seen:
    with statements() as seen:
        response = client.get(path)
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    text = response.text if response.mimetype == "text/html" and not is_file else ""
    response.close()
    if response.status_code == 302:
        text = f'href="{response.location}"'
    return Seen(path, response.status_code, len(seen), text)


def _endpoint(app, path: str) -> str | None:
    try:
        return app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")[0]
    except Exception:
        return None
