"""Speed of classifying as ratios within one run: `python tests/benchmarks/exports.py`. Not part of the test suite.

The plain Python beside it computes TPP, performance density and transfer rate on floats, and compares them with the
thresholds of the rules in force on the day, which it knows by heart. It knows no unit, doubt, source, licence, review,
and nothing that is unknown: it is asked about chips of which every figure is known.
"""

import timeit
from datetime import date

import attrs

import aichipcn as acn

DAYS = [date(2022, 11, 1), date(2023, 12, 1), date(2025, 5, 1), date(2026, 2, 1)]
BITS = {item: item.bits for item in acn.NumberFormat}


def plain(rates, area, link, memory, maker, day):
    """What catches a data-centre chip of so many floats, by the thresholds of the day."""
    tpp = max(rate * bits for rate, bits in rates)
    density = tpp / area
    caught = []
    if date(2022, 10, 21) <= day < date(2023, 11, 17) and tpp >= 4800 and link >= 600:
        caught.append("3A090")
    if day >= date(2023, 11, 17):
        if tpp >= 4800 or (tpp >= 1600 and density >= 5.92):
            caught.append("3A090.a")
        elif (2400 <= tpp < 4800 and 1.6 <= density < 5.92) or (tpp >= 1600 and 3.2 <= density < 5.92):
            caught.append("3A090.b")
    if day >= date(2025, 4, 9) and maker == "nvidia" and (memory >= 1400 or link >= 1100 or memory + link >= 1700):
        caught.append("letter:reported-thresholds")
    return caught


def floats(chip):
    """The figures that the plain Python takes."""
    rates = [(float(rate.low) / 1e12, BITS[item]) for item, rate in chip.rates.pairs]
    link, memory = (float(value.low) / 1e9 for value in (acn.transfer_rate(chip), chip.memory_bandwidth))
    return rates, float(chip.die_area.low) * 1e6, link, memory, chip.designer.slug


def seconds(call, number: int) -> float:
    return min(timeit.repeat(call, number=number, repeat=7)) / number


def show(name: str, mine: float, theirs: float) -> None:
    print(f"{name}: {mine * 1e6:.4g} us against {theirs * 1e6:.3g} us, ratio {mine / theirs:.0f}")


def main() -> None:
    catalogue = acn.load_catalogue()
    known = [catalogue.chips[name] for name in ("A100 80GB", "H100 SXM", "H200", "A800", "L40S", "L20")]
    facts = {chip.slug: floats(chip) for chip in known}
    pairs = [(chip, day) for chip in known for day in DAYS]
    for chip, day in pairs:
        found = acn.classify(chip, on=day)
        assert list(found.outcome.paragraphs) == plain(*facts[chip.slug], day), (chip, day, found.short)
    mine = seconds(lambda: [acn.classify(chip, on=day) for chip, day in pairs], 5) / len(pairs)
    theirs = seconds(lambda: [plain(*facts[chip.slug], day) for chip, day in pairs], 500) / len(pairs)
    show("classify a chip of which all is known, on a day", mine, theirs)
    bare = acn.Chip(slug="bare", name="Bare", designer=catalogue.vendors["nvidia"])
    unknown = seconds(lambda: acn.classify(bare, on=DAYS[-1]), 5)
    show("classify a chip of which nothing is known", unknown, theirs)
    started = timeit.default_timer()
    days = sorted({rule.since for rule in catalogue.rules})
    count = sum(len(acn.classify(chip, on=day).outcomes) > 0 for chip in catalogue.chips for day in days)
    print(f"every chip on every day of a rule: {count} classifications in {timeit.default_timer() - started:.2f} s")
    letters = [
        attrs.evolve(catalogue.rules["us-2025-04-letter-nvidia"], slug=f"letter-{n}", aliases=()) for n in range(100)
    ]
    many = catalogue.with_(*letters)
    longer = seconds(lambda: [acn.classify(chip, on=DAYS[-1], catalogue=many) for chip in known], 2) / len(known)
    show("the same under a hundred more letters", longer, theirs)


if __name__ == "__main__":
    main()
