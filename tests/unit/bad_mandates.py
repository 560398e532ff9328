"""Mandate files that are wrong, each as it stands in a text; `bad_mandate_messages` has what is said of them."""

SOURCE = """\
[[sources]]
slug = "notice"
title = "Notice"
publisher = "Example"

"""
MANDATE = """\
[[mandates]]
slug = "my-mandate"
title = "My mandate"
sources = ["notice"]
"""
REQUIRE = """\
require = { share-at-least = { 2027-12-31 = "70%" } }
"""
READING = """\

[[mandates.readings]]
name = "designed"
qualifies = { designed-in = "CN" }
"""


def mandate(before: str = "", *, require: str = REQUIRE, reading: str = READING, after: str = "") -> str:
    """A file of a source and a mandate, right but for what is given: the keys of the mandate begin on line 10."""
    return SOURCE + MANDATE + before + require + reading + after


PARAMETERS = {
    "30 February": mandate(require='require = { share-at-least = { 2027-02-30 = "70%" } }\n'),
    "a date of four parts": mandate(require='require = { share-at-least = { 2015-01-02-03 = "70%" } }\n'),
    "a year alone": mandate(require='require = { share-at-least = { 2027 = "70%" } }\n'),
    "a key misspelt": mandate('levle = "facility"\n'),
    "a share in quotes within quotes": mandate(require="require = { share-at-least = { 2027-12-31 = \"'70%'\" } }\n"),
    "70 as a share": mandate(require="require = { share-at-least = { 2027-12-31 = 70 } }\n"),
    "a unit of bananas": mandate() + '[[chips]]\nslug = "x"\nname = "X"\nsources = ["notice"]\npower = "4 bananas"\n',
    "NaN as a share": mandate(require="require = { share-at-least = { 2027-12-31 = nan } }\n"),
    "a date that stands twice": mandate(
        require='require = { share-at-least = { 2027-12-31 = "70%", 2027-12-31 = "80%" } }\n'
    ),
    "a reference to nothing": mandate('place = "CN-XX"\n'),
    "a share of more than the whole": mandate(require='require = { share-at-least = { 2027-12-31 = "170%" } }\n'),
    "a negative share": mandate(require='require = { share-at-least = { 2027-12-31 = "-70%" } }\n'),
    "a date-time for a date": mandate("verified = 2027-01-01T10:00:00\n"),
    "a value that is left out": mandate(require="require = { share-at-least = { 2027-12-31 = } }\n"),
}
"""The fourteen kinds of bad parameter files that engines of rules are tried with."""

