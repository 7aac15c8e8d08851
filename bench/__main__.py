"""`make bench`: the rows, one after the other."""

from bench import imports, passes, scans

print("Shared machines drift: trust the ratios and the CPU times, not the wall clock.\n")
for name, rows in (("Gate", scans.rows), ("Passes", passes.rows), ("Imports", imports.rows)):
    print(name)
    for label, figure, against in rows():
        print(f"  {label:<52} {figure:>16}   {against}")
    print()
