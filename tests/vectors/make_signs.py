"""Writes signs.json: signs of booths, how a scanned text may look, and what each stands for at a fair.

Run it only when the format changes on purpose: `python -m tests.vectors.make_signs`.
"""

from fairapp.domain import signs
from fairapp.domain.passes import encode
from fairapp.domain.signs import SignBody
from tests.vectors.make_passes import write
from tests.vectors.specimens import HOST, a_pass, code as pass_code, flipped, key, public

BOOTH = "9f2c51aa03de"
FAIR = 7


def a_sign(fair: int = FAIR, booth: str = BOOTH, number: int = 1, signer: str = "one") -> str:
    body = SignBody(key=number, fair=fair, booth=booth)
    return signs.address(HOST, signs.sign(body, key(signer)))


def reading_cases() -> list[dict]:
    bare = a_sign().rsplit("/", 1)[1]
    good = [
        a_sign(),
        a_sign().lower(),
        bare,
        f" {bare.lower()}\r\n",
        f"{HOST}/s/{bare}/",
        f"{HOST}/s/{bare}?x=1",
    ]
    bad = ["", bare[:-1], bare + "A", pass_code(a_pass()), pass_code(a_pass()).replace("/P/", "/S/")]
    bad += ["0000-002S-F", "https://example.vn/s/khuyen-mai", flipped(a_sign(), 3), flipped(a_sign(), 5)]
    bad += [bare[:-1] + ("B" if bare[-1] != "B" else "C")]
    return [{"text": t, "booth": BOOTH} for t in good] + [{"text": t, "booth": None} for t in bad]


def bundle() -> dict:
    return {
        "fair": {"id": FAIR, "name": "Hội chợ"},
        "keys": {
            "1": {"public": public("one"), "refused": False},
            "2": {"public": public("two"), "refused": True},
        },
    }


def standing_cases() -> list[dict]:
    """A genuine sign, and all that is none: of another fair, booth or key, or signed as a pass is."""
    moved = a_sign(booth="000000000001").rsplit("/", 1)[1]
    body = signs.pack(SignBody(key=1, fair=FAIR, booth=BOOTH))
    as_pass = encode(body + key("one").sign(b"FAIRAPP PASS 1\0" + body))
    swapped = encode(body + signs.read_sign(moved).signature)
    return [
        {"text": a_sign(), "standing": "genuine"},
        {"text": a_sign(fair=8), "standing": "other_fair"},
        {"text": a_sign(number=2, signer="two"), "standing": "old"},
        {"text": a_sign(number=3), "standing": "forged"},
        {"text": a_sign(signer="two"), "standing": "forged"},
        {"text": swapped, "standing": "forged"},
        {"text": as_pass, "standing": "forged"},
        {"text": flipped(a_sign(), 40), "standing": "forged"},
        {"text": flipped(a_sign(), 300), "standing": "forged"},
    ]


def content() -> dict:
    return {"bundle": bundle(), "readings": reading_cases(), "standings": standing_cases()}


if __name__ == "__main__":
    write("signs.json", content())
