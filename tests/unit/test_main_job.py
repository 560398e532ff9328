"""The main job on real facilities: what is required, is it met, what does it deliver."""

import pickle
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import aichipcn as acn

DATA = Path(__file__).parents[1] / "data"
ON = date(2027, 12, 31)
MINE = """
[[sources]]
slug = "example-notice"
title = "Example notice"
publisher = "Example"
published = 2027-01-15

[[mandates]]
slug = "my-province-2028"
title = "At least 60% of compute in state-funded centres domestic by mid-2028, 80% by 2030"
issuer = "example"
place = "CN-GD"
legal_force = "target"
level = "facility"                        # or operator, place
scope = { all = [{ located-in = "CN-GD" }, { funded-by = "state" }] }
population = "stock"                      # or { additions-since = 2027-01-01 }
measure = { peak = "fp16" }               # or "units", "tpp", "power", "spend"
require = { share-at-least = { 2028-06-30 = "60%", 2030-12-31 = "80%" } }
sources = ["example-notice"]

[[mandates.readings]]
name = "designed-and-produced"
qualifies = { all = [{ designed-in = "CN" }, { produced-in = "CN" }] }

[[mandates.readings]]
name = "designed"
qualifies = { designed-in = "CN" }
"""


def lingang(catalogue):
    return acn.Facility(
        slug="lingang",
        name="Lingang AI data centre",
        place=catalogue.places["CN-SH"],
        kind=acn.FacilityKind.AI_DATA_CENTRE,
        commissioned=date(2025, 6, 1),
        deployments=(
            acn.Deployment(chip=catalogue.chips["nvidia-h20"], count=12_000),
            acn.Deployment(chip=catalogue.chips["huawei-ascend-910b"], count=20_000),
        ),
    )


def held_against(catalogue, facility, mandate, reading=None):
    return acn.assess(
        catalogue.facilities[facility], catalogue.mandates[mandate], on=ON, reading=reading, as_if_in_scope=True
    )


def test_the_first_example(catalogue):
    verdict = acn.assess(lingang(catalogue), catalogue.mandates["shanghai-2027"], on=ON)

    assert verdict.status is acn.Status.NON_COMPLIANT
    assert verdict.share == Fraction(5, 8)
    assert verdict.required == Fraction(7, 10)
    assert str(verdict.shortfall) == "add 8,000, or swap 2,400"
    assert verdict.fingerprint == catalogue.fingerprint
    model = acn.ClaimedPerformance(reference=catalogue.chips["nvidia-h20"], claims=catalogue.claims)
    delivered = acn.effective_compute(lingang(catalogue), model)
    assert str(delivered) == "29,000 H20-equivalents (claim: Nikkei, 0.85; workload not stated)"


