"""Facilities, vendors and places as their sources state them; every expected value is written down by hand."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.model.facilities import Extent, Inventory

DATA = Path(__file__).parents[1] / "data"
ON = date(2027, 12, 31)

FACILITIES = [
    ("china-mobile-hohhot", "CN-NM/hohhot", "site", "operating", "20000"),
    ("china-mobile-harbin", "CN-HL/harbin", "site", "operating", "18000"),
    ("china-mobile-beijing", "CN-BJ/changping", "site", "operating", "4000"),
    ("china-unicom-sanjiangyuan", "CN-QH/xining", "site", "operating", "22832"),
    ("shaoguan-zhenwu", "CN-GD/shaoguan", "site", "operating", "10000"),
    ("shenzhen-autonomous-cluster", "CN-GD/shenzhen", "site", "operating", "10000..14000"),
    ("baidu-kunlun-p800-cluster", "CN", "site", "operating", "30000"),
    ("baidu-yangquan", "CN-SX/yangquan", "site", "operating", "none listed"),
    ("scnet-zhengzhou", "CN-HA/zhengzhou", "site", "operating", ">= 30000"),
    ("metax-wuxi", "CN-JS/wuxi", "site", "operating", "1..10000"),
    ("metax-lingang", "CN-SH/lingang", "site", "planned", "10000"),
    ("china-telecom-lingang", "CN-SH/lingang", "site", "operating", "10000"),
    ("alibaba-jinshan", "CN-SH/jinshan", "site", "planned", ">= 1"),
    ("alibaba-zhangbei", "CN-HE/zhangjiakou", "site", "operating", "none listed"),
    ("alibaba-ulanqab", "CN-NM/ulanqab", "site", "operating", "none listed"),
    ("huawei-cloud-ulanqab", "CN-NM/ulanqab", "site", "operating", ">= 384"),
    ("huawei-cloud-wuhu", "CN-AH/wuhu", "site", "operating", ">= 384"),
    ("guian-cluster-region", "CN-GZ/guiyang", "region", "operating", ">= 80000"),
    ("apple-guian", "CN-GZ/guiyang", "site", "operating", "none listed"),
    ("china-mobile-guiyang", "CN-GZ/guiyang", "site", "planned", "none listed"),
    ("pengcheng-cloud-brain-ii", "CN-GD/shenzhen", "site", "operating", "4096"),
    ("pengcheng-cloud-brain-iii", "CN-GD/shenzhen", "site", "planned", ">= 1"),
    ("wuhan-ai-computing-centre", "CN-HB/wuhan", "site", "operating", ">= 1"),
    ("china-unicom-jinan", "CN-SD/jinan", "site", "planned", ">= 1"),
    ("moore-threads-kuae-s5000", "CN", "site", "operating", "10000"),
    ("xinjiang-qinghai-nvidia-plan", "CN", "programme", "planned", ">= 115000"),
    ("nyocor-yiwu-phase-1", "CN-XJ/hami", "site", "installing", "2000"),
    ("qingyang-cluster-region", "CN-GS/qingyang", "region", "operating", "none listed"),
    ("zhongwei-cluster-region", "CN-NX/zhongwei", "region", "planned", "none listed"),
]

COMMISSIONED = [
    ("china-mobile-hohhot", "2024-04-29"),
    ("china-mobile-beijing", "2024-05-01..2024-12-31"),
    ("apple-guian", "2021-05-25"),
    ("alibaba-zhangbei", "2022-08-01..2022-09-07"),
    ("metax-wuxi", "2025-01-01..2026-12-31"),
]

STATED_SHARES = [
    ("china-mobile-hohhot", "0.85..1", "units", "localisation rate of AI chips"),
    ("china-mobile-harbin", "1", "units", "localisation of AI chips"),
    ("china-mobile-beijing", "0.33", "units", "adoption rate of domestic AI chips"),
    ("scnet-zhengzhou", "1", "units", "domestic AI accelerator cards"),
    ("guian-cluster-region", "0.9", "units of the province", "domestic rate"),
]

STATED_COMPUTE = [
    ("china-mobile-hohhot", [("6.7", "FP16")]),
    ("china-mobile-harbin", [("6.9", "FP16"), ("6.6..6.9", "None")]),
    ("china-mobile-beijing", [(">= 1", "None")]),
    ("china-unicom-sanjiangyuan", [("3.579", "None"), ("3.479", "None")]),
    ("shenzhen-autonomous-cluster", [("14", "None")]),
    ("guian-cluster-region", [("85", "None"), ("92.6", "None")]),
    ("pengcheng-cloud-brain-ii", [("1", "FP16")]),
    ("pengcheng-cloud-brain-iii", [("16", "FP16")]),
    ("qingyang-cluster-region", [("50", "None")]),
    ("zhongwei-cluster-region", [(">= 210", "None")]),
]

PARENTS = {
    "alibaba-cloud": "alibaba",
    "aws": "amazon",
    "google": "alphabet",
    "huawei-cloud": "huawei",
    "kunlunxin": "baidu",
    "samsung": "samsung-electronics",
    "t-head": "alibaba",
}

ENTITY_LIST = {
    "biren": "2023-10-17",
    "cambricon": "2022-12-16",
    "huawei": "2019-05-16",
    "hygon": "2019-06-24",
    "iflytek": "2019-10-09",
    "moore-threads": "2023-10-17",
    "smic": "2020-12-18",
    "sophgo": "2025-01-16",
    "sugon": "2019-06-24",
}

OWNERS = {
    "china-mobile": "central-state",
    "china-telecom": "central-state",
    "china-unicom": "central-state",
    "state-grid": "central-state",
    "china-southern-power-grid": "central-state",
    "peng-cheng-laboratory": "government",
    "alibaba": "private",
    "alibaba-cloud": "private",
    "tencent": "private",
    "apple": "foreign",
}

SUPPLIES = {
    "nvidia": {"bytedance", "alibaba", "tencent", "baidu", "deepseek"},
    "huawei": {"bytedance", "deepseek", "iflytek", "baidu", "tencent"},
    "cambricon": {"bytedance", "state-grid", "china-mobile", "alibaba"},
    "kunlunxin": {"baidu", "china-mobile", "china-merchants-bank", "china-southern-power-grid"},
    "t-head": {
        "alibaba-cloud",
        "china-unicom",
        "china-telecom",
        "state-grid",
        "chinese-academy-of-sciences",
        "xpeng",
        "sina-weibo",
    },
    "moore-threads": {"china-mobile"},
    "biren": {"china-unicom"},
    "metax": {"china-telecom", "alibaba", "tencent", "chinese-academy-of-sciences"},
    "enflame": {"tencent"},
    "zhonghao-xinying": {"china-unicom"},
    "smic": {"huawei", "cambricon"},
    "tsmc": {"nvidia", "amd", "huawei"},
    "samsung": {"nvidia", "baidu"},
    "globalfoundries": {"enflame"},
    "sugon": {"scnet"},
}

# ISO 3166-2:CN, in its order: municipalities, provinces, autonomous regions, special administrative regions.
PROVINCES = "BJ CQ SH TJ AH FJ GD GS GZ HA HB HE HI HL HN JL JS JX LN QH SC SD SN SX TW YN ZJ GX NM NX XJ XZ HK MO"


def total(facility):
    """How many chips the deployments list in all, added up here rather than by the library's tally."""
    if not facility.deployments:
        return "none listed"
    lows = [item.count.low for item in facility.deployments]
    highs = [item.count.high for item in facility.deployments]
    if None in highs:
        return f">= {sum(lows)}"
    return str(sum(lows)) if lows == highs else f"{sum(lows)}..{sum(highs)}"


