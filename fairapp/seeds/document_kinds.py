"""The kinds of papers of the house."""

import json
from pathlib import Path

from fairapp.db import db
from fairapp.domain.papers import Ask, Belongs
from fairapp.models import DocumentKind

FACTS = Path(__file__).resolve().parent.parent / "data" / "document_kinds.json"


def sow() -> int:
    """Add every kind that is not there yet; a migration has added them where there was one."""
    known = set(db.session.scalars(db.select(DocumentKind.code)))
    facts = json.loads(FACTS.read_text(encoding="utf-8"))["kinds"]
    rows = [
        DocumentKind(
            **kind
            | {"belongs": Belongs(kind["belongs"]), "usual_ask": Ask(kind["usual_ask"]), "position": position}
        )
        for position, kind in enumerate(facts, 1)
        if kind["code"] not in known
    ]
    db.session.add_all(rows)
    db.session.flush()
    return len(rows)
