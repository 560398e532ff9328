"""Chips and rules for the laws of classification, and the points that the facts of a chip leave possible."""

from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.export.classification import classified
from aichipcn.testing.around import with_figure

RULES = acn.load_catalogue().rules
PLACES = {item.code: item for item in acn.load_catalogue().places}
TINY = Fraction(1, 10**9)
CHINA = acn.Condition("located-in", "CN")
FP16 = 16
RANGES = {
    "t": [(0, 0), (1000, 1000), (1600, 1600), (2000, 2000), (2400, 2400), (3000, 3000), (4800, 4800), (9000, 9000)],
    "a": [(100, 100), (800, 800), (1500, 1500), (500, 500), (Fraction(160000, 592), Fraction(160000, 592))],
    "x": [(0, 0), (400, 400), (600, 600), (900, 900)],
}
RANGES["t"] += [(1000, 5000), (1600, 2400), (2400, 4800), (1000, 1600), (4800, 9000), (1500, None), (4800, None)]
RANGES["a"] += [(100, 800), (300, 500), (Fraction(480000, 592), 900), (700, Fraction(480000, 592)), (100, None)]
RANGES["x"] += [(400, 600), (600, 900), (472, 700), (300, None), (100, 200)]


def figure(span, factor=1, unit=""):
    low, high = span
    return acn.Estimate(low * factor, None if high is None else high * factor, unit=unit)


def drawn(name):
    return st.none() | st.sampled_from(RANGES[name])


@st.composite
def known_facts(draw):
    """What is known of a chip: spans of its TPP, its die area in mm2 and its link in GB/s, and what else counts."""
    return {
        "t": draw(drawn("t")),
        "listed": draw(st.sampled_from(["complete", "partial", "unknown"])),
        "a": draw(drawn("a")),
        "node": draw(st.sampled_from([None, "7 nm", "16 nm", "28 nm", "7..28 nm"])),
        "x": draw(drawn("x")),
        "pcie": draw(st.sampled_from([None, "5", "5 x16", "5 x0", "4 x8"])),
        "market": draw(st.sampled_from([None, "data-centre", "consumer"])),
    }


def chip_of(facts, **fields):
    """A chip of which so much is known."""
    given = {}
    if facts["t"] is not None:
        given["rates"] = {"fp16": figure(facts["t"], Fraction(10**12, FP16), "OP/s")}
    if facts["a"] is not None:
        given["die_area"] = figure(facts["a"], Fraction(1, 10**6), "m**2")
    if facts["x"] is not None:
        given["interconnect"] = figure(facts["x"], 10**9, "B/s")
    same = {name: facts[name] for name in ("node", "pcie", "market")}
    return acn.Chip(**{"slug": "c", "name": "C", "rates_listed": facts["listed"], **same, **given, **fields})


def lies_in(value, span):
    return span[0] <= value and (span[1] is None or value <= span[1])


def around(values, span):
    """Numbers of a span: some of those given, those just beside them, its ends, and some far from all."""
    low, high = span
    wide = [*values, low, (low + 10**5 if high is None else high), low + 10**6]
    near = {Fraction(value) + step for value in wide for step in (-TINY, 0, TINY)}
    near |= {(one + other) / 2 for one in near for other in near} if len(near) < 12 else set()
    return sorted(value for value in near if value >= 0 and lies_in(value, span))


def tpp_span(facts):
    if facts["t"] is None:
        return (0, None)
    return facts["t"] if facts["listed"] == "complete" else (facts["t"][0], None)


def area_span(facts):
    """The area that may count, all of it only where the node is known to be fine enough."""
    if facts["node"] in ("7 nm", "16 nm"):
        return facts["a"] or (0, None)
    return (0, None if facts["a"] is None else facts["a"][1])


def transfer_span(facts):
    if facts["x"] is None:
        return (0, None)
    lanes = {None: (0, None), "5": (8, 128), "5 x16": (128, 128), "5 x0": (0, 0), "4 x8": (32, 32)}[facts["pcie"]]
    ends = [facts["x"][1], lanes[1]]
    return (facts["x"][0] + lanes[0], None if None in ends else sum(ends))


def points(facts, limits_t, limits_p):
    """Pairs of TPP and performance density that the facts leave possible, in every corner that limits make."""
    span_t, span_a = tpp_span(facts), area_span(facts)
    some_t, some_a = around(limits_t, span_t), around([1, 300, 3000], span_a)
    some_p = around([*limits_p, Fraction(1, 100), 1000], (0, None))
    pairs = set(product(some_t, some_a))
    pairs |= {(p * a, a) for p, a in product(some_p, some_a)}
    pairs |= {(t, t / p) for t, p in product(some_t, some_p) if p}
    return {(t, t / a) for t, a in pairs if a > 0 and lies_in(t, span_t) and lies_in(a, span_a)}


def markets(facts):
    return ["data-centre", "consumer"] if facts["market"] is None else [facts["market"]]


def rule(slug="r", since=date(2024, 1, 1), **fields):
    """A rule that catches every chip for data centres in one paragraph, if nothing else is given."""
    whole = {"paragraphs": (acn.Paragraph(name="P", when=acn.AllOf()),), "destinations": CHINA, "title": slug}
    return acn.ExportRule(slug=slug, since=since, **{**whole, **fields})


def exact(t=None, p=None, market="data-centre", **figures):
    """A chip of a TPP, a performance density and other figures, each one number."""
    chip = acn.Chip(slug="c", name="C", market=market, node="7 nm", pcie="5 x0", die_area="1 mm**2")
    for name, value in {"tpp": t, "performance-density": p, **figures}.items():
        chip = chip if value is None else with_figure(chip, name.replace("_", "-"), value)
    return chip


def group_on(on, chip):
    return classified(chip, RULES, on=on).short