@pytest.mark.parametrize(("slug", "place", "extent", "status", "chips"), FACILITIES)
def test_a_facility_is_as_its_sources_state_it(catalogue, slug, place, extent, status, chips):
    facility = catalogue.facilities[slug]

    assert facility.place.code == place
    assert (facility.extent.value, facility.status.value) == (extent, status)
    assert total(facility) == chips


def test_there_are_no_other_facilities(catalogue):
    assert [item.slug for item in catalogue.facilities] == [row[0] for row in FACILITIES]


@pytest.mark.parametrize(("slug", "dates"), COMMISSIONED)
def test_a_date_is_as_precise_as_it_is_stated(catalogue, slug, dates):
    assert str(catalogue.facilities[slug].commissioned) == dates


def test_what_is_no_single_site_has_no_date_of_its_own(catalogue):
    wide = {item.slug: item for item in catalogue.facilities if item.extent is not Extent.SITE}

    assert set(wide) == {
        "guian-cluster-region",
        "qingyang-cluster-region",
        "zhongwei-cluster-region",
        "xinjiang-qinghai-nvidia-plan",
    }
    assert {item.commissioned for item in wide.values()} == {None}


@pytest.mark.parametrize("slug", ["china-unicom-jinan", "baidu-yangquan"])
def test_an_award_and_an_unsourced_year_are_no_commissioning(catalogue, slug):
    assert catalogue.facilities[slug].commissioned is None


