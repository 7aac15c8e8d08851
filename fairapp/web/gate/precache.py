"""Everything that a gate phone keeps so that the scanner opens without a network, each file with its hash.

Modules import one another, style sheets name fonts: the list is read off the files, so none is missing.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

# What the page (templates/base_gate.html, templates/gate/phone.html) loads first.
STYLES = (
    "vendor/bootstrap/bootstrap.min.css",
    "css/fonts.css",
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/forms.css",
    "css/gate.css",
)
SCRIPTS = ("js/theme.js", "js/app.js", "js/gate/phone.js", "js/gate/decoder_worker.js")
OTHERS = (
    "img/mark.svg",
    "img/gate-192.png",
    "vendor/zxing-wasm/reader/zxing_reader.wasm",
)

IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")
NAMED = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)["']?\s*\)""")


def files(static: Path) -> dict[str, str]:
    """{path below static/: SHA-256 of what it holds}, in a settled order."""
    found: dict[str, str] = {}
    waiting = [*STYLES, *SCRIPTS, *OTHERS]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            content = (static / name).read_bytes()
            found[name] = hashlib.sha256(content).hexdigest()
            waiting += _needs(static, name, content)
    return dict(sorted(found.items()))


def _needs(static: Path, name: str, content: bytes) -> Iterator[str]:
    pattern = {".js": IMPORTED, ".css": NAMED}.get(Path(name).suffix)
    if pattern is None:
        return
    for address in pattern.findall(content.decode()):
        needed = ((static / name).parent / address).resolve()
        yield needed.relative_to(static.resolve()).as_posix()


def version(hashes: dict[str, str]) -> str:
    """Another word as soon as any file is another."""
    return hashlib.sha256("".join(f"{name} {h}\n" for name, h in hashes.items()).encode()).hexdigest()[:12]
