"""The scanner's page, its service worker and what a phone keeps of it."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from fairapp.config import ROOT
from fairapp.web.gate import phone_words, precache

STATIC = ROOT / "static"
MOST_BYTES = 1_500_000


def facts_of(script: str) -> dict:
    return json.loads(re.match(r"const KEPT = (.*);\n", script)[1])


def read(client, address: str) -> bytes:
    with client.get(address) as answer:
        assert answer.status_code == 200, address
        return answer.data


def policy_of(client, address: str) -> str:
    with client.get(address) as answer:
        return answer.headers["Content-Security-Policy"]


@pytest.fixture
def kept(client):
    return facts_of(client.get("/gate/worker.js").text)


def test_the_whole_scanner_is_kept_in_less_than_a_megabyte_and_a_half(client, kept):
    sizes = {address: len(gzip.compress(read(client, address))) for address in kept["files"]}
    assert any(address.endswith(".wasm") for address in sizes)
    assert sum(sizes.values()) < MOST_BYTES


def test_what_is_kept_is_what_the_server_serves(client, kept):
    for address, digest in kept["files"].items():
        assert hashlib.sha256(read(client, address)).hexdigest() == digest, address


def test_every_script_the_scanner_imports_is_kept():
    kept = precache.files(STATIC)
    for module in (STATIC / "js/gate").glob("*.js"):
        if module.name not in ("board.js", "service_worker.js"):
            assert f"js/gate/{module.name}" in kept
    assert "vendor/noble-ed25519/index.js" in kept  # for browsers without Ed25519
    assert "vendor/zxing-wasm/share.js" in kept
    assert sum(name.endswith(".woff2") for name in kept) >= 6


def test_a_changed_file_is_another_version(tmp_path):
    before = precache.files(STATIC)
    after = before | {"css/gate.css": "0" * 64}
    assert precache.version(before) != precache.version(after)
    assert precache.version(before) == precache.version(dict(before))


def test_the_page_is_the_same_for_everybody(client, app):
    """It is kept on phones: no token, no session, nobody's name."""
    first, second = client.get("/gate/?lang=vi"), app.test_client().get("/gate/?lang=vi")
    assert first.text == second.text
    assert "csrf" not in first.text
    assert "Set-Cookie" not in first.headers
    assert "no-store" not in first.headers["Cache-Control"]


def test_each_language_has_its_page_and_its_worker(client):
    for language, word in (("vi", "Ghép máy này"), ("en", "Pair this phone")):
        page = client.get(f"/gate/?lang={language}").text
        assert f'<html lang="{language}"' in page
        assert word in page
        facts = facts_of(client.get(f"/gate/worker.js?lang={language}").text)
        assert facts["language"] == language
        assert facts["shells"] == {"vi": "/gate/?lang=vi", "en": "/gate/?lang=en"}
        assert facts["files"].keys() >= set(facts["shells"].values())
    assert client.get("/gate/?lang=xx").status_code == 200


def test_the_worker_is_asked_for_often_and_sent_once(client):
    answer = client.get("/gate/worker.js")
    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    again = client.get("/gate/worker.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_only_the_decoder_may_compile_web_assembly(client):
    for address in ("/gate/", "/gate/worker.js", "/", "/static/js/gate/decoder_worker.js"):
        assert "wasm" not in policy_of(client, address), address
    decoder = policy_of(client, "/gate/decoder.js")
    assert "script-src 'self' 'wasm-unsafe-eval';" in decoder


def test_the_scanner_can_be_installed(client):
    page = client.get("/gate/?lang=vi").text
    [address] = re.findall(r'<link rel="manifest" href="([^"]+)"', page)
    facts = client.get(address).json
    assert (facts["scope"], facts["display"], facts["lang"]) == ("/gate/", "standalone", "vi")
    for icon in facts["icons"]:
        assert read(client, icon["src"])
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in facts["icons"]}


def test_enrolling_opens_the_same_page(client):
    assert client.get("/gate/enrol").text == client.get("/gate/").text


def test_every_word_the_scripts_ask_for_is_said():
    """A sentence that is missing would be the word “undefined” at a gate."""
    scripts = "\n".join(path.read_text() for path in Path(STATIC / "js/gate").glob("*.js"))
    asked = set(re.findall(r"\bwords\.(?!json)([a-z_]+)", scripts))
    source = Path(phone_words.__file__).read_text()
    said = set(re.findall(r'^\s+"([a-z_]+)": _\(', source, re.MULTILINE))
    checks = re.findall(r'check\("[a-z]+", "(?:good|fair|bad)", "([a-z_]+)"', scripts)
    assert (
        asked | set(checks) | {"camera_insecure", "camera_forbidden", "camera_missing", "camera_broken"}
    ) - said == set()
    assert (
        said
        - set(re.findall(r"[a-z_]+", scripts))
        - {f"{a}_{b}" for a in CHECKS for b in ("good", "fair", "bad")}
        - {"check_" + a for a in CHECKS}
        - {"stopped_unknown", "stopped_revoked"}
        == set()
    )


CHECKS = ("camera", "sound", "storage", "clock", "data", "offline", "battery", "mark")
