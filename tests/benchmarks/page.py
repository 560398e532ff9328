"""Speed and size of the page of a report: `python tests/benchmarks/page.py`. Not part of the test suite.

A page is held against the rows that it draws, which `aichipcn report --json` prints; both from a fresh interpreter.
Then the catalogue's facilities are taken several times over, under other names, to see how the page grows.
"""

import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import aichipcn as acn

ON = date(2027, 12, 31)
RUNS = 5


def fresh(words: list[str], folder: str) -> float:
    """The median seconds of a command in a fresh interpreter."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "aichipcn", *words], cwd=folder, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def several(catalogue: acn.Catalogue, times: int) -> acn.Catalogue:
    """The catalogue with each facility so many times."""
    copies = [
        attrs.evolve(item, slug=f"{item.slug}-{number}", name=f"{item.name} {number}", aliases=())
        for number in range(2, times + 1)
        for item in catalogue.facilities
    ]
    return catalogue.with_(*copies)


def main() -> None:
    catalogue = acn.load_catalogue()
    with TemporaryDirectory() as folder:
        mine, theirs = fresh(["report", "--html", "page.html"], folder), fresh(["report", "--json"], folder)
        size = (Path(folder) / "page.html").stat().st_size
    print(f"the page: {mine:.2f} s against {theirs:.2f} s of its rows, ratio {mine / theirs:.1f}; {size / 1e6:.2f} MB")
    for times in (1, 2, 4):
        grown = several(catalogue, times)
        start = time.perf_counter()
        page = acn.report_page(grown, ON)
        took = time.perf_counter() - start
        print(f"{len(grown.facilities)} facilities: {took:.2f} s, {len(page.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
