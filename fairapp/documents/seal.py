"""Which frozen facts a report was set from, and where anybody can check it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Seal:
    """Printed on every report of a snapshot."""

    number: int
    frozen_at: datetime
    sha256: str
    address: str

    @classmethod
    def of(cls, number: int, frozen_at: datetime, sha256: str, public_url: str) -> "Seal":
        return cls(number, frozen_at, sha256, f"{public_url}/verify/{sha256}")

    @property
    def groups(self) -> list[str]:
        """The fingerprint in groups that an eye can compare."""
        return [self.sha256[i : i + 8] for i in range(0, len(self.sha256), 8)]