def test_shares_are_those_that_sources_state(catalogue):
    found = [
        (item.slug, str(share.value), share.of, share.counts)
        for item in catalogue.facilities
        for share in item.stated_shares
    ]

    assert found == STATED_SHARES


@pytest.mark.parametrize(("slug", "stated"), STATED_COMPUTE)
def test_compute_has_a_format_only_where_one_is_stated(catalogue, slug, stated):
    def shown(value):
        return str(value).removesuffix(" EFLOP/s")

    found = catalogue.facilities[slug].stated_compute

    assert [(shown(item.value), str(item.format)) for item in found] == stated


def test_the_share_of_a_province_decides_nothing_of_a_region(catalogue):
    verdict = acn.assess(
        catalogue.facilities["guian-cluster-region"],
        catalogue.mandates["guiyang-new-facilities"],
        on=ON,
        as_if_in_scope=True,
    )

    assert verdict.share_range == (0, 1)


def test_the_conflict_over_qinghai_is_kept_with_who_says_what(catalogue):
    site = catalogue.facilities["Qinghai"]
    by_total = {
        item.value.magnitude("PFLOP/s")[0]: {source.slug for source in item.sources} for item in site.stated_compute
    }
    parts = [
        (item.chip.designer.slug, item.count.low, item.compute.magnitude("PFLOP/s")[0]) for item in site.deployments
    ]

    assert parts == [
        ("t-head", 16384, 1945),
        ("metax", 4096, 984),
        ("biren", 1328, 450),
        ("zhonghao-xinying", 1024, 200),
    ]
    assert sum(compute for _, _, compute in parts) == 3579
    assert set(by_total) == {3579, 3479}
    assert not by_total[3579] & by_total[3479]
    assert "inferred" in site.deployments[3].note


def test_an_inventory_is_complete_only_where_all_is_given(catalogue):
    kinds = Counter(item.inventory for item in catalogue.facilities)
    incomplete = {item.slug for item in catalogue.facilities if item.inventory is Inventory.PARTIAL}

    assert kinds == {Inventory.COMPLETE: 15, Inventory.PARTIAL: 7, Inventory.UNKNOWN: 7}
    assert incomplete == {
        "alibaba-jinshan",
        "huawei-cloud-ulanqab",
        "huawei-cloud-wuhu",
        "guian-cluster-region",
        "pengcheng-cloud-brain-iii",
        "wuhan-ai-computing-centre",
        "china-unicom-jinan",
    }
    assert {item.slug for item in catalogue.facilities if not item.deployments} == {
        item.slug for item in catalogue.facilities if item.inventory is Inventory.UNKNOWN
    }


def test_funding_and_ownership_are_set_only_where_they_are_stated(catalogue):
    owned = {item.slug: item.ownership.value for item in catalogue.facilities if item.ownership}
    funded = {item.slug: [part.value for part in item.funding] for item in catalogue.facilities if item.funding}

    assert owned == {"shaoguan-zhenwu": "central-state"}
    assert funded == {"wuhan-ai-computing-centre": ["state"]}


def test_uses_are_set_only_where_they_are_stated(catalogue):
    assert {item.slug: [use.value for use in item.uses] for item in catalogue.facilities if item.uses} == {
        "pengcheng-cloud-brain-ii": ["research", "government"],
        "pengcheng-cloud-brain-iii": ["research"],
        "wuhan-ai-computing-centre": ["research", "training", "inference"],
    }
    assert not [item.slug for item in catalogue.facilities if item.programmes or item.completion]


def test_whose_a_firm_is_stands_where_a_source_says_so(catalogue):
    assert {item.slug: item.ownership.value for item in catalogue.vendors if item.ownership} == OWNERS


def test_what_an_entry_says_rests_on_sources_that_it_names(catalogue):
    for item in catalogue.facilities:
        for part in (*item.stated_shares, *item.stated_compute, *item.deployments):
            assert part.sources, item.slug
            assert set(part.sources) <= set(item.sources), item.slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("China Mobile Horinger", "china-mobile-hohhot"),
        ("Sanjiangyuan", "china-unicom-sanjiangyuan"),
        ("cloud brain ii", "pengcheng-cloud-brain-ii"),
        ("鹏城云脑Ⅱ", "pengcheng-cloud-brain-ii"),
        ("Gui'an", "guian-cluster-region"),
    ],
)
def test_a_facility_is_found_as_people_type_it(catalogue, name, slug):
    assert catalogue.facilities[name].slug == slug


