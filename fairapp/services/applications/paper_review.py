"""A reviewer reads an applicant's papers, one by one, and says what each is worth for this fair."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from fairapp.db import db, now
from fairapp.domain.errors import Conflict, Invalid, NotFound
from fairapp.domain.papers import PAPER_STATE_LABELS, Finding, PaperState, Standing
from fairapp.domain.text import N_, clean_lines
from fairapp.models import Application, DocumentKind, Fair, Paper, PaperVerdict, Producer, User
from fairapp.services import papers
from fairapp.services.applications import recusal
from fairapp.services.applications.drafts import audit
from fairapp.services.applications.wanted_papers import standings_of

LONGEST_REASON = 500
NO_PAPER = N_("Không có giấy tờ này.")
REPLACED = N_(
    "Chủ thể vừa gửi bản mới thay giấy này, nên nhận xét vừa rồi chưa được ghi. Hãy xem bản mới ở danh sách."
)
JUDGED = N_(
    "%(who)s vừa ghi nhận xét khác cho giấy này, nên nhận xét vừa rồi chưa được ghi. Hãy xem lại rồi ghi lại."
)
SENTENCES = {
    Finding.GOOD: N_("%(paper)s: tốt."),
    Finding.LACKING: N_("%(paper)s: cần bổ sung. %(reason)s"),
    Finding.EXPIRED: N_("%(paper)s: hết hạn. %(reason)s"),
}


@dataclass(frozen=True)
class Sheet:
    """One paper on the reviewer's desk. `standing` is empty for a paper that the fair does not ask for."""

    paper: Paper
    standing: Standing | None
    verdict: PaperVerdict | None
    former: PaperVerdict | None  # at another fair of the same organiser, the latest


@dataclass(frozen=True)
class Desk:
    """All that a reviewer sees of one application's papers: those on file, and those that are not there."""

    sheets: list[Sheet]
    missing: list[Standing]

    @property
    def unread(self) -> int:
        return sum(sheet.verdict is None for sheet in self.sheets if sheet.standing)

    @property
    def failing(self) -> int:
        wanted = [*self.missing, *(sheet.standing for sheet in self.sheets)]
        return sum(standing.fails for standing in wanted if standing)


def desk(application: Application) -> Desk:
    """In the order of the fair's list: wanted papers first, then whatever else is on file."""
    found = standings_of(application)
    on_file = {paper.id: paper for paper in _visible(application)}
    verdicts = _verdicts(application.fair, on_file)
    former = _former(application.fair, on_file)
    wanted = {filed.id: standing for standing in found for filed in standing.filed}
    order = [*wanted, *(paper_id for paper_id in on_file if paper_id not in wanted)]
    sheets = [Sheet(on_file[i], wanted.get(i), verdicts.get(i), former.get(i)) for i in order if i in on_file]
    return Desk(sheets, [standing for standing in found if not standing.filed])


def judge(
    application: Application, paper_id: int, actor: User, finding: Finding, reason: str, seen: int
) -> PaperVerdict:
    """Write a verdict; `seen` is the version of the one that the reviewer had before him, 0 for none."""
    recusal.check(actor, application)
    paper = get_paper(application, paper_id)
    cleaned = _check_reason(finding, reason)
    if paper.superseded_at is not None:
        raise Conflict(REPLACED)
    verdict = db.session.scalar(
        select(PaperVerdict).where(
            PaperVerdict.fair_id == application.fair_id, PaperVerdict.paper_id == paper.id
        )
    )
    if (verdict.version if verdict else 0) != seen:
        raise Conflict(JUDGED, who=verdict.by_name if verdict else "–")
    if verdict is None:
        verdict = PaperVerdict(fair_id=application.fair_id, paper_id=paper.id)
    verdict.finding, verdict.reason = finding, cleaned
    verdict.by_id, verdict.by_name, verdict.at = actor.id, actor.name, now()
    try:
        with db.session.begin_nested():
            db.session.add(verdict)
    except IntegrityError:  # the first word of two reviewers at the same moment
        raise Conflict(JUDGED, who="–") from None
    audit(actor, application, "paper", SENTENCES[finding], paper=papers.title_of(paper), reason=cleaned)
    return verdict


