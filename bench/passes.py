"""Passes a CPU-second: signing them, and printing them as badges."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from bench.world import world
from fairapp.documents import qr_layout
from fairapp.documents.pass_sheet import Badge, Paper, sheet
from fairapp.domain.pass_keys import generate_key
from fairapp.domain.passes import PassBody, Role, address, sign

ROUNDS, BADGES, TOKENS = 5, 400, 5000
Row = tuple[str, str, str]


def rows() -> Iterator[Row]:
    with world(passes=1) as made, made.app.test_request_context():
        codes = _tokens(BADGES)
        badges = [_badge(n, code) for n, code in enumerate(codes)]
        moment = datetime(2026, 12, 12, tzinfo=UTC)
        sheet(badges[:1], Paper.A6, "bench", moment)  # fonts and styles are read once a process
        signing = _cpu(lambda: _tokens(TOKENS))
        yield "tokens signed a CPU-second", f"{TOKENS / signing:,.0f}", ""
        codes_alone = _cpu(lambda: [qr_layout.rows(code) for code in codes])
        for paper in (Paper.A6, Paper.A4):
            took = _cpu(lambda paper=paper: sheet(badges, paper, "bench", moment))
            share = f"{codes_alone / took:.0%} of it drawing the codes"
            yield f"badges printed a CPU-second, {paper.upper()}", f"{BADGES / took:,.0f}", share


def _cpu(work: Callable[[], object]) -> float:
    """Median CPU seconds of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def _tokens(count: int) -> list[str]:
    key = generate_key()
    body = {"fair": 7, "role": Role.BOOTH_STAFF, "first_day": date(2026, 12, 12), "day_bits": 15, "key": 1}
    return [address("https://fair.example", sign(PassBody(number=n + 1, **body), key)) for n in range(count)]


def _badge(n: int, code: str) -> Badge:
    return Badge(
        fair="Hội chợ OCOP Quảng Ninh",
        role="Nhân viên gian hàng",
        band="booth_staff",
        holder=f"Nguyễn Thị Thuỳ Dương {n}",
        line="Hợp tác xã Nông nghiệp Chè Quảng La",
        booths="B07",
        days="12–15/12/2026",
        hotline="0203 3825 000",
        venue="Cung Quy hoạch, Hội chợ và Triển lãm",
        printed_id="0000-002S-K",
        issue=1,
        code=code,
    )