MANDATES = {
    "a slug with a space": mandate().replace('"my-mandate"', '"my mandate"'),
    "no slug": mandate().replace('slug = "my-mandate"\n', ""),
    "no title": mandate().replace('title = "My mandate"\n', ""),
    "a blank title": mandate().replace('"My mandate"', '" "'),
    "no sources": mandate().replace('sources = ["notice"]\n', ""),
    "an empty list of sources": mandate().replace('["notice"]', "[]"),
    "a text for sources": mandate().replace('["notice"]', '"notice"'),
    "a source of no entry": mandate().replace('["notice"]', '["notice", "notise"]'),
    "a number for a source": mandate().replace('["notice"]', '[\n    "notice",\n    7,\n]'),
    "no requirement": mandate(require=""),
    "a text for the requirement": mandate(require='require = "70%"\n'),
    "no share in the requirement": mandate(require="require = {}\n"),
    "no milestone": mandate(require="require = { share-at-least = {} }\n"),
    "a share misspelt": mandate(require='require = { share-at-lest = { 2027-12-31 = "70%" } }\n'),
    "a milestone in a table of its own": mandate(
        require='\n[mandates.require]\ninterpolate = "liner"\n\n[mandates.require.share-at-least]\n2027-12-31 = "7O%"\n'
    ),
    "a milestone by dotted keys": mandate(require='require.share-at-least.2027-12-31 = "70 percent"\n'),
    "milestones over several lines": mandate(
        require='require.share-at-least = { "2027-12-31" = """\n70%""", "2028-12" = "80%" }\n'
    ),
    "a day in two spellings": mandate(
        require='require = { share-at-least = { 2027-12-31 = "70%", "2027-12-31 " = "80%" } }\n'
    ),
    "interpolation by degrees": mandate(
        require='require = { share-at-least = { 2027-12-31 = "70%" }, interpolate = true }\n'
    ),
    "no reading": mandate(reading=""),
    "a table for the readings": mandate(reading='readings = { name = "designed" }\n'),
    "a text for a reading": mandate(reading='readings = ["designed"]\n'),
    "a reading without a name": mandate(reading=READING.replace('name = "designed"\n', "")),
    "a reading named in words": mandate(reading=READING.replace('"designed"', '"As designed"')),
    "a reading that says nothing": mandate(reading=READING.replace('qualifies = { designed-in = "CN" }\n', "")),
    "two readings of one name": mandate(after=READING),
    "a key of a reading misspelt": mandate(after='qualfies = { designed-in = "CN" }\n'),
    "a condition misspelt": mandate(reading=READING.replace("designed-in", "desinged-in")),
    "two conditions at once": mandate(reading=READING.replace('"CN" }', '"CN", produced-in = "CN" }')),
    "a condition of no key": mandate(reading=READING.replace('{ designed-in = "CN" }', "{}")),
    "a condition as a text": mandate(reading=READING.replace('{ designed-in = "CN" }', '"CN"')),
    "a country in words": mandate(reading=READING.replace('"CN"', '"China"')),
    "a country in lower case": mandate(reading=READING.replace('"CN"', '"cn"')),
    "a list for a country": mandate(reading=READING.replace('"CN"', '["CN"]')),
    "any of nothing": mandate(reading=READING.replace('{ designed-in = "CN" }', "{ any = [] }")),
    "all of a table": mandate(reading=READING.replace('{ designed-in = "CN" }', '{ all = { designed-in = "CN" } }')),
    "a list of conditions over several lines": mandate(
        reading='\n[[mandates.readings]]\nname = "designed"\nqualifies = { all = [\n'
        '    { designed-in = "CN" },  # { x = 1 }\n'
        '    { made-by = "huawai" },\n    { not = { chip = "H20" } },\n] }\n'
    ),
    "a scope of a kind misspelt": mandate('scope = { kind = "ai-data-center" }\n'),
    "a scope of a month": mandate('scope = { commissioned-from = "2027-01" }\n'),
    "a scope as a list": mandate('scope = [{ located-in = "CN" }]\n'),
    "a scope with funds misspelt": mandate('scope = { all = [{ located-in = "CN-SH" }, { funded-by = "stat" }] }\n'),
    "a population misspelt": mandate('population = "stocks"\n'),
    "additions since a year": mandate('population = { additions-since = "2027" }\n'),
    "a measure misspelt": mandate('measure = "unit"\n'),
    "a peak without a format": mandate('measure = "peak"\n'),
    "a peak in a format misspelt": mandate('measure = { peak = "fp17" }\n'),
    "two measures": mandate('measure = { peak = "fp16", spend = "USD" }\n'),
    "a spend in euros": mandate('measure = { spend = "EUR" }\n'),
    "a force misspelt": mandate('legal_force = "guidence"\n'),
    "a status misspelt": mandate('status = "in force"\n'),
    "a confidence misspelt": mandate('confidence = "offical"\n'),
    "verified on no date": mandate('verified = "last year"\n'),
    "a key in both spellings": mandate('legal_force = "target"\nlegal-force = "law"\n'),
    "a key twice": mandate('issuer = "Example"\nissuer = "Example"\n'),
    "an alias that finds another": mandate('aliases = ["Beijing 2027"]\n'),
    "one mandate twice": mandate() + "\n" + mandate()[len(SOURCE) :],
    "a single bracket": mandate().replace("[[mandates]]", "[mandates]"),
    "a list for a mandate": "mandates = [[]]\n" + SOURCE,
    "no bound in the requirement": mandate(require='require = { interpolate = "linear" }\n'),
    "two bounds": mandate(
        require='require = { share-at-least = { 2027-12-31 = "70%" }, share-at-most = { 2027-12-31 = "80%" } }\n'
    ),
    "a ratio as a share": mandate(require='require = { ratio-at-least = { 2027-12-31 = "50%" } }\n'),
    "a ratio of nothing": mandate(require='require = { ratio-at-least = { 2027-12-31 = "0:2" } }\n'),
    "an amount with a unit misspelt": mandate(
        'measure = "power"\n', require='require = { amount-at-most = { 2027-12-31 = "500 mw" } }\n'
    ),
    "an amount of another dimension": mandate(require='require = { amount-at-least = { 2027-12-31 = "500 MW" } }\n'),
    "an amount that is a range": mandate(require='require = { amount-at-least = { 2027-12-31 = "10..20" } }\n'),
    "none from a month": mandate(require='require = { none-from = "2027-12" }\n'),
    "a milestone of its own source misspelt": mandate(
        require='\n[mandates.require.share-at-least.2027-12-31]\nvalue = "70%"\n'
        'sources = ["notise"]\nstatus = "adoptd"\n'
    ),
    "a milestone without a value": mandate(
        require='\n[mandates.require.share-at-least.2027-12-31]\nsource = "notice"\n'
    ),
    "from an unstated share day by day": mandate(
        require='require = { share-at-least = { 2027-12-31 = "unstated" }, interpolate = "linear" }\n'
    ),
    "additions until before they start": mandate("population = { additions-since = 2027-01-01, until = 2026-01-01 }\n"),
    "effective compute of no model": mandate('measure = { effective = { model = "clamed" } }\n'),
    "effective compute in a chip misspelt": mandate(
        'measure = { effective = { model = "claimed", reference = "nvidia-h2O" } }\n'
    ),
    "a condition of which chips count misspelt": mandate('among = { made-bi = "nvidia" }\n'),
    "a grace period of half a day": mandate("scope = { commissioned-within = 0.5 }\n"),
    "a certified list unheard of": mandate('scope = { certified-in = "no-list" }\n'),
    "an exemption that says not when": mandate(after='\n[[mandates.exemptions]]\neffect = "exemt"\n'),
    "an exemption that ends before it starts": mandate(
        after='\n[[mandates.exemptions]]\nwhen = { funded-by = "private" }\nsince = 2027-01-01\nuntil = 2026-01-01\n'
    ),
    "a history without a status": mandate(after='\n[[mandates.history]]\nsince = "2025-8"\n'),
    "a mandate that supersedes another unheard of": mandate('supersedes = ["my-other-mandate"]\n'),
    "expired in a year": mandate('expires = "2030"\n'),
    "neither a condition nor a credit": mandate(reading='\n[[mandates.readings]]\nname = "designed"\n'),
    "a condition and a credit": mandate(
        after='credit = { tiers = [{ when = { designed-in = "CN" }, worth = "1/2" }] }\n'
    ),
    "a credit without tiers": mandate(reading='\n[[mandates.readings]]\nname = "tiers"\ncredit = { tiers = [] }\n'),
    "a tier worth more than the whole": mandate(
        reading='\n[[mandates.readings]]\nname = "tiers"\ncredit = { tiers = [\n'
        '    { when = { designed-in = "CN" }, worth = "120%" },\n    { worth = "50%" },\n] }\n'
    ),
    "an incentive without a benefit": SOURCE
    + '[[incentives]]\nslug = "i"\ntitle = "I"\nkind = "subsdy"\nsources = ["notice"]\n',
    "a quote that is left open": mandate('issuer = "Example\n'),
}
