"""Kinds of bad input: what a file says, and exactly what its reader is told."""

SOURCE = '[[sources]]\nslug = "s"\ntitle = "T"\npublisher = "P"\n'
CHIP = SOURCE + '[[chips]]\nslug = "x-chip"\nname = "X chip"\ndesigner = "huawei"\nsources = ["s"]\n'
SITE = SOURCE + '[[facilities]]\nslug = "x-site"\nname = "X site"\nsources = ["s"]\n'
MANDATE = SOURCE + '[[mandates]]\nslug = "x-mandate"\ntitle = "X mandate"\nplace = "CN-GD"\nsources = ["s"]\n'
READING = '[[mandates.readings]]\nname = "r"\nqualifies = { designed-in = "CN" }\n'
REQUIRE = 'require = { share-at-least = { 2027-12-31 = "70%" } }\n'


def requiring(text: str) -> str:
    return MANDATE + text + "\n" + READING


CASES = {
    "float count": SITE + "[[facilities.deployments]]\ncount = 3.7",
    "zero count": SITE + "[[facilities.deployments]]\ncount = 0",
    "boolean as text": SOURCE
    + '[[observations]]\nslug = "o"\nmetric = "m"\nsubject = "S"\nvalue = "1"\nforecast = "no"\nsources = ["s"]',
    "number for text": CHIP + "process = 5",
    "date-time for a date": CHIP + "released = 2025-01-01T10:00:00",
    "30 February": CHIP + 'released = "2025-02-30"',
    "too long a date": CHIP + 'released = "2015-01-02-03"',
    "unit unknown": CHIP + 'power = "400 bananas"',
    "unit of another dimension": CHIP + 'power = "400 GB"',
    "no unit": CHIP + 'power = "400"',
    "bare number for a figure": CHIP + "power = 400",
    "not a number": CHIP + 'power = "nan W"',
    "infinity": CHIP + 'power = "inf W"',
    "negative figure": CHIP + 'power = "-400 W"',
    "arithmetic in a figure": CHIP + 'power = "2*3 W"',
    "empty figure": CHIP + 'power = ""',
    "thousands comma": CHIP + 'power = "1,000 W"',
    "plural rate": CHIP + 'rates = { fp16 = "320 TFLOPS" }',
    "range upside down": CHIP + 'rates = { fp16 = "400..280 TFLOP/s" }',
    "best outside its range": CHIP + 'rates = { fp16 = "500 (280..400) TFLOP/s" }',
    "format unknown": CHIP + 'rates = { fp17 = "320 TFLOP/s" }',
    "key misspelt": CHIP + 'desinger = "huawei"',
    "status misspelt": CHIP + 'status = "shiping"',
    "reference to nothing": SOURCE
    + '[[chips]]\nslug = "x-chip"\nname = "X chip"\ndesigner = "huawai"\nsources = ["s"]',
    "source missing": '[[chips]]\nslug = "x-chip"\nname = "X chip"',
    "name missing": SOURCE + '[[chips]]\nslug = "x-chip"\nsources = ["s"]',
    "slug badly formed": SOURCE + '[[chips]]\nslug = "X chip"\nname = "X chip"\nsources = ["s"]',
    "slug taken": SOURCE + '[[chips]]\nslug = "nvidia-h20"\nname = "X chip"\nsources = ["s"]',
    "alias taken": CHIP + 'aliases = ["H20"]',
    "text for a list": SOURCE + '[[chips]]\nslug = "x-chip"\nname = "X chip"\nsources = "s"',
    "price without a currency": CHIP + 'price = "100 W"',
    "share beyond the whole": SITE + 'stated-shares = [{ value = "120%" }]',
    "70 as a share": requiring("require = { share-at-least = { 2027-12-31 = 70 } }"),
    "0.7 as a float": requiring("require = { share-at-least = { 2027-12-31 = 0.7 } }"),
    "share of 170%": requiring('require = { share-at-least = { 2027-12-31 = "170%" } }'),
    "milestone in a year alone": requiring('require = { share-at-least = { 2027 = "70%" } }'),
    "milestone on 30 February": requiring('require = { share-at-least = { 2027-02-30 = "70%" } }'),
    "no requirement": requiring(""),
    "no reading": MANDATE + REQUIRE,
    "condition misspelt": MANDATE + REQUIRE + '[[mandates.readings]]\nname = "r"\nqualifies = { desinged-in = "CN" }',
    "place unknown in a condition": MANDATE
    + REQUIRE
    + '[[mandates.readings]]\nname = "r"\nqualifies = { designed-in = "CM" }',
    "measure misspelt": requiring('measure = "unit"\n' + REQUIRE),
    "population misspelt": requiring('population = "stocks"\n' + REQUIRE),
    "level misspelt": requiring('level = "facilty"\n' + REQUIRE),
    "unknown kind of entry": SOURCE + "[[chipz]]\nslug = 'x'",
    "duplicate key": SOURCE + 'slug = "t"',
    "broken TOML": "[[chips",
}
