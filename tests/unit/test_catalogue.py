"""Catalogues changed by making new ones: what replaces a value, what refers to it, and what each says of it."""

from datetime import date

import attrs
import pytest

import aichipcn as acn
from tests.laws.strategies import ON, mandate


def test_what_refers_to_a_replaced_value_refers_to_the_new_one(catalogue):
    abroad = attrs.evolve(catalogue.places["CN-SH"], name="Elsewhere")
    huawei = attrs.evolve(catalogue.vendors["huawei"], place=abroad)
    changed = catalogue.with_(huawei)
    chip = changed.chips["910B"]

    assert chip.designer is changed.vendors["huawei"]
    assert chip.designer.place.name == "Elsewhere"
    assert catalogue.chips["910B"].designer.place.name == "China"
    assert changed.claims["nikkei-910b-h20"].chip is chip
    site = changed.facilities["pengcheng-cloud-brain-ii"]
    assert site.deployments[0].chip is changed.chips["huawei-ascend-910"]


def test_a_changed_chip_changes_the_verdicts_on_those_who_have_it(catalogue):
    rule = mandate("70%")
    site = catalogue.facilities["pengcheng-cloud-brain-ii"]
    abroad = attrs.evolve(catalogue.chips["huawei-ascend-910"], designer=catalogue.vendors["nvidia"])
    changed = catalogue.with_(abroad)

    assert acn.assess(site, rule, on=ON).status is acn.Status.COMPLIANT
    assert acn.assess(changed.facilities[site.slug], rule, on=ON).status is acn.Status.NON_COMPLIANT


def test_a_changed_country_changes_what_lies_in_it(catalogue):
    changed = catalogue.with_(attrs.evolve(catalogue.places["CN"], name="PRC"))

    for code in ("CN-GZ", "CN-GZ/guiyang"):
        place = changed.places[code]
        while place.parent is not None:
            place = place.parent
        assert place.name == "PRC"
    assert [item.code for item in changed.places] == [item.code for item in catalogue.places]


def test_values_given_together_refer_to_each_other(catalogue):
    chip = attrs.evolve(catalogue.chips["H20"], note="changed")
    site = acn.Facility(slug="mine", name="Mine", deployments=(acn.Deployment(chip=catalogue.chips["H20"], count=1),))
    changed = catalogue.with_(site, chip)

    assert changed.facilities["mine"].deployments[0].chip is changed.chips["H20"]


def test_only_what_changed_itself_is_told(catalogue):
    chip = attrs.evolve(catalogue.chips["H20"], note="changed")
    source = acn.Source(slug="new", title="New", publisher="P")
    one = catalogue.with_(chip, source)

    assert acn.diff(catalogue, one) == ("+ source new", "~ chip nvidia-h20")
    assert acn.diff(one, catalogue) == ("- source new", "~ chip nvidia-h20")
    assert acn.diff(catalogue, catalogue.with_(source)) == ("+ source new",)


def test_a_name_never_finds_two_things(catalogue):
    mine = acn.Chip(slug="mine", name="Mine", aliases=("H20",))

    with pytest.raises(ValueError, match="'H20' names 'nvidia-h20' already; a name finds one chip"):
        catalogue.with_(mine)
    with pytest.raises(ValueError, match="'mine' names 'mine' already; a name finds one chip"):
        acn.Catalogue(chips=type(catalogue.chips)("chip", [mine, attrs.evolve(mine, note="again")]))


def test_a_source_does_not_rest_on_itself(catalogue):
    assert "source" not in {kind for kind, _, _ in catalogue.citing("trendforce-2025-08-21")}


def test_the_two_files_of_epoch_know_each_other(tmp_path):
    together = acn.load_catalogue("tests/data/epoch_ml_hardware.csv", "tests/data/epoch_gpu_clusters.csv")
    apart = acn.load_catalogue("tests/data/epoch_gpu_clusters.csv")

    def modelled(catalogue):
        return sum(item.chip is not None for site in catalogue.facilities for item in site.deployments)

    assert modelled(together) > modelled(apart)


def test_the_problems_of_tables_are_told_with_all_others(tmp_path):
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", "utf-8")
    (tmp_path / "b.toml").write_text("[[chips", "utf-8")
    (tmp_path / "c.csv").write_text("", "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue(tmp_path / "a.csv", tmp_path / "b.toml", tmp_path / "c.csv")

    assert [problem.rpartition("/")[2][:5] for problem in map(str, caught.value.problems)] == [
        "a.csv",
        "b.tom",
        "c.csv",
    ]


def test_a_mandate_knows_the_catalogue_that_it_comes_from(catalogue):
    changed = catalogue.with_(attrs.evolve(catalogue.mandates["shanghai-2027"], note="changed"))
    verdict = acn.assess(catalogue.facilities["apple-guian"], changed.mandates["shanghai-2027"], on=date(2027, 12, 31))

    assert verdict.fingerprint == changed.fingerprint != catalogue.fingerprint
