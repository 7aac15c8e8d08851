"""One example for each thing that is asked and answered, as docs/gate-protocol.md tells them."""

AT = "2026-12-12T01:00:00.000Z"
NOW = "2026-12-12T01:05:00.123Z"
ID = "0193d3a0-7c00-7000-8000-000000000001"
CURSOR = "1765501080123.9f2c51aa"
EMPTY = "AAAAAAAA"  # a list without rows
PHONE = {"battery": 83, "unsent": 1, "version": "2026-11-22", "skew": -1250}
DEVICE = {"id": 12, "name": "Máy 3", "gate": 3, "fair": 7, "supervisor": False, "inspector": False}

ENROLMENT = {"code": "Jx0…", "version": "2026-11-22"}
ENROLLED = {"credential": "q5W…", "now": NOW, "device": DEVICE}
SCANS = {
    "clock": AT,
    "cursor": CURSOR,
    "phone": PHONE,
    "scans": [
        {"id": ID, "code": "CAAQAB…", "gate": 3, "direction": "in", "how": "camera"}
        | {"at": AT, "skew": -1250, "reason": "welcome"}
    ],
}
CLICKS = {
    "clock": AT,
    "phone": PHONE,
    "clicks": [{"id": ID, "gate": 3, "at": AT, "skew": -1250, "kind": "adult", "n": 5}],
}
SEARCH = {"q": "hoa"}

NEWS = {
    "now": NOW,
    "cursor": CURSOR,
    "device": DEVICE,
    "revoked": EMPTY,
    "superseded": EMPTY,
    "seen": {
        "since": "2026-12-11T17:00:00.000Z",
        "step": 1,
        "gates": [{"id": 3, "area": 1}],
        "in": EMPTY,
        "out": EMPTY,
    },
    "areas": {"1": 1204},
    "counts": {"entries": 812, "exits": 96, "clicks": 431},
}
LASTING = {
    "fair": {"id": 7, "name": "Hội chợ OCOP"},
    "utc_offset": 420,
    "keys": {"1": {"public": "d75a98…", "refused": False}},
    "zones": [{"bit": 0, "name": "Cổng A"}],
    "areas": [{"id": 1, "name": "Nhà A", "limit": 3000}],
    "gates": [{"id": 3, "site": 1, "area": 1, "name": "Cổng A", "zone": 0, "kinds": [0]}],
    "sessions": [{"site": 1, "day": "2026-12-12", "opens": "08:00", "closes": "21:30", "kind": "fair"}],
    "rules": {"visitor": {"zones": [0], "days": ["fair"], "before": 0, "after": 0, "again_after": None}},
    "supervisors": [{"id": 2, "name": "Trưởng ca", "salt": "9f86d0…", "rounds": 600000, "check": "2c26b4…"}],
    "digest_key": "5e8848…",
}
BUNDLE = {**NEWS, "lasting": LASTING}
STATE = {
    "now": NOW,
    "device": DEVICE,
    "areas": [{"id": 1, "name": "Nhà A", "limit": 3000, "inside": 1204, "amber": False}],
    "gates": [{"id": 3, "name": "Cổng A", **NEWS["counts"], "refusals": 14}],
}
CLICKS_KEPT = {"now": NOW, "kept": 1, "known": 0, "dead": [], "delta": NEWS}
OUTCOME = {
    "id": ID,
    "reason": "still_inside",
    "verdict": "already_in",
    "conflict": True,
    "word": "ĐÃ VÀO",
    "detail": "Đã vào lúc 08:00, Cổng B.",
    "next_step": "Mời sang bàn hỗ trợ.",
    "role": "visitor",
    "holder_line": "",
    "booth": "",
    "at": "2026-12-12T01:00:01.250+00:00",
    "gate": 3,
}
SCANS_KEPT = {**CLICKS_KEPT, "outcomes": [OUTCOME]}
FOUND = {
    "passes": [
        {"code": "0000-2NYD-MA7*", "name": "Nguyễn Văn An", "role": "exhibitor"}
        | {"holder_line": "HTX Hoa Hồi", "booth": "B07"}
    ]
}
