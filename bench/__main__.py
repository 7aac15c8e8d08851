"""`make bench`: the rows, one after the other; ARGS="allocation --sizes 60 150 --full" only some of them."""

import argparse
import os
from functools import partial

from bench import allocation, imports, passes, plans, scans, snapshots, sponsor_paper, verdicts
from bench.fairs import SIZES
from fairapp.config import ROOT

os.environ.setdefault("FAIRAPP_COMPILED", str(ROOT / ".cache" / "compiled"))
SECTIONS = {
    "gate": scans.rows,
    "verdicts": verdicts.rows,
    "passes": passes.rows,
    "imports": imports.rows,
    "plans": plans.rows,
    "sponsor": sponsor_paper.rows,
    "allocation": allocation.rows,
    "reports": snapshots.rows,
}

asked = argparse.ArgumentParser(prog="bench")
asked.add_argument("sections", nargs="*", metavar="|".join(SECTIONS), help="only these; otherwise all")
asked.add_argument(
    "--sizes", nargs="+", type=int, choices=list(SIZES), help="booths of the fairs to be allocated"
)
asked.add_argument("--full", action="store_true", help="give each allocation the time that its aim allows")
asked.add_argument("--scans", nargs="+", type=int, default=snapshots.SIZES, help="of the fair to be frozen")
asked.add_argument("--lines", type=int, default=snapshots.LINES, help="of its diaries")
asked.add_argument("--seeds", nargs="+", type=int, default=[1], help="which fairs of each size")
asked.add_argument("--fairs", nargs="+", default=[], metavar="FILE", help="allocate these instead (JSON)")
given = asked.parse_args()
if unknown := set(given.sections) - set(SECTIONS):
    asked.error(f"there is no {', '.join(sorted(unknown))}")
SECTIONS["allocation"] = partial(
    allocation.rows, given.sizes, full=given.full, seeds=given.seeds, files=given.fairs
)
SECTIONS["reports"] = partial(snapshots.rows, tuple(given.scans), given.lines)

print("Shared machines drift: trust the ratios and the CPU times, not the wall clock.\n")
for name in given.sections or SECTIONS:
    print(name.capitalize())
    for label, figure, against in SECTIONS[name]():
        print(f"  {label:<52} {figure:>16}   {against}", flush=True)
    print()