def test_parents_are_those_of_the_firms(catalogue):
    assert {item.slug: item.parent for item in catalogue.vendors if item.parent} == PARENTS


def test_the_entity_list_names_these_vendors_since_these_days(catalogue):
    found = {item.slug: str(item.entity_list_since) for item in catalogue.vendors if item.entity_list_since}

    assert found == ENTITY_LIST


def test_who_supplies_whom(catalogue):
    found = {item.slug: {supply.customer for supply in item.supplies} for item in catalogue.vendors if item.supplies}

    assert found == SUPPLIES


def test_cambricons_clients_by_use_are_the_articles(catalogue):
    by_use = {supply.use: supply for supply in catalogue.vendors["Cambricon"].supplies}

    assert {use: supply.customer for use, supply in by_use.items() if use} == {
        "cloud AI chips": "bytedance",
        "intelligent inspection": "state-grid",
        "edge nodes": "china-mobile",
    }
    for use, supply in by_use.items():
        named = {source.slug for source in supply.sources}
        assert ({"trendforce-2025-08-21", "the-paper-2025"} == named) is (use is not None)


def test_every_supply_names_its_sources(catalogue):
    assert not [item.slug for item in catalogue.vendors for supply in item.supplies if not supply.sources]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("华为", "huawei"),
        ("寒武纪", "cambricon"),
        ("昆仑芯", "kunlunxin"),
        ("海光", "hygon"),
        ("摩尔线程", "moore-threads"),
        ("壁仞", "biren"),
        ("沐曦", "metax"),
        ("燧原", "enflame"),
        ("天数智芯", "iluvatar"),
        ("阿里巴巴", "alibaba"),
        ("平头哥", "t-head"),
        ("Amazon AWS", "aws"),
        ("Kunlunxin Baidu", "kunlunxin"),
    ],
)
def test_a_vendor_is_found_in_chinese_and_as_epoch_spells_it(catalogue, name, slug):
    assert catalogue.vendors[name].slug == slug


def test_every_vendor_has_a_place_and_those_abroad_are_these(catalogue):
    abroad = {item.slug: item.place.code for item in catalogue.vendors if not item.place.lies_in("CN")}

    assert abroad == {
        "nvidia": "US",
        "amd": "US",
        "intel": "US",
        "google": "US",
        "alphabet": "US",
        "aws": "US",
        "amazon": "US",
        "apple": "US",
        "globalfoundries": "US",
        "tsmc": "TW",
        "samsung": "KR",
        "samsung-electronics": "KR",
        "sk-hynix": "KR",
        "micron": "US",
    }


def test_every_code_of_chinas_divisions_is_found(catalogue):
    assert len(PROVINCES.split()) == 34
    for code in PROVINCES.split():
        assert f"CN-{code}" in catalogue.places


def test_a_division_lies_in_china_but_for_taiwan(catalogue):
    outside = [code for code in PROVINCES.split() if not catalogue.places[f"CN-{code}"].lies_in("CN")]

    assert outside == ["TW"]
    assert catalogue.places["CN-TW"].code == "TW"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("HK", "CN-HK"),
        ("Hong Kong", "CN-HK"),
        ("MO", "CN-MO"),
        ("Macao", "CN-MO"),
        ("Xizang", "CN-XZ"),
        ("Jilin", "CN-JL"),
        ("shanxi", "CN-SX"),
        ("Shaanxi", "CN-SN"),
        ("上海", "CN-SH"),
        ("贵阳", "CN-GZ/guiyang"),
    ],
)
def test_a_name_of_a_place_finds_one_place(catalogue, name, code):
    assert catalogue.places[name].code == code


def test_a_place_lies_in_what_its_code_begins_with(catalogue):
    for place in catalogue.places:
        province, slash, _ = place.code.partition("/")
        country, dash, _ = province.partition("-")
        parent = province if slash else country if dash else None
        assert (place.parent.code if place.parent else None) == parent


def test_every_country_of_epochs_clusters_is_found(catalogue):
    with (DATA / "epoch_gpu_clusters.csv").open(encoding="utf-8-sig", newline="") as file:
        named = Counter(row["Country"] for row in csv.DictReader(file))
    missed = {name for name in named if name not in catalogue.places}

    assert len(named) == 38
    assert missed == {""}  # 85 rows leave the country blank, and blank stays unknown
    assert named[""] == 85
    assert catalogue.places["Korea (Republic of)"].code == "KR"
    assert catalogue.places["United States of America"].code == "US"
