"""Kinds of bad input, by group: what a file says, or a call of Python; `bad_input_messages` has what is said of it."""

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import aichipcn as acn
from aichipcn.values.dates import DateRange
from aichipcn.values.shares import parse_share
from tests.unit.bad_input_messages import MESSAGES

SOURCE = '[[sources]]\nslug = "s"\ntitle = "T"\npublisher = "P"\n'
CHIP = SOURCE + '[[chips]]\nslug = "x-chip"\nname = "X chip"\nsources = ["s"]\n'
SITE = SOURCE + '[[facilities]]\nslug = "x-site"\nname = "X site"\nsources = ["s"]\n'
SEEN = SOURCE + '[[observations]]\nslug = "x-seen"\nmetric = "m"\nsubject = "S"\nsources = ["s"]\n'
MANDATE = SOURCE + '[[mandates]]\nslug = "x-mandate"\ntitle = "X mandate"\nsources = ["s"]\n'
REQUIRE = 'require = { share-at-least = { 2027-12-31 = "70%" } }\n'
READING = '[[mandates.readings]]\nname = "r"\nqualifies = { designed-in = "CN" }\n'

BEFORE = {
    "chip": CHIP,
    "site": SITE,
    "deployment": SITE + "[[facilities.deployments]]\n",
    "observation": SEEN + 'value = "1"\n',
    "value": SEEN,
    "mandate": MANDATE + REQUIRE + "{}\n" + READING,
    "requirement": MANDATE + "{}\n" + READING,
    "reading": MANDATE + REQUIRE + '[[mandates.readings]]\nname = "r"\n',
    "source": SOURCE,
    "nothing": "",
}
"""What stands in a file before the lines of a case, or around them at `{}`."""

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Figures": {
        "unit unknown": ("chip", 'power = "400 bananas"'),
        "unit misspelt": ("chip", 'rates = { fp16 = "320 tflop/s" }'),
        "unit in words": ("chip", 'memory-bandwidth = "1600 GBps"'),
        "bits or bytes": ("chip", 'memory-bandwidth = "1600 Gb/s"'),
        "plural that may be a count or a rate": ("chip", 'rates = { fp16 = "320 TFLOPS" }'),
        "count for a rate": ("chip", 'rates = { fp16 = "320 TFLOP" }'),
        "unit of another dimension": ("chip", 'power = "400 GB"'),
        "no unit": ("chip", 'power = "400"'),
        "bare number for a figure": ("chip", "power = 400"),
        "unit for a plain number": ("chip", 'transistors = "80 GB"'),
        "price without a currency": ("chip", 'price = "100 W"'),
        "not a number": ("chip", 'power = "nan W"'),
        "infinity": ("chip", 'power = "inf W"'),
        "nan as a number": ("value", "value = nan"),
        "negative figure": ("chip", 'power = "-400 W"'),
        "arithmetic in a figure": ("chip", 'power = "2*3 W"'),
        "empty figure": ("chip", 'power = ""'),
        "percentage with a unit": ("chip", 'power = "85% W"'),
        "thousands comma": ("chip", 'power = "1,000 W"'),
        "decimal comma": ("chip", 'power = "1,5 W"'),
        "thousands space": ("chip", 'power = "1 000 W"'),
        "underscore in a number": ("chip", 'power = "1_000 W"'),
        "digits of another script": ("chip", 'power = "４００ W"'),
        "dash for a range": ("chip", 'rates = { fp16 = "280–400 TFLOP/s" }'),
        "range open at its end": ("chip", 'power = "400.. W"'),
        "sign of order": ("value", 'value = "≥ 1.4"'),
        "about so much": ("chip", 'rates = { fp16 = "~320 TFLOP/s" }'),
        "exponent of three digits": ("value", 'value = "1e400"'),
        "division by zero": ("value", 'value = "1/0"'),
        "very long figure": ("value", 'value = "' + "9" * 2000 + '"'),
        "range upside down": ("chip", 'rates = { fp16 = "400..280 TFLOP/s" }'),
        "best outside its range": ("chip", 'rates = { fp16 = "500 (280..400) TFLOP/s" }'),
        "format unknown": ("chip", 'rates = { fp17 = "320 TFLOP/s" }'),
        "text for a table of rates": ("chip", 'rates = "320 TFLOP/s"'),
        "float count": ("deployment", "count = 3.7"),
        "zero count": ("deployment", "count = 0"),
        "count in part": ("deployment", 'count = "7/2"'),
        "boolean count": ("deployment", "count = true"),
        "dies in part": ("chip", "dies = 1.5"),
    },
    "Dates": {
        "date-time for a date": ("chip", "released = 2025-01-01T10:00:00"),
        "30 February": ("chip", 'released = "2025-02-30"'),
        "month thirteen": ("chip", 'released = "2025-13"'),
        "day zero": ("chip", 'released = "2025-09-00"'),
        "year zero": ("chip", 'released = "0000"'),
        "number for a date": ("chip", "released = 2025"),
        "too long a date": ("chip", 'released = "2015-01-02-03"'),
        "date without hyphens": ("chip", 'released = "20250918"'),
        "date without zeros": ("chip", 'released = "2025-9-8"'),
        "date of another country": ("chip", 'released = "2025年9月18日"'),
        "fifth quarter": ("chip", 'released = "2025-Q5"'),
        "range of dates upside down": ("chip", 'released = "2025-06..2024-06"'),
        "range of dates open at its end": ("chip", 'released = "2025-06.."'),
    },
    "Shares": {
        "70 as a share": ("requirement", "require = { share-at-least = { 2027-12-31 = 70 } }"),
        "'70' as a share": ("requirement", 'require = { share-at-least = { 2027-12-31 = "70" } }'),
        "0.7 as a float": ("requirement", "require = { share-at-least = { 2027-12-31 = 0.7 } }"),
        "share of 170%": ("requirement", 'require = { share-at-least = { 2027-12-31 = "170%" } }'),
        "negative share": ("requirement", 'require = { share-at-least = { 2027-12-31 = "-5%" } }'),
        "space before the percent sign": ("requirement", 'require = { share-at-least = { 2027-12-31 = "70 %" } }'),
        "share divided by zero": ("requirement", 'require = { share-at-least = { 2027-12-31 = "7/0" } }'),
        "stated share beyond the whole": ("site", 'stated-shares = [{ value = "120%" }]'),
        "stated share as a number": ("site", "stated-shares = [{ value = 0.85 }]"),
        "stated share with a unit": ("site", 'stated-shares = [{ value = "85% W" }]'),
    },
    "Names and references": {
        "key misspelt": ("chip", 'desinger = "huawei"'),
        "key misspelt further in": ("deployment", "cuont = 3"),
        "value misspelt": ("chip", 'status = "shiping"'),
        "value in a list misspelt": (
            "source",
            '[[vendors]]\nslug = "v"\nname = "V"\nroles = ["desinger"]\nsources = ["s"]',
        ),
        "text for a boolean": ("observation", 'forecast = "no"'),
        "number for text": ("chip", "process = 5"),
        "blank text": ("chip", 'process = " "'),
        "text for a list": ("chip", 'aliases = "X"'),
        "number in a list of texts": ("chip", 'aliases = ["X", 5]'),
        "text for a table": ("site", 'deployments = ["nvidia-h20"]'),
        "name missing": ("source", '[[chips]]\nslug = "x-chip"\nsources = ["s"]'),
        "source missing": ("nothing", '[[chips]]\nslug = "x-chip"\nname = "X chip"'),
        "source misspelt": ("nothing", '[[chips]]\nslug = "x-chip"\nname = "X chip"\nsources = ["epoch-ml-hardwear"]'),
        "cited figure misspelt": ("chip", 'cited = { memory-bandwith = ["s"] }'),
        "rival report of no figure": ("chip", 'conflicts = [{ figure = "foundry", value = "SMIC", sources = ["s"] }]'),
        "source of a figure misspelt": ("chip", 'cited = { power = ["t"] }'),
        "reference to nothing": ("chip", 'designer = "huawai"'),
        "reference by name": ("chip", 'designer = "Cambricon Technologies"'),
        "reference that is no slug": ("chip", "designer = 3"),
        "code of a place misspelt": ("site", 'place = "CN-SHH"'),
        "code of a place badly formed": ("nothing", '[[places]]\ncode = "cn-x"\nname = "X"'),
        "place that lies in itself": (
            "nothing",
            '[[places]]\ncode = "QA"\nname = "A"\nparent = "QB"\n[[places]]\ncode = "QB"\nname = "B"\nparent = "QA"',
        ),
        "slug badly formed": ("source", '[[chips]]\nslug = "X chip"\nname = "X chip"\nsources = ["s"]'),
        "slug taken": ("chip", '[[chips]]\nslug = "x-chip"\nname = "Y chip"\nsources = ["s"]'),
        "alias taken": ("chip", 'aliases = ["H20"]'),
        "parent of a vendor misspelt": (
            "source",
            '[[vendors]]\nslug = "v"\nname = "V"\nparent = "huawie"\nsources = ["s"]',
        ),
        "customer of a vendor misspelt": (
            "source",
            '[[vendors]]\nslug = "v"\nname = "V"\nsources = ["s"]\nsupplies = [{ customer = "baidoo" }]',
        ),
        "unknown kind of entry": ("source", "[[chipz]]\nslug = 'x'"),
        "table for a list of tables": ("source", "[chips]\nslug = 'x'"),
        "entry that is no table": ("nothing", "chips = [3]"),
    },
    "Mandates": {
        "key of a mandate misspelt": ("mandate", 'isuer = "example"'),
        "no requirement": ("requirement", ""),
        "no milestone": ("requirement", "require = { share-at-least = {} }"),
        "key of the requirement misspelt": ("requirement", 'require = { share-at-lest = { 2027-12-31 = "70%" } }'),
        "text for the requirement": ("requirement", 'require = "70%"'),
        "interpolation misspelt": (
            "requirement",
            'require = { share-at-least = { 2027-12-31 = "70%" }, interpolate = "linaer" }',
        ),
        "milestone in a year alone": ("requirement", 'require = { share-at-least = { 2027 = "70%" } }'),
        "milestone on 30 February": ("requirement", 'require = { share-at-least = { 2027-02-30 = "70%" } }'),
        "milestone with two faults": ("requirement", "require = { share-at-least = { 2027 = 70 } }"),
        "two milestones on one day": (
            "requirement",
            'require = { share-at-least = { 2027-12-31 = "70%", " 2027-12-31" = "80%" } }',
        ),
        "no reading": ("nothing", MANDATE + REQUIRE),
        "table for the readings": ("nothing", MANDATE + REQUIRE + 'readings = { name = "r" }'),
        "reading that is no table": ("nothing", MANDATE + REQUIRE + 'readings = ["r"]'),
        "reading without what qualifies": ("reading", ""),
        "key of a reading misspelt": ("reading", 'qualifies = { designed-in = "CN" }\nqualfies = {}'),
        "two readings of one name": ("nothing", MANDATE + REQUIRE + READING + READING),
        "condition misspelt": ("reading", 'qualifies = { desinged-in = "CN" }'),
        "condition with two tags": ("reading", 'qualifies = { designed-in = "CN", produced-in = "CN" }'),
        "condition that is text": ("reading", 'qualifies = "CN"'),
        "not of a list": ("reading", 'qualifies = { not = [{ designed-in = "CN" }] }'),
        "all of a table": ("reading", 'qualifies = { all = { designed-in = "CN" } }'),
        "any of nothing": ("reading", "qualifies = { any = [] }"),
        "condition deep inside": (
            "reading",
            'qualifies = { all = [{ any = [{ designed-in = "CN" }, { not = { made-by = "huawai" } }] }] }',
        ),
        "conditions nested too deep": ("reading", "qualifies = " + "{ not = " * 22 + "{}" + " }" * 22),
        "code of a place in lower case": ("reading", 'qualifies = { designed-in = "cn" }'),
        "chip unknown in a condition": ("reading", 'qualifies = { chip = "H20" }'),
        "kind misspelt in a condition": ("mandate", 'scope = { kind = "ai-data-center" }'),
        "month for a day in a condition": ("mandate", 'scope = { commissioned-from = "2027-01" }'),
        "measure misspelt": ("mandate", 'measure = "unit"'),
        "measure of two things": ("mandate", 'measure = { peak = "fp16", spend = "USD" }'),
        "measure in an unknown format": ("mandate", 'measure = { peak = "fp17" }'),
        "peak without a format": ("mandate", 'measure = "peak"'),
        "spend in an unknown currency": ("mandate", 'measure = { spend = "EUR" }'),
        "population misspelt": ("mandate", 'population = "stocks"'),
        "additions since a year": ("mandate", 'population = { additions-since = "2027" }'),
        "level misspelt": ("mandate", 'level = "facilty"'),
        "level as a number": ("mandate", "level = 1"),
        "scope as a list": ("mandate", 'scope = [{ located-in = "CN" }]'),
        "place of a mandate misspelt": ("mandate", 'place = "CN-GDD"'),
        "mandate without a source": ("nothing", MANDATE.replace('"s"]', "]") + REQUIRE + READING),
    },
}

