"""Passes, phones and how full it is."""

from fairapp.domain import gate_phones, gate_totals, pass_keys
from fairapp.domain.text import N_
from fairapp.web.statuses.look import Look, with_words

KeyState = pass_keys.KeyState

LOOKS: dict[str, dict[str, Look]] = {
    "level": with_words(
        gate_totals.LEVEL_LABELS,
        {
            gate_totals.Level.ROOM: ("good", "check"),
            gate_totals.Level.AMBER: ("warn", "triangle"),
            gate_totals.Level.FULL: ("bad", "square"),
        },
    ),
    "phone": with_words(
        gate_phones.PHONE_LABELS,
        {
            gate_phones.PhoneState.ON: ("good", "check"),
            gate_phones.PhoneState.LATE: ("warn", "triangle"),
            gate_phones.PhoneState.RESTING: ("neutral", "ring"),
            gate_phones.PhoneState.STOPPED: ("bad", "cross"),
        },
    ),
    "pass": {
        "valid": Look(N_("Còn hiệu lực"), "good", "check"),
        "revoked": Look(N_("Đã thu hồi"), "bad", "cross"),
        "superseded": Look(N_("Đã có bản mới"), "neutral", "dash"),
    },
    "key": with_words(
        pass_keys.KEY_STATE_LABELS,
        {
            KeyState.CURRENT: ("good", "check"),
            KeyState.EARLIER: ("info", "half"),
            KeyState.REFUSED: ("bad", "cross"),
        },
    ),
}
