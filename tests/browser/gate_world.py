"""A fair that is open now, with two gates and real passes; and what hands do at a gate phone."""

import io
import json
import re
from dataclasses import dataclass
from datetime import time as hour

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from playwright.sync_api import Page, expect

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.pass_lines import Person
from fairapp.domain.passes import Kind, Role, address, sign
from fairapp.models import Gate, Pass, Scan
from fairapp.services import gate as gates, passes
from fairapp.services.passes import Signer, body_of
from tests import factories, people
from tests.browser.paper import look_at
from tests.browser.steps import until

# A word stands on the phone until the next badge comes, perhaps for a moment: the page itself notes each.
HEARD = """() => {
  if (window.heard) return;
  window.heard = [];
  new MutationObserver((changes) => {
    const said = changes.filter(({ target }) => target.dataset?.part === "last-word");
    heard.push(...said.map(({ target }) => target.textContent));
  }).observe(document, { childList: true, subtree: true });
}"""
# Whether the word has been said since one asked last; what was said before it is past.
NEXT = """(word) => {
  const at = heard.findIndex((said) => said === word || said.startsWith(`${word} ·`));
  if (at >= 0) heard.splice(0, at + 1);
  return at >= 0;
}"""
# Keys of one moment, however long the machine takes to press them.
SCANNER = """(code) => {
  document.activeElement?.blur();
  const timeStamp = performance.now();
  for (const key of [...code, "Enter"]) {
    const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.body.dispatchEvent(Object.defineProperty(press, "timeStamp", { value: timeStamp }));
  }
}"""
EMPTY = Image.new("L", (420, 420), 150)  # nobody stands before the camera


@dataclass(frozen=True)
class World:
    """Ids and codes: rows belong to one session, and there are several."""

    fair: int
    gates: list[int]
    passes: list[int]
    codes: list[str]
    forged: str


def build(count: int) -> World:
    fair = factories.a_fair(first_day=local_day(now()), days=2)
    for session in fair.sites[0].sessions:
        session.opens, session.closes = hour(0), hour(23, 59)
    organiser = people.an_organiser(organisation=fair.owner)
    posts = [gates.add_gate(fair.sites[0], name, 0, None) for name in ("Cổng A", "Cổng B")]
    crowd = [Person(f"Trần Văn {n}", "Báo Quảng Ninh") for n in range(count)]
    badges = passes.add_people(fair, Role.GUEST, Kind.PERSON, crowd, organiser)
    signer, thief = Signer(), Ed25519PrivateKey.generate()
    world = World(
        fair.id,
        [post.id for post in posts],
        [badge.id for badge in badges],
        [signer.code(badge) for badge in badges],
        address("https://hoicho.example", sign(body_of(badges[0]), thief)),
    )
    db.session.commit()
    return world


def invite(site, gate: int, **options) -> str:
    """What the organiser's QR code says."""
    with site.app.app_context():
        code = gates.invite(db.session.get_one(Gate, gate), None, **options)
        db.session.commit()
    return site / f"gate/enrol#{code}"


def enrol(page: Page, link: str) -> None:
    hear(page)
    page.goto(link)
    page.get_by_role("button", name="Ghép máy này").click()
    expect(page.locator("main")).to_have_attribute("data-view", "start")


def hear(page: Page) -> None:
    """From the next page on."""
    page.add_init_script(f"({HEARD})()")


def begin(page: Page) -> None:
    """Through the self-test, accepting knowingly what a browser of tests cannot promise."""
    page.get_by_role("button", name=re.compile("Kiểm tra và bắt đầu|Kiểm tra lại")).click()
    main = page.locator("main")
    anyway = page.get_by_role("button", name="Tôi đã đọc, vẫn bắt đầu")
    expect(page.locator("main[data-view=scan]").or_(anyway).first).to_be_visible()
    if anyway.is_visible():
        anyway.click()
    expect(main).to_have_attribute("data-view", "scan")


def type_like_a_scanner(page: Page, code: str) -> None:
    """A scanner on a cable: keys without pause, then Enter."""
    page.evaluate(f"({SCANNER})", code)


ALL = """(place) => new Promise((resolve, reject) => {
  const open = indexedDB.open("gate");
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const all = open.result.transaction(place).objectStore(place).getAll();
    all.onsuccess = () => { open.result.close(); resolve(all.result); };
  };
})"""


def waiting(page: Page) -> list[dict]:
    """What lies in the phone's storage and has not been sent."""
    return stored(page, "rows")


def stored(page: Page, place: str) -> list:
    """What the phone has written down there: `kept`, `seen` or `rows`."""
    return page.evaluate(ALL, place)


def numbers_of(site, world: World) -> dict[int, int]:
    """{number on the badge: its place among the world's passes}."""
    with site.app.app_context():
        rows = db.session.execute(db.select(Pass.number, Pass.id).where(Pass.id.in_(world.passes)))
        return {number: world.passes.index(id) for number, id in rows}


def arrived(site, badge: int) -> list[Scan]:
    """The scans of a badge that the server has, oldest first."""
    with site.app.app_context():
        query = db.select(Scan).where(Scan.pass_id == badge).order_by(Scan.scanned_at)
        return list(db.session.scalars(query))


def a_page(context, sent: list[str]) -> Page:
    """A page that notes the id of every scan it sends."""
    page = context.pages[0]
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.on("request", lambda request: sent.extend(scans_in(request)))
    return page


def scans_in(request) -> dict[str, dict]:
    """{id: what the phone sends of it} of an upload; nothing of another request."""
    if not request.url.endswith("/api/gate/scans") or request.method != "POST":
        return {}
    return {scan["id"]: scan for scan in json.loads(request.post_data)["scans"]}


def expect_word(page: Page, word: str) -> None:
    """The phone says this word, or has said it since one asked last."""
    until(lambda: page.evaluate(NEXT, word))


def frame_on(page: Page) -> str:
    """What the code on this screen says, read as any camera would."""
    picture = Image.open(io.BytesIO(page.locator("[data-part=show-code]").screenshot()))
    return look_at(picture.convert("L"))[0]


def frames_of(page: Page) -> int:
    return int(page.locator("[data-part=show-at]").inner_text().split("/")[1])