FILES: dict[str, tuple[str, bytes | None]] = {
    "broken TOML": ("mine.toml", b"[[chips"),
    "value missing": ("mine.toml", b"[[chips]]\nslug =\n"),
    "duplicate key": ("mine.toml", b'[[sources]]\nslug = "s"\nslug = "t"'),
    "duplicate key in a table on one line": ("mine.toml", b'[[chips]]\nrates = { fp16 = "1", fp16 = "2" }\n'),
    "duplicate table": ("mine.toml", b"[[chips]]\n[chips.cited]\n[chips.cited]\n"),
    "broken JSON": ("mine.json", b'{"chips": [}'),
    "duplicate key in JSON": ("mine.json", b'{"chips": [{"slug": "x", "slug": "y"}]}'),
    "NaN in JSON": (
        "mine.json",
        b'{"chips": [{"power": NaN, "slug": "x", "name": "X", "sources": ["epoch-ml-hardware"]}]}',
    ),
    "list on top in JSON": ("mine.json", b'[{"slug": "x"}]'),
    "JSON nested too deep": ("mine.json", b"[" * 100_000),
    "empty file": ("mine.toml", b""),
    "empty JSON file": ("mine.json", b""),
    "not UTF-8": ("mine.toml", b'[[chips]]\nslug = "\xff"\n'),
    "another ending": ("mine.yaml", b"chips: []"),
    "missing file": ("mime.toml", None),
    "none of Epoch AI's files": ("mine.csv", b"a,b\n1,2\n"),
}

