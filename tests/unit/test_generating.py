"""Generated inventories: the same from one seed, valid row by row, and in the proportions that they claim."""

import re
from collections import Counter
from datetime import date

import numpy
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES
from aichipcn.frames.generate import CHUNK, generate, write_inventory
from aichipcn.frames.generating import proportions as usual
from aichipcn.frames.generating.stream import Stream
from aichipcn.frames.tables.objects import Reader

CATALOGUE = acn.load_catalogue()
PINNED = [3408068091, 1056384389, 1736997877]
LARGE = generate(CATALOGUE, deployments=50_000, seed=7)


def share(truths):
    """How much of a column is true, of what is not null."""
    return pc.mean(truths.cast(pa.int8())).as_py()


def rows_by_facility(generated):
    return Counter(generated.deployments["facility"].to_pylist())


@given(seed=st.integers(0, 2**40), deployments=st.integers(0, 300), shuffled=st.booleans(), text_keys=st.booleans())
@settings(max_examples=30, deadline=None)
def test_one_seed_gives_one_inventory_of_exactly_so_many_deployments(seed, deployments, shuffled, text_keys):
    options = {"deployments": deployments, "seed": seed, "shuffled": shuffled, "text_keys": text_keys}
    first, again = generate(CATALOGUE, **options), generate(CATALOGUE, **options)

    assert first.deployments.equals(again.deployments)
    assert first.facilities.equals(again.facilities)
    assert first.deployments.num_rows == deployments
    assert first.facilities.num_rows == max(1, deployments // 25)


@given(seed=st.integers(0, 2**40), deployments=st.integers(1, 300), shuffled=st.booleans(), text_keys=st.booleans())
@settings(max_examples=20, deadline=None)
def test_every_row_is_a_facility_or_a_deployment_of_the_object_path(seed, deployments, shuffled, text_keys):
    generated = generate(CATALOGUE, deployments=deployments, seed=seed, shuffled=shuffled, text_keys=text_keys)
    rows = {row["facility"]: [] for row in generated.facilities.to_pylist()}
    for row in generated.deployments.to_pylist():
        rows[row["facility"]].append(row)
    reader = Reader(CATALOGUE)
    facilities = [reader.facility(row, rows[row["facility"]]) for row in generated.facilities.to_pylist()]

    assert len({facility.slug for facility in facilities}) == generated.facilities.num_rows
    assert sum(len(facility.deployments) for facility in facilities) == deployments


def test_other_seeds_give_other_inventories():
    first, other = (generate(CATALOGUE, deployments=100, seed=seed) for seed in (1, 2))

    assert not first.deployments.equals(other.deployments)
    assert not first.facilities.equals(other.facilities)


def test_the_tables_have_the_columns_of_an_inventory():
    assert LARGE.deployments.column_names == [column.name for column in DEPLOYMENTS]
    assert LARGE.facilities.column_names == [column.name for column in FACILITIES]


def test_what_is_written_is_what_is_generated(tmp_path):
    options = {"deployments": CHUNK + 1000, "seed": 3, "shuffled": True, "text_keys": True}
    generated = generate(CATALOGUE, **options)
    inventory, facilities = write_inventory(CATALOGUE, tmp_path / "new", **options)

    assert (inventory.name, facilities.name) == ("inventory.parquet", "facilities.parquet")
    assert pq.read_table(inventory).equals(generated.deployments)
    assert pq.read_table(facilities).equals(generated.facilities)


def test_no_chunk_repeats_another():
    deployments = generate(CATALOGUE, deployments=2 * CHUNK, seed=3).deployments
    first, second = deployments.slice(0, CHUNK), deployments.slice(CHUNK)

    assert share(pc.equal(first["count"], second["count"])) < 0.2


def test_an_inventory_of_nothing_has_columns_and_types():
    generated = generate(CATALOGUE, deployments=0)

    assert generated.deployments.num_rows == 0
    assert generated.deployments.schema == LARGE.deployments.schema
    assert generated.facilities.num_rows == 1


def test_shuffled_rows_are_spread_over_the_table_and_leave_each_facility_as_many():
    plain, shuffled = (generate(CATALOGUE, deployments=20_000, shuffled=choice) for choice in (False, True))
    rows = rows_by_facility(shuffled)
    largest = max(rows, key=rows.get)
    places = [n for n, key in enumerate(shuffled.deployments["facility"].to_pylist()) if key == largest]

    assert rows_by_facility(plain) == rows
    assert places[0] < 1000
    assert places[-1] > 19_000


def test_text_keys_tell_the_same_facilities_apart():
    numbers, texts = (generate(CATALOGUE, deployments=500, text_keys=choice) for choice in (False, True))

    assert texts.facilities["facility"].to_pylist()[:2] == ["dc-0", "dc-1"]
    assert texts.deployments["facility"].to_pylist() == [f"dc-{n}" for n in numbers.deployments["facility"].to_pylist()]


def test_facilities_have_about_25_deployments_with_a_long_tail_and_some_have_none():
    rows = rows_by_facility(LARGE)
    counted = sorted(rows.values())

    assert 0.03 < 1 - len(rows) / LARGE.facilities.num_rows < 0.08
    assert counted[len(counted) // 2] < 20
    assert counted[-1] > 400


def test_nulls_are_as_rare_as_they_are_said_to_be():
    nulls = {
        name: table[name].null_count / table.num_rows
        for table in (LARGE.deployments, LARGE.facilities)
        for name in table.column_names
    }

    assert nulls["facility"] == 0
    assert nulls["count"] == pytest.approx(1 / 200, abs=0.002)
    assert nulls["chip"] == pytest.approx(1 / 30, abs=0.005)
    assert nulls["installed"] == pytest.approx(1 / 25, abs=0.005)
    assert nulls["ordered"] == pytest.approx(1 / 2, abs=0.02)
    assert nulls["operator"] == pytest.approx(1 / 20, abs=0.02)
    assert 0.05 < nulls["commissioned"] < 0.2
    assert 0.9 < nulls["retired"] < 0.97


def test_some_facilities_without_a_date_have_a_report_and_some_have_none():
    undated = LARGE.facilities.filter(pc.is_null(LARGE.facilities["commissioned"]))

    assert 0.3 < undated["reported"].null_count / undated.num_rows < 0.7


def test_chips_of_unknown_models_have_a_designer_for_a_part():
    unknown = LARGE.deployments.filter(pc.is_null(LARGE.deployments["chip"]))

    assert 0.4 < unknown["designer"].null_count / unknown.num_rows < 0.6


def test_places_are_as_often_met_as_the_sites_of_the_catalogue():
    codes = Counter(text and text[:5] for text in LARGE.facilities["place"].to_pylist())
    provinces = {place.code for place in CATALOGUE.places if place.parent and place.parent.code == "CN"}

    assert set(codes) == provinces | {None}
    assert codes["CN-GD"] > 2 * codes["CN-HI"]
    assert min(codes["CN-SH"], codes["CN-BJ"], codes["CN-GZ"], codes["CN-NM"], codes["CN-GD"]) > 50


def test_few_firms_of_the_catalogue_run_many_facilities_and_many_small_firms_the_rest():
    run = Counter(name for name in LARGE.facilities["operator"].to_pylist() if name is not None)
    small = [number for name, number in run.items() if name.startswith("firm-")]
    large = [name for name in run if not name.startswith("firm-")]

    assert all(name in CATALOGUE.vendors for name in large)
    assert not any(name in CATALOGUE.vendors for name in run if name.startswith("firm-"))
    assert 0.4 < sum(small) / LARGE.facilities.num_rows < 0.6
    assert max(small) < run["china-mobile"]
    assert len(small) > 10 * len(large)


def test_a_firm_has_one_owner():
    owners = {}
    for row in LARGE.facilities.to_pylist():
        if row["operator"] and row["ownership"]:
            name = CATALOGUE.vendors[row["operator"]].slug if row["operator"] in CATALOGUE.vendors else row["operator"]
            owners.setdefault(name, set()).add(row["ownership"])

    assert all(len(owner) == 1 for owner in owners.values())
    assert owners["china-mobile"] == {"central-state"}


def test_chinese_chips_have_the_share_that_the_catalogue_observes_in_the_year():
    known = {
        2021: CATALOGUE.observations["share-units-chinese-brands-2023-h1-idc"],
        2025: CATALOGUE.observations["share-units-chinese-vendors-2025-idc"],
        2027: CATALOGUE.observations["share-revenue-chinese-vendors-2026-bernstein"],
    }
    counted = {year: [] for year in known}
    for row in LARGE.deployments.to_pylist():
        if row["chip"] and row["installed"] and row["installed"].year in known:
            counted[row["installed"].year].append(usual.is_home(CATALOGUE.chips[row["chip"]].designer))

    for year, observation in known.items():
        assert numpy.mean(counted[year]) == pytest.approx(float(observation.value.low), abs=0.03)


def test_chips_come_after_they_were_announced_and_the_well_known_ones_more_often():
    chips = Counter()
    for row in LARGE.deployments.to_pylist():
        if row["chip"] and row["installed"]:
            chip = CATALOGUE.chips[row["chip"]]
            chips[chip.slug] += 1
            assert chip.announced is None or chip.announced.first.year <= row["installed"].year

    assert chips["nvidia-h20"] > 5 * chips["nvidia-l20"] > 0
    assert chips["huawei-ascend-910b"] > 5 * chips["huawei-ascend-910b1"] > 0


def test_foundries_are_unknown_for_a_good_part_of_the_chips():
    chips = [CATALOGUE.chips[name] for name in LARGE.deployments["chip"].to_pylist() if name is not None]

    assert 0.05 < sum(not chip.foundries for chip in chips) / len(chips) < 0.3


def test_chips_are_installed_mostly_after_the_facility_runs_and_retired_after_some_years():
    since = dict(zip(*(LARGE.facilities[name].to_pylist() for name in ("facility", "commissioned")), strict=True))
    early = []
    for row in LARGE.deployments.to_pylist():
        ordered, installed, retired = row["ordered"], row["installed"], row["retired"]
        assert installed is None or date(2019, 1, 1) <= installed <= date(2027, 12, 31)
        assert None in (ordered, installed) or ordered < installed
        assert None in (installed, retired) or (retired - installed).days >= 900
        if installed and since[row["facility"]]:
            early.append(installed < since[row["facility"]])

    assert 0.01 < numpy.mean(early) < 0.2


def test_a_stream_is_the_same_in_every_version():
    stream = Stream(42, 1)

    assert stream.draws(3).tolist() == PINNED
    assert Stream(42, 2).draws(3).tolist() != PINNED
    assert Stream(43, 1).draws(3).tolist() != PINNED


@given(weights=st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any), seed=st.integers(0, 1000))
def test_what_weighs_nothing_is_never_chosen(weights, seed):
    chosen = set(Stream(seed, 0).choice(weights, 200).tolist())

    assert chosen <= {n for n, weight in enumerate(weights) if weight}


@given(data=st.data(), seed=st.integers(0, 1000))
def test_a_choice_by_tables_is_the_choice_of_each_table(data, seed):
    size = data.draw(st.integers(1, 4))
    weights = st.lists(st.integers(0, 9), min_size=size, max_size=size).filter(any)
    tables = data.draw(st.lists(weights, min_size=1, max_size=4))
    rows = numpy.array(data.draw(st.lists(st.integers(0, len(tables) - 1), min_size=1, max_size=30)))
    together = Stream(seed, 0).choice_by(tables, rows)
    alone = [Stream(seed, 0).choice(weights, len(rows)) for weights in tables]

    assert together.tolist() == [int(alone[table][n]) for n, table in enumerate(rows)]


@pytest.mark.parametrize(("name", "value"), [("deployments", -1), ("deployments", 1.5), ("seed", True), ("seed", "1")])
def test_other_numbers_are_refused(name, value):
    with pytest.raises(InvalidTypeError, match=f"a whole number of at least 0 is needed, got {value!r}"):
        generate(CATALOGUE, **{"deployments": 10, name: value})


@pytest.mark.parametrize("name", ["shuffled", "text_keys"])
def test_options_are_true_or_false(name):
    with pytest.raises(InvalidTypeError, match="true or false is needed, got 'yes'"):
        generate(CATALOGUE, deployments=10, **{name: "yes"})


def test_a_catalogue_without_old_chips_is_refused():
    message = "a catalogue is needed with an accelerator that was announced by 2019, and its designer"

    with pytest.raises(InvalidValueError, match=re.escape(message)):
        generate(Catalogue(), deployments=10)


def test_a_catalogue_of_one_chip_is_enough():
    chip = CATALOGUE.chips["nvidia-t4"]
    bare = Catalogue().with_(CATALOGUE.places["US"], chip.designer, chip)
    generated = generate(bare, deployments=200)

    assert {name and bare.chips[name].slug for name in generated.deployments["chip"].to_pylist()} <= {"nvidia-t4", None}
    assert set(generated.facilities["place"].to_pylist()) == {None}
