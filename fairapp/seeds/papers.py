"""What the coming fair wants of its applicants, and papers in every state, each saying it is a specimen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO

from flask import render_template_string
from PIL import Image, ImageDraw

from fairapp.db import now
from fairapp.documents import pdf
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import format_day
from fairapp.domain.fairs import ExpiryRule
from fairapp.domain.ocop import ProducerKind, is_food
from fairapp.domain.papers import Ask, Finding, PaperFacts
from fairapp.models import Application, DocumentKind, Paper, Producer, Product, User
from fairapp.seeds.story import Story, told_at
from fairapp.services import papers
from fairapp.services.applications import paper_review
from fairapp.services.papers import KindFacts, Sent, Wish

PAGE = """
<style>
  @page { size: A4; margin: 30mm 25mm }
  body { font-size: 13pt; text-align: center }
  .mark { border: 2pt dashed #a33; color: #a33; padding: 4mm; margin-bottom: 20mm }
  .left { text-align: left; margin-top: 14mm; line-height: 1.7 }
</style>
<p class="mark">BẢN MINH HOẠ – KHÔNG CÓ GIÁ TRỊ</p>
<p>{{ issuer }}</p>
<h1>{{ title }}</h1>
{% if product %}<h2>{{ product.name }}</h2>{% endif %}
{% if product and product.stars %}<p>Hạng {{ product.stars }} sao</p>{% endif %}
<div class="left">
  <p>Chủ thể: {{ producer.name }}<br>Địa chỉ: {{ producer.commune }}, {{ producer.unit.name }}<br>
  Số: {{ number }}<br>Ngày cấp: {{ issued }}{% if until %}<br>Có giá trị đến: {{ until }}{% endif %}</p>
</div>
"""
OWN = KindFacts(
    name="Bản cam kết bán hàng OCOP đúng nguồn gốc",
    name_en="Commitment to sell OCOP goods of true origin",
    explanation="Theo mẫu của Trung tâm, có chữ ký người đại diện.",
    explanation_en="On the centre's form, signed by the representative.",
)
# What the coming fair wants: of everybody, or of those who have such a paper at all.
WANTED: Mapping[str, Ask] = {
    "certificate": Ask.REQUIRED,
    "business": Ask.REQUIRED,
    "food_safety": Ask.REQUIRED,
    "label": Ask.ASKED,
}
REASON = "Ảnh mờ, không đọc được số và ngày cấp. Xin chụp lại ngay ngắn, đủ sáng."


@dataclass(frozen=True)
class Plan:
    """What one applicant has on file: by kind, how many days its papers last, and what was found in them."""

    lasts: Mapping[str, int | None]
    findings: Mapping[str, tuple[Finding, str]]


PLANS = (
    Plan(
        {"certificate": None, "business": None, "food_safety": 700},
        {
            "certificate": (Finding.GOOD, ""),
            "business": (Finding.GOOD, ""),
            "food_safety": (Finding.GOOD, ""),
        },
    ),
    Plan(
        {"certificate": None, "business": None, "food_safety": 400},
        {"business": (Finding.LACKING, REASON), "certificate": (Finding.GOOD, "")},
    ),
    Plan(
        {"business": None, "food_safety": 28},
        {"food_safety": (Finding.EXPIRED, "Hết hạn trước ngày mở cửa.")},
    ),
    Plan({"certificate": None, "business": None}, {}),
)


def sow(story: Story) -> str:
    """The demo producer's papers, and those of some who wait for an answer."""
    with told_at(story.at(-1, time(9, 30))):
        own = papers.add_kind(story.organiser, OWN)
        _want(story, own)
    filed = _of_demo(story)
    waiting = [a for a in story.coming_applications if a.state is ApplicationState.SUBMITTED]
    waiting.sort(key=lambda application: not _sells_food(application))  # of whom most papers are asked
    for application, plan in zip(waiting, PLANS, strict=False):
        filed += _of_applicant(story, application, plan)
    return f"{filed} papers"


def _sells_food(application: Application) -> bool:
    return any(is_food(line.product.leaf_code) for line in application.goods)


def _want(story: Story, own: DocumentKind) -> None:
    rows = papers.list_rows(story.coming)
    wishes = {
        row.kind.id: Wish(dict.fromkeys(ProducerKind, _ask(row.kind, own)), row.food_only) for row in rows
    }
    group = {**wishes[papers.get_of_house("business").id].asks, ProducerKind.COOPERATIVE_GROUP: Ask.ASKED}
    wishes[papers.get_of_house("business").id] = Wish(group, False)
    papers.change(story.coming, story.organiser, wishes, ExpiryRule.BLOCK)


def _ask(kind: DocumentKind, own: DocumentKind) -> Ask:
    return Ask.ASKED if kind is own else WANTED.get(kind.code or "", Ask.NOT_USED)


def _of_demo(story: Story) -> int:
    """On file since the fair under way, whose reviewer has read them; one is replaced, one runs out soon."""
    producer = next(p for p in story.producers if p.user is story.cast["producer"])
    product = next(p for p in producer.products if p.expires_on and p.expires_on > story.today)
    before = next(a for a in story.applications if a.producer is producer)
    with told_at(story.at(-30, time(20, 5))):
        certificate = _file(story, producer, "certificate", product, None)
        business = _file(story, producer, "business", None, None)
        _file_label(producer, product, "#9a9a8a")
    with told_at(story.at(-20, time(20, 15))):
        _file_label(producer, product, "#4c7a3d")
        _file(story, producer, "food_safety", None, 25)
    with told_at(story.at(-12, time(15))):
        for paper in (certificate, business):
            paper_review.judge(before, paper.id, story.organiser, Finding.GOOD, "", 0)
    return 5


def _of_applicant(story: Story, application: Application, plan: Plan) -> int:
    producer, filed = application.producer, []
    with told_at(story.at(0, time(20, 5))):
        for code, days in plan.lasts.items():
            for product in _about(application, code):
                filed.append((code, _file(story, producer, code, product, days)))
    with told_at(story.at(1, time(16))):
        for code, paper in filed:
            if code in plan.findings:
                finding, reason = plan.findings[code]
                paper_review.judge(application, paper.id, story.organiser, finding, reason, 0)
    return len(filed)


def _about(application: Application, code: str) -> Iterator[Product | None]:
    """A certificate is filed for the first product only: the others are still missing."""
    if code != "certificate":
        yield None
        return
    yield next(line.product for line in application.goods if line.product.certificate_number)


def _file(story: Story, producer: Producer, code: str, product: Product | None, lasts: int | None) -> Paper:
    kind = papers.get_of_house(code)
    facts = _facts(story, producer, product, lasts)
    content = _print(kind.name, producer, product, facts)
    sent = Sent(f"{kind.name}.pdf", content)
    return papers.add_paper(producer, _sender(producer), kind, sent, product=product, facts=facts)


def _sender(producer: Producer) -> User:
    assert producer.user is not None
    return producer.user


def _facts(story: Story, producer: Producer, product: Product | None, lasts: int | None) -> PaperFacts:
    """What is written on it: a certificate's facts are the product's."""
    if product:
        return PaperFacts(
            product.certificate_number, product.certificate_issuer, product.issued_on, product.expires_on
        )
    expires = story.today + timedelta(days=lasts) if lasts else None
    issued = expires - timedelta(days=1095) if expires else date(story.today.year - 4, 5, 12)
    return PaperFacts(
        f"{producer.id:05}/GCN", f"Sở Y tế {producer.unit.name}" if lasts else "", issued, expires
    )


def _print(title: str, producer: Producer, product: Product | None, facts: PaperFacts) -> bytes:
    assert facts.issued_on is not None
    page = render_template_string(
        PAGE,
        issuer=facts.issuer or f"UBND {producer.commune}",
        title=title,
        product=product,
        producer=producer,
        number=facts.number,
        issued=format_day(facts.issued_on),
        until=format_day(facts.expires_on) if facts.expires_on else "",
    )
    return pdf.render(page, created_at=now())


def _file_label(producer: Producer, product: Product, ink: str) -> None:
    """A photograph of a label, as a telephone would send it."""
    picture = Image.new("RGB", (900, 1200), "#f4efe2")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 840, 1140), outline=ink, width=12)
    draw.ellipse((250, 200, 650, 600), fill=ink)
    for line in range(6):
        draw.rectangle((160, 700 + 60 * line, 740 - 40 * (line % 3), 724 + 60 * line), fill=ink)
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    sent = Sent(f"Nhãn {product.name}.jpg", out.getvalue())
    papers.add_paper(producer, _sender(producer), papers.get_of_house("label"), sent, product=product)