def take_back(application: Application, paper_id: int, actor: User, seen: int) -> None:
    """The paper is unread again."""
    recusal.check(actor, application)
    paper = get_paper(application, paper_id)
    verdict = db.session.scalar(
        select(PaperVerdict).where(
            PaperVerdict.fair_id == application.fair_id, PaperVerdict.paper_id == paper.id
        )
    )
    if verdict is None or verdict.version != seen:
        raise Conflict(JUDGED, who=verdict.by_name if verdict else "–")
    db.session.delete(verdict)
    audit(actor, application, "paper", N_("%(paper)s: bỏ nhận xét."), paper=papers.title_of(paper))
    db.session.flush()


def verdicts_of(producer: Producer) -> dict[int, list[PaperVerdict]]:
    """What was found in each of its papers, the latest fair first: for the producer and who acts for it."""
    query = (
        select(PaperVerdict)
        .join(PaperVerdict.paper)
        .where(Paper.producer_id == producer.id)
        .options(joinedload(PaperVerdict.fair))
        .order_by(PaperVerdict.at.desc())
    )
    found: dict[int, list[PaperVerdict]] = {}
    for verdict in db.session.scalars(query):
        found.setdefault(verdict.paper_id, []).append(verdict)
    return found


def question_about(found: Desk) -> str:
    """The beginning of a question to the applicant: what its papers lack, in Vietnamese as papers are."""
    lines = [f"- {_title(standing)}: {_what(standing)}" for standing in _troubles(found)]
    return "\n".join(lines)


def _troubles(found: Desk) -> list[Standing]:
    wanted = [*found.missing, *(sheet.standing for sheet in found.sheets)]
    objected = (PaperState.LACKING, PaperState.EXPIRED)
    return [s for s in wanted if s is not None and (s.fails or s.state in objected)]


def _title(standing: Standing) -> str:
    return f"{standing.kind.name.vi} – {standing.about.name}" if standing.about else standing.kind.name.vi


def _what(standing: Standing) -> str:
    reason = standing.paper.reason if standing.paper else ""
    return reason or PAPER_STATE_LABELS[standing.state].lower()


def _check_reason(finding: Finding, reason: str) -> str:
    cleaned = clean_lines(reason)
    if finding is Finding.LACKING and not cleaned:
        raise Invalid(N_("Hãy viết giấy này thiếu gì để chủ thể gửi lại cho đúng."), field="reason")
    if len(cleaned) > LONGEST_REASON:
        raise Invalid(N_("Nhiều nhất %(max)d ký tự."), field="reason", max=LONGEST_REASON)
    return "" if finding is Finding.GOOD else cleaned


def get_paper(application: Application, paper_id: int) -> Paper:
    """A paper of this applicant as it is now, held: it may be replaced at any moment while it is read."""
    paper = db.session.scalar(
        select(Paper)
        .where(Paper.id == paper_id, Paper.producer_id == application.producer_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if paper is None or not _may_see(application, paper):
        raise NotFound(NO_PAPER)
    return paper


def _may_see(application: Application, paper: Paper) -> bool:
    return paper.kind.organisation_id in (None, application.fair.owner_id)


def _visible(application: Application) -> list[Paper]:
    """Current papers of kinds that are the house's or the fair's own organisation's."""
    own = or_(
        DocumentKind.organisation_id.is_(None), DocumentKind.organisation_id == application.fair.owner_id
    )
    query = (
        select(Paper)
        .join(Paper.kind)
        .where(Paper.producer_id == application.producer_id, Paper.superseded_at.is_(None), own)
        .options(joinedload(Paper.kind), joinedload(Paper.product))
        .order_by(DocumentKind.position, Paper.id.desc())
    )
    return list(db.session.scalars(query))


def _verdicts(fair: Fair, on_file: dict[int, Paper]) -> dict[int, PaperVerdict]:
    query = select(PaperVerdict).where(PaperVerdict.fair_id == fair.id, PaperVerdict.paper_id.in_(on_file))
    return {verdict.paper_id: verdict for verdict in db.session.scalars(query)}


def _former(fair: Fair, on_file: dict[int, Paper]) -> dict[int, PaperVerdict]:
    """What the same organisation found in these papers at its other fairs, the latest word."""
    query = (
        select(PaperVerdict)
        .join(PaperVerdict.fair)
        .where(Fair.owner_id == fair.owner_id, Fair.id != fair.id, PaperVerdict.paper_id.in_(on_file))
        .options(joinedload(PaperVerdict.fair))
        .order_by(PaperVerdict.at)
    )
    return {verdict.paper_id: verdict for verdict in db.session.scalars(query)}
