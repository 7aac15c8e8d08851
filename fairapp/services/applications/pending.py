"""Verdicts that stand and have not been told, as a condition over applications."""

from sqlalchemy import and_, or_

from fairapp.domain.applications import OUTCOMES, ApplicationState
from fairapp.models import Application

PENDING = and_(
    Application.decision.is_not(None),
    Application.state != ApplicationState.WITHDRAWN,
    or_(*(and_(Application.decision == d, Application.state != s) for d, s in OUTCOMES.items())),
)
