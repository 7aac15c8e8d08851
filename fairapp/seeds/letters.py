"""The letters of the story left when they were due: a fresh demo has nothing in its tray."""

from sqlalchemy import update

from fairapp.db import db
from fairapp.domain.letters import LetterState
from fairapp.models import Letter
from fairapp.seeds.story import Story


def sow(_story: Story) -> str:
    sent = {"state": LetterState.SENT, "attempts": 1, "sent_at": Letter.due_at}
    left: int = db.session.execute(update(Letter).values(sent)).rowcount
    return f"{left} letters that have left"
