"""How much of what is wanted can come through a network of bounds, and what holds the rest back."""

from collections import defaultdict, deque
from collections.abc import Hashable

SOURCE, SINK = "source", "sink"


class Network:
    """Ways with room for so much, from SOURCE to SINK."""

    def __init__(self) -> None:
        self._room: dict[Hashable, dict[Hashable, int]] = defaultdict(dict)

    def lead(self, here: Hashable, there: Hashable, room: int) -> None:
        self._room[here][there] = self._room[here].get(there, 0) + room
        self._room[there].setdefault(here, 0)

    def push(self) -> int:
        """Send all that can come through; how much that is. What has been sent once is not sent again."""
        sent = 0
        while SINK in (back := self._search()):
            way, here = [], SINK
            while here != SOURCE:
                way.append((back[here], here))
                here = back[here]
            least = min(self._room[a][b] for a, b in way)
            for a, b in way:
                self._room[a][b] -= least
                self._room[b][a] += least
            sent += least
        return sent

    def reached(self) -> set[Hashable]:
        """After pushing: where more could still be sent to. What leads out of it is full."""
        return set(self._search())

    def _search(self) -> dict[Hashable, Hashable]:
        """Each place that can be reached, with the one before it on a shortest way."""
        back: dict[Hashable, Hashable] = {SOURCE: SOURCE}
        queue: deque[Hashable] = deque([SOURCE])
        while queue:
            here = queue.popleft()
            for there, room in self._room[here].items():
                if room and there not in back:
                    back[there] = here
                    queue.append(there)
        return back