PARTS = 'slug="m", title="M", require=acn.Schedule({"2027-12-31": "70%"}), readings=()'
CALLS: dict[str, str] = {
    "text for deployments": 'acn.Facility(slug="x", name="X", deployments="h20")',
    "boolean for a count": "acn.Deployment(count=True)",
    "float for a count": "acn.Deployment(count=3.7)",
    "slug for a chip": 'acn.Deployment(chip="nvidia-h20")',
    "text for aliases": 'acn.Chip(slug="x", name="X", aliases="Y")',
    "number for a note": 'acn.Chip(slug="x", name="X", note=3)',
    "figure without a unit": 'acn.Chip(slug="x", name="X", power=400)',
    "rate in an unknown format": 'acn.Chip(slug="x", name="X", rates={"fp17": "1 TFLOP/s"})',
    "rate of another dimension": 'acn.Chip(slug="x", name="X", rates={"fp16": "1 W"})',
    "text for a place": 'acn.Vendor(slug="x", name="X", place="CN")',
    "text for a parent of a place": 'acn.Place(code="CN-SH", name="Shanghai", parent="CN")',
    "number for a figure's text": "acn.Estimate.parse(3)",
    "nan": 'acn.Estimate.of(float("nan"))',
    "number for a unit": "acn.Estimate.point(3, 7)",
    "date-time for a day": "DateRange.parse(datetime(2027, 1, 1))",
    "percent as an integer": "parse_share(70)",
    "fraction beyond the whole": "parse_share(Fraction(7, 5))",
    "number for a schedule": "acn.Schedule(3)",
    "year for a milestone": 'acn.Schedule({"2027": "70%"})',
    "interpolation unknown": 'acn.Schedule({date(2027, 1, 1): "70%"}, "cubic")',
    "number format unknown": 'acn.Peak("fp17")',
    "number for a chip": "acn.Peak('fp16').rate(3)",
    "name for a reference": 'acn.ClaimedPerformance(reference="H20", claims=catalogue.claims)',
    "number for a workload": 'acn.ClaimedPerformance(reference=catalogue.chips["H20"], claims=(), workload=3)',
    "text for a truth": 'acn.ClaimedPerformance(reference=catalogue.chips["H20"], claims=(), chain="yes")',
    "number for a list of predicates": "acn.AllOf(3)",
    "text for a list of predicates": 'acn.AnyOf("designed-in")',
    "text for a predicate": 'acn.AllOf(["x"])',
    "number for a predicate": "acn.Not(3)",
    "class for a predicate": "acn.Not(acn.AllOf)",
    "list for a tag": 'acn.Condition([], "CN")',
    "tag misspelt": 'acn.Condition("desinged-in", "CN")',
    "list for a currency": 'acn.Measure("spend", currency=[])',
    "text for a measure misspelt": f"acn.Mandate({PARTS}, measure='unit')",
    "text for aliases of a mandate": f"acn.Mandate({PARTS}, aliases='abc')",
    "number for a note of a mandate": f"acn.Mandate({PARTS}, note=3)",
    "number for the issuer of a mandate": f"acn.Mandate({PARTS}, issuer=3)",
    "number for a note of a reading": 'acn.Reading(name="r", qualifies=acn.AllOf(), note=3)',
    "figure of a chip misspelt": 'catalogue.chips["H20"].sources_of("powr")',
    "term misspelt": 'acn.FacilityKind("ai-data-center")',
    "chip unknown": 'catalogue.chips["H2O"]',
    "number for a name": "catalogue.chips[3]",
    "list for a name": "catalogue.chips.get([])",
    "number for a collection": "acn.Catalogue(chips=3)",
    "number for a value": "catalogue.with_(3)",
    "source unknown": 'list(catalogue.citing("epoch-ml-hardwear"))',
    "number for a catalogue": "acn.diff(catalogue, 3)",
    "number for a path": "acn.load_catalogue(3)",
    "ending of no file": 'acn.save([], "mine.yaml")',
    "number to save": 'acn.save(3, "mine.json")',
    "nothing to save": 'acn.save([], "mine.json")',
}
NAMES = {
    "acn": acn, "date": date, "datetime": datetime, "DateRange": DateRange, "Fraction": Fraction,
    "parse_share": parse_share,
}  # fmt: skip


