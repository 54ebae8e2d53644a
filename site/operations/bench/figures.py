"""What is measured, what it may cost at most (issues “The ground”, “People” and “Stories”), and how it is printed."""

from dataclasses import dataclass, field
from statistics import median

FEW, MANY = 10, 10_000
CACHED_FLOORS = 0.15
CACHED_SHARE = 0.6  # of a plain view's answers a second, on the file cache
STORIES = 20, 1_000, 10_000
GROWTH = 1.3  # from the fewest stories to the most
LEDGER_GROWTH = 1.5  # from 2,000 entries of the ledger to 200,000
VISIT_REQUESTS, VISIT_BYTES = 8, 60_000
SEARCH_MS = 300


@dataclass(frozen=True)
class Goal:
    queries: int | None = None
    floors: float | None = None
    share: float | None = None

    def __str__(self):
        parts = [
            f"≤ {self.queries} queries" if self.queries else "",
            f"≤ {self.floors:g} floors" if self.floors else "",
            f"≥ {self.share:.0%} of plain" if self.share else "",
        ]
        return ", ".join(part for part in parts if part)


LIST, TEXT = Goal(15, 3), Goal(12, 2)
GOALS = {
    "home": Goal(15, 3.5),
    "section": LIST,
    "resources": LIST,
    "stories": LIST,
    "stories, narrowed": LIST,
    "story": Goal(12, 2.5),
    "answers": LIST,
    "page": TEXT,
    "principle": TEXT,
    "stage": TEXT,
    "search": LIST,
    "portal": Goal(20, 4),
    "people": Goal(20, 6),
    "today": Goal(20, 6),
    "give and get": Goal(20, 6),
    "statement": Goal(20, 6),
    "what we give": Goal(20, 6),
    "our sums": Goal(20, 6),
    "a group's sums": Goal(20, 6),
    "group": Goal(20, 5),
    "minutes": Goal(20, 5),
    "decisions": Goal(20, 5),
    "autosave": Goal(10, 1.5),
    "roles": Goal(15, 6),
    "open roles": Goal(15, 6),
    "open role": Goal(15, 3),
    "applying": Goal(12, 3),
}


@dataclass(frozen=True)
class Drive:
    """One address asked again and again for a while. `cpu` is the workers' seconds."""

    requests: int
    failed: int
    seconds: float
    p50: float
    p99: float
    cpu: float

    @property
    def cpu_ms(self):
        return 1000 * self.cpu / self.requests

    @property
    def per_second(self):
        return self.requests / self.seconds


@dataclass
class Row:
    """One line of the table. The ratios are taken within each round, since the machine has other things to do."""

    name: str
    goal: Goal
    queries: int | None = None
    drives: list[Drive] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def add(self, drive: Drive, floor: Drive, plain: Drive):
        self.drives.append(drive)
        self.floors.append(drive.cpu_ms / floor.cpu_ms)
        self.shares.append(drive.per_second / plain.per_second)

    def middle(self, name):
        return median(getattr(drive, name) for drive in self.drives)

    @property
    def reached(self) -> bool:
        return (
            not any(drive.failed for drive in self.drives)
            and (self.goal.queries is None or self.queries <= self.goal.queries)
            and (self.goal.floors is None or round(median(self.floors), 2) <= self.goal.floors)
            and (self.goal.share is None or round(median(self.shares), 2) >= self.goal.share)
        )

    def __str__(self):
        return LINE.format(
            self.name,
            "" if self.queries is None else self.queries,
            f"{self.middle('cpu_ms'):.2f}",
            f"{median(self.floors):.2f}",
            f"{self.middle('per_second'):.0f}",
            f"{self.middle('p50'):.1f}",
            f"{self.middle('p99'):.1f}",
            f"{median(self.shares):.1%}",
            str(self.goal),
            "✓" if self.reached else "✗",
        )


LINE = "{:<28}{:>8}{:>9}{:>8}{:>9}{:>9}{:>9}{:>9}  {:<28}{}"
HEADING = LINE.format("page", "queries", "CPU ms", "floors", "req/s", "p50 ms", "p99 ms", "of plain", "goal", "")


def check(words: str, reached: bool) -> str:
    return f"{words}  {'✓' if reached else '✗'}"
