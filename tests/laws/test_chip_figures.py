"""Laws of the figures that are worked out from a datasheet, against plain arithmetic on fractions."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.figures import CHIP_FIGURES
from aichipcn.compute.metrics import (
    density,
    memory_bandwidth_density,
    pcie_rate,
    performance_density,
    total_bandwidth,
    tpp,
    tpp_format,
    tpp_of,
    transfer_rate,
)
from aichipcn.errors import InvalidTypeError, UnitMismatchError, UnknownNameError
from aichipcn.model.chips import Listing
from aichipcn.testing.strategies.figures import estimates, perhaps

BITS = {
    "fp64": 64, "fp32": 32, "tf32": 32, "fp16": 16, "bf16": 16, "fp8": 8, "fp4": 4, "int32": 32, "int16": 16,
    "int8": 8, "int4": 4,
}  # fmt: skip
PER_LANE = {"3": 2, "4": 4, "5": 8, "6": 16}
TERA, GIGA, MM2, NM = 10**12, 10**9, Fraction(1, 10**6), Fraction(1, 10**9)

small = st.fractions(0, 900, max_denominator=4)
formats = st.sampled_from(sorted(BITS))


def scaled(unit, factor, amounts=small):
    return estimates(unit, amounts.map(lambda value: value * factor))


rates = st.dictionaries(formats, scaled("OP/s", TERA), max_size=3)
nodes = st.sampled_from([None, "4 nm", "16 nm", "12..16 nm", "14..22 nm", ">= 5 nm", "28 nm"])
slots = st.sampled_from([None, "3", "4", "5", "6 x8", "5 x16", "5.0 x16", "4x4", "2 x16", "none", "5 x0"])
chips = st.builds(
    acn.Chip, slug=st.just("c"), name=st.just("C"), rates=rates, rates_listed=st.sampled_from(Listing),
    die_area=perhaps(scaled("m**2", MM2)), node=nodes, interconnect=perhaps(scaled("B/s", GIGA)), pcie=slots,
    memory_bandwidth=perhaps(scaled("B/s", GIGA)), package_area=perhaps(scaled("m**2", MM2)),
)  # fmt: skip


def point(value, unit):
    return acn.Estimate(value, value, unit=unit)


def value_of(chip, name):
    return acn.figure_of(chip, name).value


def inside(data, known, factor, most=900):
    """An exact number inside what is known of a figure."""
    low = Fraction(0) if known is None else Fraction(known.low)
    high = low + most * factor if known is None or known.high is None else Fraction(known.high)
    return low + (high - low) * data.draw(st.fractions(0, 1, max_denominator=4))


def greatest(pairs):
    """The TPP of exact rates, in plain arithmetic."""
    return max(Fraction(rate, TERA) * BITS[name] for name, rate in pairs.items())


@given(st.dictionaries(formats, small, min_size=1))
def test_tpp_is_the_most_that_rate_times_bits_comes_to_over_all_formats(listed):
    chip = acn.Chip(slug="c", name="C", rates={name: f"{value} TOP/s" for name, value in listed.items()})
    expected = greatest({name: value * TERA for name, value in listed.items()})

    assert value_of(chip, "tpp") == tpp(chip) == point(expected, "TPP")
    named = tpp_format(chip)
    assert listed[named.value] * BITS[named.value] == expected


@given(rates)
def test_tpp_of_ranges_runs_from_the_greatest_low_to_the_greatest_high(listed):
    value = tpp(acn.Chip(slug="c", name="C", rates=listed))

    if not listed:
        assert value is None
        return
    assert value.low == greatest({name: rate.low for name, rate in listed.items()})
    highs = {name: rate.high for name, rate in listed.items()}
    assert value.high == (None if None in highs.values() else greatest(highs))
    bests = {name: rate.low if rate.is_point else rate.best for name, rate in listed.items()}
    whole = None if None in bests.values() or value.is_point else greatest(bests)
    assert value.best == whole


@given(st.dictionaries(formats, small, min_size=1, max_size=4), st.randoms())
def test_tpp_does_not_depend_on_units_nor_on_the_order_of_formats(listed, random):
    def chip(unit, factor, names):
        return acn.Chip(slug="c", name="C", rates={name: f"{listed[name] * factor} {unit}" for name in names})

    shuffled = random.sample(sorted(listed), len(listed))
    first, *others = (
        chip(unit, factor, names)
        for names in (listed, shuffled)
        for unit, factor in (("TFLOP/s", 1), ("TOP/s", 1), ("GOP/s", 1000), ("PFLOP/s", Fraction(1, 1000)))
    )

    for other in others:
        assert other == first
        assert acn.figure_of(other, "tpp").derived == acn.figure_of(first, "tpp").derived


@given(small, formats)
def test_a_multiply_accumulate_counts_as_two_operations_and_an_operation_as_one(value, name):
    once = tpp_of(f"{value} TOP/s", name)

    assert once == tpp_of(f"{value} TFLOP/s", name) == point(value * BITS[name], "TPP")
    assert tpp_of(f"{value} TMAC/s", name) == once * 2
    assert tpp_of(f"{value / 2} TMAC/s", name) == once


@given(chips)
def test_tpp_is_only_a_bound_from_below_where_not_all_formats_are_listed(chip):
    value = value_of(chip, "tpp")

    if not chip.rates:
        assert value is None
    elif chip.rates_listed is Listing.COMPLETE:
        assert value == tpp(chip)
    else:
        assert (value.low, value.high, value.best) == (tpp(chip).low, None, None)


@given(chips, st.sampled_from(sorted(CHIP_FIGURES)))
def test_a_figure_lacks_nothing_exactly_where_it_is_one_number(chip, name):
    figure = acn.figure_of(chip, name)

    assert (figure.lacking == ()) is (figure.value is not None and figure.value.is_point)
    assert {f"chip.{item}" for item in figure.lacking} <= set(figure.figure.reads)
    assert len(set(figure.lacking)) == len(figure.lacking)


@given(chips, st.sampled_from(sorted(CHIP_FIGURES)))
def test_a_figure_alone_is_the_one_that_its_steps_lead_to(chip, name):
    assert CHIP_FIGURES[name].value(chip) == acn.figure_of(chip, name).value


@given(chips, st.sampled_from(sorted(CHIP_FIGURES)))
def test_a_figure_is_in_its_own_unit_and_its_last_step_tells_it(chip, name):
    figure = acn.figure_of(chip, name)
    tree = acn.explain(figure)

    assert figure.value is None or figure.value.unit == CHIP_FIGURES[name].unit
    assert str(figure) == figure.derived.steps[-1].text == tree.root.text
    assert [node.text for node in tree.root.children] == [step.text for step in figure.derived.steps[:-1]]


def enclosed(data, chip):
    """A chip of which every figure is one number inside what is known of it."""
    listed = {item.value: inside(data, rate, TERA) for item, rate in chip.rates.items()}
    if not listed or chip.rates_listed is not Listing.COMPLETE:
        more = data.draw(st.dictionaries(formats, small.map(lambda value: value * TERA), min_size=1, max_size=3))
        listed = {**more, **listed}
    area = inside(data, chip.die_area, MM2)
    counts = chip.node is not None and chip.node.high is not None and chip.node.high <= 16 * NM
    if not counts:
        area *= data.draw(st.fractions(Fraction(1, 4), 1, max_denominator=4))
    slot = acn.Chip(slug="s", name="S", pcie=chip.pcie)
    lanes = data.draw(st.integers(1, 16))
    if chip.pcie in ("3", "4", "5"):
        pcie = f"{chip.pcie} x{lanes}"
    else:
        pcie = chip.pcie if pcie_rate(slot) else f"{data.draw(st.sampled_from(sorted(PER_LANE)))} x{lanes}"
    return attrs.evolve(
        chip,
        rates={name: point(rate, "OP/s") for name, rate in listed.items()},
        rates_listed="complete",
        die_area=point(area or MM2, "m**2"),
        node=f"{data.draw(st.integers(3, 16))} nm",
        interconnect=point(inside(data, chip.interconnect, GIGA), "B/s"),
        pcie=pcie,
        memory_bandwidth=point(inside(data, chip.memory_bandwidth, GIGA), "B/s"),
        package_area=point(inside(data, chip.package_area, MM2) or MM2, "m**2"),
    )


DERIVED = ("tpp", "performance-density", "transfer-rate", "total-bandwidth", "memory-bandwidth-density")


@given(chips, st.data())
def test_every_chip_that_the_facts_allow_has_its_figure_inside_what_is_told(chip, data):
    whole = enclosed(data, chip)

    for name in DERIVED:
        known, exact = value_of(chip, name), value_of(whole, name)
        assert exact.is_point
        areas = {"performance-density": chip.die_area, "memory-bandwidth-density": chip.package_area}
        nothing = areas.get(name) is not None and areas[name].contains(0)
        assert known is None or nothing or known.contains(exact.low)


@given(st.dictionaries(formats, small, min_size=1, max_size=3), st.integers(1, 900), st.integers(1, 900))
def test_performance_density_is_tpp_by_area_and_falls_with_it(listed, area, more):
    def chip(mm2):
        named = {name: f"{value} TOP/s" for name, value in listed.items()}
        return acn.Chip(slug="c", name="C", rates=named, die_area=f"{mm2} mm**2", node="7 nm")

    first, larger = chip(area), chip(area + more)
    expected = greatest({name: value * TERA for name, value in listed.items()}) / area

    assert value_of(first, "performance-density") == performance_density(first) == point(expected, "")
    assert value_of(larger, "performance-density").low < expected or expected == 0


@given(chips.filter(lambda chip: chip.rates and chip.die_area and chip.die_area.high), nodes)
def test_without_a_node_up_to_16_nm_performance_density_is_only_bound_from_below(chip, node):
    value = value_of(attrs.evolve(chip, node=node), "performance-density")
    whole = value_of(attrs.evolve(chip, node="16 nm"), "performance-density")

    if node in ("4 nm", "16 nm", "12..16 nm"):
        assert value == whole
    else:
        assert (value.low, value.high) == (whole.low, None)
        assert "node" in acn.figure_of(attrs.evolve(chip, node=node), "performance-density").lacking


@given(chips)
def test_an_area_of_nothing_gives_no_density(chip):
    flat = attrs.evolve(chip, die_area="0 mm**2", package_area="0 mm**2")

    assert performance_density(flat) is None
    assert memory_bandwidth_density(flat) is None
    assert value_of(flat, "performance-density") is None
    assert value_of(flat, "memory-bandwidth-density") is None


@given(scaled("TPP", 1), st.integers(1, 900))
def test_a_density_keeps_its_best_value_inside(performance, area):
    value = density(performance, acn.Estimate.parse(f"{area} mm**2"))

    assert value.low == Fraction(performance.low) / area
    assert value.best == (None if performance.best is None else Fraction(performance.best) / area)


@pytest.mark.parametrize("generation", sorted(PER_LANE))
@pytest.mark.parametrize("lanes", range(17))
@given(link=small)
def test_a_transfer_rate_is_the_link_and_the_lanes_together(generation, lanes, link):
    chip = acn.Chip(slug="c", name="C", interconnect=f"{link} GB/s", pcie=f"{generation} x{lanes}")

    assert transfer_rate(chip) == point((link + PER_LANE[generation] * lanes) * GIGA, "B/s")
    assert value_of(chip, "transfer-rate") == transfer_rate(chip)


@pytest.mark.parametrize("generation", sorted(PER_LANE))
@given(link=small)
def test_without_the_lanes_a_transfer_rate_runs_from_one_lane_to_sixteen(generation, link):
    chip = acn.Chip(slug="c", name="C", interconnect=f"{link} GB/s", pcie=generation)
    value = transfer_rate(chip)

    assert (value.low, value.high) == tuple((link + PER_LANE[generation] * lanes) * GIGA for lanes in (1, 16))


def test_pcie_of_a_generation_that_is_not_tabled_is_not_known_and_that_of_the_fifth_is_128_gb_s():
    rates = {slot: pcie_rate(acn.Chip(slug="c", name="C", pcie=slot)) for slot in ("5 x16", "2 x16", "SXM5", "", None)}

    assert str(rates.pop("5 x16")) == "128 GB/s"
    assert set(rates.values()) == {None}


@given(perhaps(small), perhaps(small), st.sampled_from([None, "5 x16"]))
def test_what_is_not_known_of_a_sum_of_bandwidths_leaves_a_bound_from_below(memory, link, pcie):
    known = {
        name: f"{value} GB/s"
        for name, value in (("memory_bandwidth", memory), ("interconnect", link))
        if value is not None
    }
    chip = acn.Chip(slug="c", name="C", pcie=pcie, **known)
    transfer = None if link is None else link + (128 if pcie else 0)
    parts = [value for value in (memory, transfer) if value is not None]
    exact = link is not None and pcie is not None

    if link is None:
        assert transfer_rate(chip) is None
    else:
        assert transfer_rate(chip).low == transfer * GIGA
        assert transfer_rate(chip).is_point is exact
    if not parts:
        assert total_bandwidth(chip) is None
    else:
        assert total_bandwidth(chip).low == sum(parts) * GIGA
        assert total_bandwidth(chip).is_point is (exact and memory is not None)
        assert (total_bandwidth(chip).high is None) is not (exact and memory is not None)


@given(perhaps(small), perhaps(st.integers(1, 900)))
def test_the_density_of_a_stack_is_its_bandwidth_by_its_area(bandwidth, area):
    known = {} if bandwidth is None else {"memory_bandwidth": f"{bandwidth} GB/s"}
    known |= {} if area is None else {"package_area": f"{area} mm**2"}
    value = value_of(acn.Chip(slug="m", name="M", kind="memory", **known), "memory-bandwidth-density")

    if bandwidth is None or area is None:
        assert value is None
    else:
        assert value == acn.Estimate.parse(f"{bandwidth / area} GB/s/mm**2")


# Worked examples

PUBLISHED = [
    ("nvidia-h100-sxm", "15832 TPP"), ("nvidia-a100-80gb", "4992 TPP"), ("nvidia-h20", "2368 TPP"),
    ("nvidia-l40s", "5864 TPP"), ("nvidia-l20", "1913.6 TPP"), ("nvidia-l2", "1545.6 TPP"),
    ("nvidia-rtx-4090", "5284.8 TPP"), ("nvidia-rtx-4090d", "4707.2 TPP"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "expected"), PUBLISHED)
def test_published_tpp_comes_out(slug, expected, catalogue):
    assert value_of(catalogue.chips[slug], "tpp") == acn.Estimate.parse(expected)


@pytest.mark.parametrize(
    ("slug", "expected"), [("nvidia-h20", Fraction(2368, 814)), ("nvidia-l20", Fraction(19136, 6090))]
)
def test_published_performance_densities_come_out(slug, expected, catalogue):
    assert value_of(catalogue.chips[slug], "performance-density") == acn.Estimate(expected, expected)


def test_the_consumer_card_is_told_by_its_integers_and_the_h20_by_sixteen_bits(catalogue):
    named = {slug: tpp_format(catalogue.chips[slug]) for slug in ("nvidia-rtx-4090", "nvidia-h20", "nvidia-h100-sxm")}

    assert {slug: str(item) for slug, item in named.items()} == {
        "nvidia-rtx-4090": "INT8",
        "nvidia-h20": "FP16",
        "nvidia-h100-sxm": "FP16",
    }
    assert tpp_format(acn.Chip(slug="c", name="C")) is None


def test_a_derivation_prints_its_steps_with_the_sources_of_each(catalogue):
    text = str(acn.explain(acn.figure_of(catalogue.chips["nvidia-h20"], "performance-density"))).splitlines()

    assert text[0] == "performance density: 2,368 TPP / 814 mm² = 2.909090…"
    assert "  FP16: 148 TFLOP/s dense x 16 bits = 2,368 TPP" in text
    assert "  total processing performance, the most of the formats: 2,368 TPP" in text
    area = text.index("  die area: 814 mm²")
    assert text[area + 1].startswith("    [tomshardware-h20-l20-l2] Tom's Hardware, 2024-H1: ")
    assert "  made at 4 nm: non-planar transistors, so that the area counts" in text
    assert text[-1] == f"aichipcn {acn.__version__}"


def test_a_derivation_says_what_it_could_not_know():
    chip = acn.Chip(slug="c", name="C", rates={"fp16": "100 TFLOP/s"}, rates_listed="partial", die_area="400 mm**2")

    def told(name):
        return [step.text for step in acn.figure_of(chip, name).derived.steps]

    assert told("performance-density") == [
        "FP16: 100 TFLOP/s dense x 16 bits = 1,600 TPP",
        "other formats may give more: the sources need not list them all",
        "total processing performance, the most of the formats: at least 1,600 TPP",
        "die area: 400 mm²",
        "process node not known: at most all of the area counts",
        "performance density: at least 1,600 TPP / 400 mm² = at least 4",
    ]
    assert told("transfer-rate") == [
        "link to other chips: not known",
        "aggregate bidirectional transfer rate: not known",
    ]
    assert told("total-bandwidth")[-1] == "memory and transfer bandwidth together: not known"
    assert told("memory-bandwidth-density")[-1] == "memory bandwidth density: not known"
    assert acn.figure_of(chip, "performance-density").lacking == ("rates", "node")
    linked = attrs.evolve(chip, interconnect="400 GB/s")
    assert [step.text for step in acn.figure_of(linked, "transfer-rate").derived.steps] == [
        "link to other chips: 400 GB/s",
        "PCIe: not known",
        "aggregate bidirectional transfer rate: at least 400 GB/s",
    ]
    bare = acn.Chip(slug="c", name="C")
    assert str(acn.figure_of(bare, "tpp")) == "no rate is known in any format"
    assert acn.figure_of(bare, "tpp").lacking == ("rates",)


def test_what_is_no_chip_or_no_figure_is_refused():
    chip = acn.Chip(slug="c", name="C")
    with pytest.raises(InvalidTypeError, match=r"^chip: not a Chip: 'H20'$"):
        acn.figure_of("H20", "tpp")
    with pytest.raises(UnknownNameError, match=r"^no figure of a chip is named 'tpps'; nearest: 'tpp'$"):
        acn.figure_of(chip, "tpps")
    with pytest.raises(InvalidTypeError, match=r"^chip: not a Chip: 'H20'$"):
        tpp("H20")
    with pytest.raises(UnitMismatchError, match=r"^400 GB/s is not a figure in TOP/s$"):
        tpp_of("400 GB/s", "fp16")
