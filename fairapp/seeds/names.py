"""Invented people and firms, made from lists of real names and real places."""

import json
from functools import cache
from pathlib import Path
from random import Random

from fairapp.domain.ocop import ProducerKind
from fairapp.domain.text import fold

FACTS = Path(__file__).resolve().parent.parent / "data" / "demo_names.json"
WEIGHTS = (3, 1, 7, 9, 10, 5, 8, 4, 2)  # of a tax code's digits, for its check digit


@cache
def lists() -> dict:
    return json.loads(FACTS.read_text(encoding="utf-8"))


def person(chance: Random, unit: str = "") -> str:
    """A full name such as people of that province bear."""
    names = lists()
    highland = unit in names["highland_units"] and chance.random() < 0.7
    surname = chance.choice(names["highland_surnames" if highland else "surnames"])
    return f"{surname} {chance.choice(names['women'] + names['men'])}"


class FirmNames:
    """Hands out names of firms, none of them twice."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.taken: set[str] = set()

    def make(self, kind: ProducerKind, line: dict, owner: str) -> tuple[str, str]:
        """A firm's name and the brand in it; a household goes by its owner's name."""
        for brand in self.chance.sample(lists()["brands"], len(lists()["brands"])):
            name = self._name(kind, line, owner, brand)
            if name not in self.taken and fold(brand) not in fold(line["place"]):
                self.taken.add(name)
                return name, brand if brand in name else ""
        raise RuntimeError(f"no name left for {line['craft']} in {line['place']}")

    def _name(self, kind: ProducerKind, line: dict, owner: str, brand: str) -> str:
        trade, craft, place = line["trade"], line["craft"], line["place"]
        where = "" if fold(place) in fold(craft) else f" {place}"
        if kind is ProducerKind.COMPANY:
            form = self.chance.choice(["TNHH", "TNHH", "TNHH MTV", "Cổ phần"])
            return f"Công ty {form} {trade} {brand}"
        if kind is ProducerKind.COOPERATIVE:
            return f"Hợp tác xã {self.chance.choice([trade, craft])} {brand}{where}"
        if kind is ProducerKind.COOPERATIVE_GROUP:
            return f"Tổ hợp tác {craft} {self.chance.choice(lists()['hamlets'])}, {place}"
        return self.chance.choice([f"Hộ kinh doanh {owner}", f"Cơ sở {craft} {owner}"])


def tax_code(chance: Random) -> str:
    """Ten digits with a wrong check digit, so that the code belongs to nobody."""
    digits = [chance.randint(0, 9) for _ in range(9)]
    right = (10 - sum(a * b for a, b in zip(digits, WEIGHTS, strict=True)) % 11) % 10
    return "".join(map(str, digits)) + str((right + chance.randint(1, 9)) % 10)
