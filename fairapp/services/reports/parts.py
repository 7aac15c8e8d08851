"""What the organiser writes into a fair's reports; a snapshot keeps it as it stood."""

from sqlalchemy import select

from fairapp.db import db
from fairapp.domain.facts import PartFact, from_json
from fairapp.domain.report_parts import PART_LABELS, Part, changed
from fairapp.domain.text import N_
from fairapp.models import Fair, ReportPart, Snapshot, User
from fairapp.services import accounts


def map_parts(fair: Fair) -> dict[Part, str]:
    rows = db.session.scalars(select(ReportPart).where(ReportPart.fair_id == fair.id))
    return {row.part: row.text for row in rows}


def part_facts(fair: Fair) -> tuple[PartFact, ...]:
    return tuple(PartFact(part.value, text) for part, text in map_parts(fair).items())


def has_newer_words(fair: Fair, snapshot: Snapshot) -> bool:
    """Whether the snapshot's reports still say what was written before."""
    return set(from_json(snapshot.facts).parts) != set(part_facts(fair))


def save_parts(actor: User, fair: Fair, parts: dict[Part, str]) -> list[Part]:
    """Keep the parts as they are now written, and say which of them changed; an empty one is none."""
    written = {part: text for part, text in parts.items() if text}
    rows = {row.part: row for row in db.session.scalars(select(ReportPart).filter_by(fair_id=fair.id))}
    other = list(changed({part: row.text for part, row in rows.items()}, written))
    for part in other:
        if part not in written:
            db.session.delete(rows[part])
        elif part in rows:
            rows[part].text = written[part]
        else:
            db.session.add(ReportPart(fair_id=fair.id, part=part, text=written[part]))
    db.session.flush()
    for part in other:
        sentence = N_("Sửa lời của báo cáo: %(part)s.")
        accounts.audit(
            actor, "report.words", "fair", fair.id, sentence, fair_id=fair.id, part=PART_LABELS[part]
        )
    return other
