"""A stored reason as a sentence: each clause is translated by itself."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import gettext

from fairapp.domain.allocation.simple_reasons import BETWEEN


def reason_words(sentence: str, values: Mapping[str, object] | None = None) -> str:
    """`{{ reason_words(row.reason, row.reason_values) }}`"""
    return BETWEEN.join(gettext(clause, **(values or {})) for clause in sentence.split(BETWEEN) if clause)


def register(app: Flask) -> None:
    app.jinja_env.globals["reason_words"] = reason_words
