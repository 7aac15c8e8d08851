"""The words of a verdict: the big one, what is the matter, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fairapp.domain.gate import Decision, gates_for, local, post_of
from fairapp.domain.gate_bundle import Bundle
from fairapp.domain.passes import ROLE_NAMES
from fairapp.domain.text import N_
from fairapp.domain.verdicts import Reason, Verdict

Translate = Callable[[str], str]

WORDS = {
    Verdict.ADMIT: N_("VÀO"),
    Verdict.OVERRIDE: N_("NGOẠI LỆ"),
    Verdict.EXIT: N_("RA"),
    Verdict.ALREADY_IN: N_("ĐÃ VÀO"),
    Verdict.NOT_IN: N_("CHƯA VÀO"),
    Verdict.WRONG_DAY: N_("SAI NGÀY"),
    Verdict.OUTSIDE_HOURS: N_("NGOÀI GIỜ"),
    Verdict.WRONG_ZONE: N_("SAI KHU VỰC"),
    Verdict.REVOKED: N_("ĐÃ THU HỒI"),
    Verdict.SUPERSEDED: N_("BẢN CŨ"),
    Verdict.EXPIRED: N_("HẾT HẠN"),
    Verdict.FORGED: N_("THẺ GIẢ"),
    Verdict.OTHER_FAIR: N_("HỘI CHỢ KHÁC"),
    Verdict.UNREADABLE: N_("KHÔNG ĐỌC ĐƯỢC"),
}

DETAILS = {
    Reason.WELCOME: "",
    Reason.WELCOME_AGAIN: N_("Lượt vào trước: %(time)s, %(gate)s."),
    Reason.OVERRIDDEN: N_("Người phụ trách cho vào, đã ghi lại lý do."),
    Reason.LEFT: "",
    Reason.LEFT_CANCELLED: N_("Thẻ không còn hiệu lực."),
    Reason.STILL_INSIDE: N_("Đã vào lúc %(time)s, %(gate)s."),
    Reason.NEVER_ENTERED: N_("Chưa ghi nhận lượt vào nào của thẻ này."),
    Reason.NOT_ON_PASS: N_("Thẻ không có hiệu lực hôm nay."),
    Reason.CLOSED_DAY: N_("Hôm nay hội chợ không mở cửa."),
    Reason.DAY_NOT_FOR_ROLE: N_("Thẻ “%(role)s” không vào được hôm nay."),
    Reason.TOO_EARLY: N_("Chưa đến giờ vào."),
    Reason.TOO_LATE: N_("Đã hết giờ vào hôm nay."),
    Reason.ZONE_NOT_ON_PASS: N_("Thẻ không vào được khu vực này: %(zone)s."),
    Reason.ZONE_NOT_FOR_ROLE: N_("Thẻ “%(role)s” không vào qua cổng này."),
    Reason.KIND_NOT_FOR_GATE: N_("Cổng này không dành cho loại thẻ này."),
    Reason.PASS_REVOKED: N_("Ban tổ chức đã thu hồi thẻ này."),
    Reason.KEY_REFUSED: N_("Thẻ thuộc đợt in đã thu hồi."),
    Reason.REPRINTED: N_("Thẻ đã được in lại, bản này không còn hiệu lực."),
    Reason.DAYS_OVER: N_("Ngày cuối cùng của thẻ là %(last_day)s."),
    Reason.KEY_UNKNOWN: N_("Chữ ký trên thẻ không phải của ban tổ chức."),
    Reason.BAD_SIGNATURE: N_("Chữ ký trên thẻ không phải của ban tổ chức."),
    Reason.NOT_THIS_FAIR: N_("Thẻ này của một hội chợ khác."),
    Reason.NOT_A_PASS: N_("Mã này không phải mã của thẻ ra vào."),
    Reason.ASK_SERVER: N_("Không có thẻ nào mang mã này."),
}

NEXT_STEPS = {
    Verdict.ADMIT: "",
    Verdict.OVERRIDE: "",
    Verdict.EXIT: "",
    Verdict.ALREADY_IN: N_("Nếu người này vừa ra ngoài, quét RA trước. Nếu không, mời sang bàn ban tổ chức."),
    Verdict.NOT_IN: N_("Cho ra và báo bàn ban tổ chức."),
    Verdict.WRONG_DAY: N_("Thẻ này không còn buổi nào để vào."),
    Verdict.OUTSIDE_HOURS: N_("Thẻ này không còn buổi nào để vào."),
    Verdict.WRONG_ZONE: N_("Thẻ này không vào được cổng nào. Mời sang bàn ban tổ chức."),
    Verdict.REVOKED: N_("Giữ lại thẻ, mời sang bàn ban tổ chức."),
    Verdict.SUPERSEDED: N_("Thu bản cũ, mời đưa thẻ in mới."),
    Verdict.EXPIRED: N_("Mời sang bàn ban tổ chức."),
    Verdict.FORGED: N_("Không cho vào, giữ thẻ và báo ban tổ chức."),
    Verdict.OTHER_FAIR: N_("Mời đưa thẻ của hội chợ này."),
    Verdict.UNREADABLE: N_("Quét lại, hoặc nhập mã in dưới mã QR."),
}

COMES_LATER = N_("Vào được từ %(time)s ngày %(day)s.")
CAME_IN = N_("Đã có người vào bằng thẻ này.")
KEEP_THE_PASS = N_("Giữ lại thẻ khi người này ra.")
ANOTHER_GATE = N_("cổng khác")
OTHER_GATES = N_("Mời sang %(gates)s.")
MOST_GATES = 3  # that somebody at the gate can say
TYPE_AGAIN = N_("Xem lại từng ký tự rồi nhập lần nữa.")
OTHERS = {
    "comes_later": COMES_LATER,
    "keep_the_pass": KEEP_THE_PASS,
    "another_gate": ANOTHER_GATE,
    "other_gates": OTHER_GATES,
    "type_again": TYPE_AGAIN,
}


@dataclass(frozen=True)
class Wording:
    word: str
    detail: str
    next_step: str


def wording(decision: Decision, bundle: Bundle, gate: int, translate: Translate) -> Wording:
    """What the screen says of a decision made at this gate."""
    detail = DETAILS[decision.reason]
    if decision.reason == Reason.STILL_INSIDE and decision.visit is None:
        detail = CAME_IN  # by a phone whose scans have not arrived
    return Wording(
        translate(WORDS[decision.verdict]),
        translate(detail) % _values(decision, bundle, gate, translate) if detail else "",
        _next_step(decision, bundle, gate, translate),
    )


def phrases(translate: Translate) -> dict[str, dict[str, str]]:
    """Every word a phone needs to show a verdict of its own."""

    def table(words: dict) -> dict[str, str]:
        return {str(key): translate(word) if word else "" for key, word in words.items()}

    return {
        "words": table(WORDS),
        "details": table(DETAILS),
        "next_steps": table(NEXT_STEPS),
        "roles": table(ROLE_NAMES),
        "others": table(OTHERS),
    }


def _next_step(decision: Decision, bundle: Bundle, gate: int, translate: Translate) -> str:
    if decision.next_entry:
        moment = datetime.fromisoformat(decision.next_entry)
        return translate(COMES_LATER) % {"time": f"{moment:%H:%M}", "day": f"{moment:%d/%m/%Y}"}
    others = _other_gates(decision, bundle, gate)
    if others:
        return translate(OTHER_GATES) % {"gates": ", ".join(others[:MOST_GATES])}
    special = {Reason.LEFT_CANCELLED: KEEP_THE_PASS, Reason.ASK_SERVER: TYPE_AGAIN}.get(decision.reason)
    sentence = special or NEXT_STEPS[decision.verdict]
    return translate(sentence) if sentence else ""


def _other_gates(decision: Decision, bundle: Bundle, gate: int) -> list[str]:
    """The gates that a pass in the wrong zone may use, at this site if there are any."""
    if decision.verdict != Verdict.WRONG_ZONE or decision.facts is None:
        return []
    site, own = post_of(gate, bundle)["site"], gates_for(decision.facts, bundle)
    return [post["name"] for post in [p for p in own if p["site"] == site] or own]


def _values(decision: Decision, bundle: Bundle, gate: int, translate: Translate) -> dict[str, str]:
    values = {"zone": _zone_name(bundle, gate)}
    if decision.facts:
        values["role"] = translate(ROLE_NAMES[decision.facts.role])
        values["last_day"] = f"{decision.facts.last_day:%d/%m/%Y}"
    if decision.visit:
        entered = local(datetime.fromisoformat(decision.visit["entered_at"]), bundle)
        values["time"] = f"{entered:%H:%M}"
        values["gate"] = _gate_name(bundle, decision.visit["gate"]) or translate(ANOTHER_GATE)
    return values


def _gate_name(bundle: Bundle, gate: int) -> str:
    return next((post["name"] for post in bundle["gates"] if post["id"] == gate), "")


def _zone_name(bundle: Bundle, gate: int) -> str:
    bit = next(post["zone"] for post in bundle["gates"] if post["id"] == gate)
    return next((zone["name"] for zone in bundle["zones"] if zone["bit"] == bit), str(bit))
