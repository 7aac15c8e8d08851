"""Rows in bulk, and what one part of the crowd tells the next."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert

from fairapp.db import db
from fairapp.domain.places import load_units
from fairapp.domain.text import fold, sort_key
from fairapp.models import Application, Fair, Hall, Producer

WORDS = ("Chè Ba Chẽ", "Miến dong Bình Liêu", "Đông trùng hạ thảo", "Ổi Đông Triều", "Mật ong rừng")
# The lead's province is the first.
PROVINCES = ["quang-ninh", *(u.id for u in load_units() if not u.valid_to and u.id != "quang-ninh")]


@dataclass
class Crowd:
    """Who is there, and where their pages are: `at` holds the values of an address."""

    ids: dict[str, int] = field(default_factory=dict)
    tickets: dict[str, str] = field(default_factory=dict)  # by which a session knows its account
    at: dict[str, object] = field(default_factory=dict)


@dataclass
class Story:
    """What is being written; lists are ids in the order of writing."""

    n: int
    crowd: Crowd
    live: Fair
    coming: Fair
    hall: Hall
    mine: Producer
    today: date
    others: list[int] = field(default_factory=list)
    booths: dict[int, list[int]] = field(default_factory=dict)  # by fair
    producers: list[int] = field(default_factory=list)
    products: list[int] = field(default_factory=list)
    goods: list[int] = field(default_factory=list)
    applications: dict[int, list[int]] = field(default_factory=dict)  # by fair
    placed: list[int] = field(default_factory=list)
    own: Application | None = None
    badges: list[int] = field(default_factory=list)


def write(model, rows) -> list[int]:
    """Insert the rows; gives their ids where the table counts them."""
    rows = list(rows)
    if not rows:
        return []
    key = model.__table__.c.get("id")
    if key is None or key.type.python_type is not int:
        db.session.execute(insert(model), rows)
        return []
    return list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows))


def named(name: str) -> dict[str, str]:
    return {"name": name, "folded": fold(name), "sort_key": sort_key(name)}


def a_word(i: int) -> str:
    return f"{WORDS[i % len(WORDS)]} {i}"
