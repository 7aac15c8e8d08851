"""Reads an amount while it is typed, by the same rules as when it is sent."""

from flask import jsonify, request

from fairapp.domain.errors import Refusal
from fairapp.domain.money import format_vnd, in_words, parse_money
from fairapp.web import audiences
from fairapp.web.filters import language
from fairapp.web.sentences import say

bp = audiences.signed_in("amounts", __name__)

LONGEST = 60


@bp.get("/amounts/read")
def read():
    """{"amount", "shown", "words"}, or {"problem"}: a sentence."""
    try:
        amount = parse_money(request.args.get("text", "")[:LONGEST])
    except Refusal as refusal:
        return jsonify(problem=say(refusal))
    words = in_words(amount) if language() == "vi" else ""
    return jsonify(amount=amount, shown=format_vnd(amount, language()), words=words)
