"""The producers that the rows of a file may mean, read in as many statements for one as for a thousand."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from fairapp.db import db
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.places import get_unit, unit_now
from fairapp.domain.producer_sheets import Whose, closest
from fairapp.domain.text import N_, fold
from fairapp.models import Producer
from fairapp.services.exchange.lines import Line
from fairapp.services.exchange.scope import Scope

NO_PRODUCER = N_("Chưa có chủ thể này. Hãy nhập danh sách chủ thể trước, hoặc sửa tên, tỉnh, mã số thuế.")
NOT_OURS = N_("Chủ thể này có tài khoản riêng hoặc do nơi khác ghi, nên tự sửa thông tin của mình.")


class Registry:
    """Looks producers up by tax code and by folded name."""

    def __init__(self, scope: Scope, lines: Sequence[Line], *, products: bool = False) -> None:
        self.scope = scope
        self._rows: dict[int, Producer] = {}
        self._names: dict[int, Whose] = {}
        self._by_code: defaultdict[str, list[int]] = defaultdict(list)
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._units = scope.units  # held, so that a unit is asked for once
        for producer in self._load(lines, products):
            self._put(producer.id, producer, _of(producer, unit_now(get_unit(producer.unit_id)).id))

    def find(self, named: Whose) -> Producer | None:
        """Whom a row means; Invalid when it may mean two."""
        places = [*self._by_code.get(named.tax_code, ()), *self._by_name.get(named.folded, ())]
        found = closest(named, {place: self._names[place] for place in places})
        return None if found is None else self._rows[found]

    def get(self, named: Whose) -> Producer:
        found = self.find(named)
        if found is None:
            raise Invalid(NO_PRODUCER, field="name")
        return found

    def require_mine(self, producer: Producer) -> None:
        if not self.scope.may_write(producer):
            raise Conflict(NOT_OURS, field="name")

    def add(self, producer: Producer) -> None:
        """One that this file brings; the rows below may mean it."""
        self._put(-len(self._rows) - 1, producer, _of(producer, producer.unit.id))

    def _put(self, place: int, producer: Producer, named: Whose) -> None:
        self._rows[place], self._names[place] = producer, named
        self._by_name[named.folded].append(place)
        if named.tax_code:
            self._by_code[named.tax_code].append(place)

    def _load(self, lines: Sequence[Line], products: bool) -> Sequence[Producer]:
        names = {fold(line.values.get("name", ""))[:200] for line in lines} - {""}
        codes = {line.values.get("tax_code", "").replace("-", "") for line in lines} - {""}
        codes |= {f"{code[:10]}-{code[10:]}" for code in codes if len(code) == 13}  # as a branch writes it
        query = select(Producer).where(
            self.scope.known(), or_(Producer.folded.in_(names), Producer.tax_code.in_(codes))
        )
        options = [joinedload(Producer.unit)]
        if products:
            options.append(selectinload(Producer.products))  # type: ignore[arg-type]
        return db.session.scalars(query.options(*options)).all()


def _of(producer: Producer, unit_id: str) -> Whose:
    return Whose(
        producer.tax_code.replace("-", ""),
        fold(producer.name),
        unit_id,
        fold(producer.commune),
        producer.phone,
    )