def test_the_mandate_of_ones_own(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    mandate = acn.load_catalogue(file).mandates["my-province-2028"]

    assert mandate.sentence("designed") == (
        "Of FP16 peak installed in facilities located in CN-GD and with state funds,"
        " at least 60% from 2028-06-30, 80% from 2030-12-31 must be designed in CN."
    )


def test_what_is_saved_is_loaded_back(catalogue, tmp_path):
    source = acn.Source(slug="s", title="T", publisher="P")
    mine = [
        source,
        *(
            attrs.evolve(item, slug=f"my-{item.slug}", name=f"My {item.name}", aliases=(), sources=(source,))
            for item in (*catalogue.chips, *catalogue.facilities)
        ),
        *(
            attrs.evolve(item, slug=f"my-{item.slug}", sources=(source,), **extra)
            for kind in (catalogue.claims, catalogue.observations, catalogue.events)
            for item in kind
            for extra in ({},)
        ),
        *(attrs.evolve(item, slug=f"my-{item.slug}", aliases=(), sources=(source,)) for item in catalogue.mandates),
    ]
    for name in ("mine.json", "mine.toml"):
        acn.save(mine, tmp_path / name)
        again = acn.load_catalogue(tmp_path / name)
        for kind in ("chips", "facilities", "claims", "observations", "events", "mandates"):
            found = {item.slug: item for item in getattr(again, kind)}
            for item in mine:
                if isinstance(item, type(next(iter(getattr(catalogue, kind))))):
                    assert found[item.slug] == item


def test_pengcheng_gives_its_stated_compute(catalogue):
    delivered = acn.effective_compute(catalogue.facilities["pengcheng-cloud-brain-ii"], acn.Peak("fp16"))

    assert str(delivered) == "1.048576 EFLOP/s (FP16 peak, dense)"


def test_both_totals_of_qinghai_are_kept(catalogue):
    site = catalogue.facilities["Qinghai"]
    parts = [item.compute.magnitude("PFLOP/s")[0] for item in site.deployments]

    assert parts == [1945, 984, 450, 200]
    assert sum(parts) == 3579
    assert [item.value.magnitude("PFLOP/s")[0] for item in site.stated_compute] == [3579, 3479]


@pytest.mark.parametrize(
    ("facility", "mandate", "status"),
    [
        ("china-mobile-hohhot", "shanghai-2027", "compliant"),
        ("china-mobile-hohhot", "guiyang-new-facilities", "indeterminate"),
        ("china-mobile-harbin", "shanghai-2027", "compliant"),
        ("china-mobile-harbin", "beijing-2027", "compliant"),
        ("china-mobile-harbin", "guiyang-new-facilities", "compliant"),
        ("china-mobile-beijing", "beijing-2027", "non-compliant"),
        ("baidu-yangquan", "shanghai-2027", "indeterminate"),
        ("xinjiang-qinghai-nvidia-plan", "shanghai-2027", "indeterminate"),
    ],
)
def test_real_facilities_against_real_thresholds(catalogue, facility, mandate, status):
    assert held_against(catalogue, facility, mandate).status.value == status


def test_without_an_inventory_or_a_stated_share_nothing_is_compliant(catalogue):
    bare = [item for item in catalogue.facilities if not item.deployments and not item.stated_shares]
    assert bare
    for facility in bare:
        for mandate in catalogue.mandates:
            for reading in mandate.readings:
                verdict = acn.assess(facility, mandate, on=ON, reading=reading.name, as_if_in_scope=True)
                assert verdict.status is not acn.Status.COMPLIANT


def test_a_foundry_of_which_reports_differ_leaves_produced_in_unknown(catalogue):
    verdict = acn.assess(
        lingang(catalogue), catalogue.mandates["shanghai-2027"], on=ON, reading="designed-and-produced"
    )

    assert verdict.status is acn.Status.NON_COMPLIANT
    assert verdict.share_range == (0, Fraction(5, 8))


def test_every_fact_of_the_article_is_found_by_its_source(catalogue):
    cited = {(kind, slug) for kind, slug, _ in catalogue.citing("trendforce-2025-08-21")}

    assert {
        ("mandate", "shanghai-2027"),
        ("mandate", "beijing-2027"),
        ("mandate", "guiyang-new-facilities"),
        ("event", "h20-export-clearance"),
        ("event", "h20-guidance"),
        ("event", "nvidia-dependence"),
        ("event", "deepseek-r2-delay"),
        ("claim", "nikkei-910b-h20"),
        ("claim", "nikkei-920-h20"),
        ("claim", "ajp-920-910c"),
        ("claim", "ajp-920-910b"),
        ("chip", "huawei-ascend-920"),
        ("vendor", "cambricon"),
        ("vendor", "kunlunxin"),
        ("vendor", "deepseek"),
        ("vendor", "alibaba"),
        ("vendor", "baidu"),
        ("facility", "apple-guian"),
    } <= cited
    assert len([slug for kind, slug in cited if kind == "observation" and "foreign-chip" in slug]) == 2


def test_every_figure_has_a_source(catalogue):
    for kind in ("chips", "vendors", "claims", "facilities", "mandates", "observations", "events"):
        for item in getattr(catalogue, kind):
            assert item.sources, item.slug
            assert item.confidence, item.slug


@pytest.mark.parametrize(
    ("name", "figure"),
    [("A100", 4992), ("H20", 2368), ("Ascend 910B", 5120), ("Ascend 910C", 12032), ("H100", 15832), ("L20", 1912)],
)
def test_published_tpp(catalogue, name, figure):
    assert float(acn.tpp(catalogue.chips[name]).central) == pytest.approx(figure, rel=2e-3)


def test_a_miss_names_the_nearest(catalogue):
    with pytest.raises(LookupError, match="no chip is named 'Ascend 910E'; nearest: 'Ascend 910"):
        catalogue.chips["Ascend 910E"]


def test_a_peak_has_no_fallback(catalogue):
    with pytest.raises(LookupError, match="NVIDIA H20 has no sourced FP4 rate; formats with one: "):
        acn.Peak("fp4").rate(catalogue.chips["H20"])


def test_a_verdict_and_a_classification_leave_pint_alone():
    """Reading pint takes as long as all else until a first verdict."""
    code = (
        "import sys, datetime, aichipcn as acn; c = acn.load_catalogue(); day = datetime.date(2027, 12, 31);"
        "acn.assess(c.facilities['china-mobile-beijing'], c.mandates['beijing-2027'], on=day);"
        "[acn.classify(name, on=day) for name in ('H20', '910B', 'samsung-hbm2-8gb')]; print('pint' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_importing_leaves_pint_and_cattrs_alone():
    code = "import sys, aichipcn; print(sorted({'pint', 'cattrs', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_catalogue_is_not_changed_by_what_if(catalogue):
    before = catalogue.fingerprint
    changed = catalogue.with_(attrs.evolve(catalogue.chips["H20"], note="changed"))

    assert catalogue.fingerprint == before != changed.fingerprint
    assert acn.diff(catalogue, changed) == ("~ chip nvidia-h20",)


def test_an_assessment_pickles(catalogue):
    verdict = acn.assess(lingang(catalogue), catalogue.mandates["shanghai-2027"], on=ON)

    assert pickle.loads(pickle.dumps(verdict)).status is verdict.status