def text_of(before: str, lines: str) -> str:
    """The whole of a file: what stands before and around the lines of a case."""
    around = BEFORE[before]
    return around.replace("{}", lines) if "{}" in around else around + lines


def page() -> str:
    """The reference of bad input: a table of kinds for each group, with what is said of each."""
    count = sum(map(len, (*GROUPS.values(), FILES, CALLS)))
    tables = [
        *(
            _table(group, "lines", {kind: lines for kind, (_, lines) in cases.items()})
            for group, cases in GROUPS.items()
        ),
        _table("Files", "file", {kind: f"{name}: {_shown(content)}" for kind, (name, content) in FILES.items()}),
        _table("Python calls", "call", CALLS),
    ]
    return INTRODUCTION.format(count=count) + "".join(tables)


def _table(group: str, given: str, cases: dict[str, str]) -> str:
    rows = "".join(
        f"| {kind} | {_code(text or '(nothing)')} | {_code(*map(said, MESSAGES[kind]))} | {_codes(MESSAGES[kind])} |\n"
        for kind, text in cases.items()
    )
    return f"\n## {group}\n\n| kind | {given} | what is said | code |\n|---|---|---|---|\n{rows}"


def said(told: str) -> str:
    """What is said, without the code behind it."""
    return told.rpartition(" [")[0]


def code(told: str) -> str:
    """The code behind what is said."""
    return told.rpartition(" [")[2].removesuffix("]")


def _codes(tells: list[str]) -> str:
    return "<br>".join(f"[{name}](errors/{name}.md)" for name in dict.fromkeys(map(code, tells)))


def _code(*texts: str) -> str:
    lines = [line if len(line) <= 600 else f"{line[:40]}…" for text in texts for line in text.strip().splitlines()]
    return "<br>".join(f"`{line}`" for line in lines)


def _shown(content: bytes | None) -> str:
    if content is None:
        return "does not exist"
    return repr(content[:60])[1:] + ("…" if len(content) > 60 else "") if content else "empty"


INTRODUCTION = """# Bad input, and what is said of it

Every problem of every file is reported at once, each on a line: where, what was found, the nearest match, what is
allowed. Each of the {count} kinds below is a test that asserts the message, to the letter. Only the lines at fault are
shown; the rest of each file is in order, and the number behind its name is that of the line at fault. An error also
carries `file`, `line`, `column`, `path`, `found`, `nearest` and `allowed` as values, and its `code`, of which
[Codes of errors](errors/index.md) says how to mend it.
"""
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "bad-input.md"

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
