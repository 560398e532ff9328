"""Draws as ratios within one run: `python tests/benchmarks/sampling.py`. Not part of the test suite.

A million draws of thirty facilities against the same draws and sums as hand-written in NumPy, whose author sums the
certain counts of a chip first and draws each rate once: the same laws, on whole arrays. Both give the same median.
"""

import sys
import time
import tracemalloc
from math import isclose

import numpy

import aichipcn as acn
from aichipcn.compute.sampling import sample

UTILISATION = acn.Estimate.parse("38% (30%..45%)")


class Sustained:
    """Peak rate times what is reached of it: the one of each chip, the other of all."""

    unit = "OP/s"
    basis = acn.Basis("FLOP/s", "FP16 peak, dense, sustained")
    peak = acn.Peak("fp16")

    def rate(self, chip):
        return self.peak.rate(chip) * UTILISATION

    def rate_by(self, chip, values):
        from aichipcn.compute.facts import Fact

        power = values.of(Fact(chip.slug, "derating"), acn.Estimate.parse("90%..100%"))
        return self.peak.rate_by(chip, values) * values.of(Fact("fleet", "utilisation"), UTILISATION) * power

    def reason(self, chip):
        return self.peak.reason(chip)


def chips(number):
    """Chips of which the peak is in doubt, by turns with a best value and without."""
    return [
        acn.Chip(
            slug=f"c{n}",
            name=f"C{n}",
            rates={"fp16": f"{'320 ' * (n % 2)}{'(' * (n % 2)}{280 + n}..400{')' * (n % 2)} TFLOP/s"},
        )
        for n in range(number)
    ]


def fleet(facilities, doubtful):
    kinds = chips(12)
    return acn.Fleet(
        slug="f",
        name="F",
        facilities=tuple(
            acn.Facility(
                slug=f"s{n}",
                name=f"S{n}",
                deployments=tuple(
                    acn.Deployment(chip=kinds[(3 * n + k) % 12], count="900..1100" if doubtful else 1000 + n)
                    for k in range(3)
                ),
            )
            for n in range(facilities)
        ),
    )


def rows(subject):
    """Chips with the bounds of their rates, and with their counts."""
    found = {}
    for facility in subject.facilities:
        for item in facility.deployments:
            rate = item.chip.rates[acn.NumberFormat.FP16]
            bounds = tuple(None if value is None else float(value) for value in (rate.low, rate.best, rate.high))
            found.setdefault(item.chip.slug, (bounds, []))[1].append((item.count.low, item.count.high))
    return list(found.values())


def drawn(rng, low, best, high, draws):
    return rng.uniform(low, high, draws) if best is None else rng.triangular(low, best, high, draws)


def by_hand(table, draws, sustained):
    rng = numpy.random.default_rng(1)
    total = numpy.zeros(draws)
    used = rng.triangular(0.30, 0.38, 0.45, draws) if sustained else None
    for bounds, counts in table:
        number = sum(low for low, high in counts if low == high)
        for low, high in counts:
            if low != high:
                number = number + rng.integers(low, high + 1, draws)
        rate = drawn(rng, *bounds, draws)
        if sustained:
            rate *= used
            rate *= rng.uniform(0.9, 1.0, draws)
        rate *= number
        total += rate
    return total


def best(*calls, runs=5):
    """The best seconds of each of some calls, taken in turns."""
    times = [[] for _ in calls]
    for _ in range(runs):
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def memory(call):
    """The most bytes that NumPy and Python held during a call."""
    tracemalloc.start()
    call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def against(label, subject, model, draws, runs=5):
    table, sustained = rows(subject), isinstance(model, Sustained)
    mine = lambda: sample(subject, model, draws=draws, seed=1).totals  # noqa: E731
    hand = lambda: by_hand(table, draws, sustained)  # noqa: E731
    assert isclose(numpy.median(mine()), numpy.median(hand()), rel_tol=0.01)
    taken, plain = best(mine, hand, runs=runs)
    held = f"{memory(mine) / 2**20:.0f} MiB against {memory(hand) / 2**20:.0f}"
    print(f"{label}: {taken:.3g} s against {plain:.3g} s, ratio {taken / plain:.2f}; {held}")


def main():
    million = 10**6
    for name, model in (("peak", acn.Peak("fp16")), ("peak, derating and utilisation", Sustained())):
        for counts, doubtful in (("certain", False), ("doubtful", True)):
            against(f"{million:,} draws of 30 facilities, {name}, {counts} counts", fleet(30, doubtful), model, million)
    for draws in (1_000, 10_000, 100_000, 10 * million if "--long" in sys.argv else million):
        against(f"{draws:,} draws of 30 facilities", fleet(30, False), Sustained(), draws)
    for facilities in (3, 30, 300, 3000):
        against(f"100,000 draws of {facilities} facilities", fleet(facilities, False), Sustained(), 100_000)
        if facilities <= 300:
            against(
                f"100,000 draws of {facilities} facilities, doubtful counts",
                fleet(facilities, True),
                Sustained(),
                100_000,
                2,
            )


if __name__ == "__main__":
    main()
