"""A few papers on file, each saying across its face that it is a specimen."""

from datetime import time

from flask import render_template_string

from fairapp.documents import pdf
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import format_day
from fairapp.models import Producer, Product
from fairapp.seeds.story import Story, told_at
from fairapp.services.producers import papers

MOST = 5
PAGE = """
<style>
  @page { size: A4; margin: 30mm 25mm }
  body { font-size: 13pt; text-align: center }
  .mark { border: 2pt dashed #a33; color: #a33; padding: 4mm; margin-bottom: 20mm }
  .left { text-align: left; margin-top: 14mm; line-height: 1.7 }
</style>
<p class="mark">BẢN MINH HOẠ – KHÔNG CÓ GIÁ TRỊ</p>
<p>{{ issuer }}</p>
<h1>Giấy chứng nhận sản phẩm OCOP</h1>
<h2>{{ product.name }}</h2>
<p>Hạng {{ product.stars }} sao</p>
<div class="left">
  <p>Chủ thể: {{ producer.name }}<br>Địa chỉ: {{ producer.commune }}, {{ producer.unit.name }}<br>
  Số: {{ product.certificate_number }}<br>Ngày cấp: {{ issued }}<br>Có giá trị đến: {{ until }}</p>
</div>
"""


def sow(story: Story) -> str:
    """The demo producer's certificate, and those of some who wait for an answer."""
    waiting = (a for a in story.coming_applications if a.state is ApplicationState.SUBMITTED)
    makers = [_demo(story), *(application.producer for application in waiting)][:MOST]
    with told_at(story.at(0, time(20, 5))):
        for producer in makers:
            _file(story, producer)
    return f"{len(makers)} papers"


def _demo(story: Story) -> Producer:
    return next(p for p in story.producers if p.user is story.cast["producer"])


def _file(story: Story, producer: Producer) -> None:
    product = next(p for p in producer.products if p.expires_on and p.expires_on > story.today)
    assert producer.user is not None
    papers.add_paper(
        producer,
        producer.user,
        kind="certificate",
        filename=f"Giấy chứng nhận {product.name}.pdf",
        content=_print(producer, product, story),
        product=product,
    )


def _print(producer: Producer, product: Product, story: Story) -> bytes:
    assert product.issued_on is not None and product.expires_on is not None
    page = render_template_string(
        PAGE,
        issuer=product.certificate_issuer,
        product=product,
        producer=producer,
        issued=format_day(product.issued_on),
        until=format_day(product.expires_on),
    )
    return pdf.render(page, created_at=story.now)
