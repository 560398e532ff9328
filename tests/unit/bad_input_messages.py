"""Exactly what the reader of each bad file in `bad_input` is told."""

MESSAGES = {
    "float count": [
        "mine.toml: facilities[0].deployments[0]: count must be a whole number or text such as '10000..14000', got 3.7"
    ],
    "zero count": ["mine.toml: facilities[0].deployments[0]: count must be whole numbers of at least 1, got '0'"],
    "boolean as text": ["mine.toml: observations[0].forecast: true or false is needed, got 'no'"],
    "number for text": ["mine.toml: chips[0].process: text is needed, got 5"],
    "date-time for a date": [
        "mine.toml: chips[0]: released: not a date: datetime.datetime(2025, 1, 1, 10, 0); a date-time is no date"
    ],
    "30 February": [
        "mine.toml: chips[0]: released: no such date: '2025-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"
    ],
    "too long a date": [
        "mine.toml: chips[0]: released: not a date: '2015-01-02-03'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"
    ],
    "unit unknown": ["mine.toml: chips[0]: power: not a unit: 'bananas'"],
    "unit of another dimension": ["mine.toml: chips[0]: power must be a figure such as '400 W', got '400 GB'"],
    "no unit": ["mine.toml: chips[0]: power must be a figure such as '400 W', got '400'"],
    "bare number for a figure": ["mine.toml: chips[0]: power must be text with a unit such as '400 W', got 400"],
    "not a number": [
        "mine.toml: chips[0]: power: not a figure: 'nan W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'"
    ],
    "infinity": [
        "mine.toml: chips[0]: power: not a figure: 'inf W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'"
    ],
    "negative figure": [
        "mine.toml: chips[0]: power: not a figure: '-400 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'"
    ],
    "arithmetic in a figure": [
        "mine.toml: chips[0]: power: not a figure: '2*3 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'"
    ],
    "empty figure": [
        "mine.toml: chips[0]: power: not a figure: ''; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'"
    ],
    "thousands comma": [
        "mine.toml: chips[0]: power: not a figure: '1,000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; leave out the thousands comma"
    ],
    "plural rate": ["mine.toml: chips[0]: rates.fp16: not a unit: 'TFLOPS'; write 'TFLOP/s' for a rate"],
    "range upside down": [
        "mine.toml: chips[0]: rates.fp16: a range runs from low to high, got 400000000000000..280000000000000"
    ],
    "best outside its range": [
        "mine.toml: chips[0]: rates.fp16: the best value 500000000000000 lies outside its range 280000000000000..400000000000000"
    ],
    "format unknown": [
        "mine.toml: chips[0]: rates must be one of fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4; got 'fp17'; nearest: 'fp16'"
    ],
    "key misspelt": [
        "mine.toml: chips[0]: unknown key 'desinger'; nearest: 'designer'; allowed: slug, name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, rates, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, dies, transistors, price, price-note, sources, cited, conflicts, confidence, note"
    ],
    "status misspelt": [
        "mine.toml: chips[0]: status must be one of reported, announced, sampling, shipping, discontinued, cancelled; got 'shiping'; nearest: 'shipping'"
    ],
    "reference to nothing": [
        "mine.toml: chips[0].designer: no vendor has the slug 'huawai'; nearest: 'huawei', 'huawei-cloud'"
    ],
    "source missing": ["mine.toml: chips[0]: sources: at least one source is needed; name its slug in a list"],
    "name missing": ["mine.toml: chips[0].name: name is missing"],
    "slug badly formed": [
        "mine.toml: chips[0]: slug must be lower-case words joined by hyphens such as 'huawei-ascend-910b', got 'X chip'"
    ],
    "slug taken": [
        "mine.toml: chips[0]: the slug 'nvidia-h20' is taken by chips-abroad.toml: chips[34]; choose another"
    ],
    "alias taken": ["chips: 'H20' names both 'nvidia-h20' and 'x-chip'; a name finds one chip"],
    "text for a list": ["mine.toml: chips[0].sources: a list is needed, got 's'"],
    "price without a currency": ["mine.toml: chips[0]: price must be in a currency such as '16854 USD', got '100 W'"],
    "share beyond the whole": [
        "mine.toml: facilities[0].stated-shares[0]: value must be a share of at most 100%, got '120%'"
    ],
    "70 as a share": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31: not a share: 70; write it as text such as '70%', '0.7' or '7/10'"
    ],
    "0.7 as a float": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31: not a share: 0.7; write it as text such as '70%', '0.7' or '7/10'"
    ],
    "share of 170%": ["mine.toml: mandates[0].require.share-at-least.2027-12-31: not a share: '170%' is outside 0..1"],
    "milestone in a year alone": [
        "mine.toml: mandates[0].require.share-at-least.2027: a milestone needs a day such as 2027-12-31, got '2027'"
    ],
    "milestone on 30 February": [
        "mine.toml: mandates[0].require.share-at-least.2027-02-30: no such date: '2027-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'"
    ],
    "no requirement": ["mine.toml: mandates[0].require: is missing; write { share-at-least = { 2027-12-31 = '70%' } }"],
    "no reading": ["mine.toml: mandates[0].readings: at least one reading is needed, saying what qualifies"],
    "condition misspelt": [
        "mine.toml: mandates[0].readings[0].qualifies.desinged-in: unknown condition; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, located-in, kind, funded-by, operated-by, commissioned-from, commissioned-before, extent; nearest: 'designed-in'"
    ],
    "place unknown in a condition": [
        "mine.toml: mandates[0].readings[0].qualifies.designed-in: no place has the slug 'CM'; nearest: 'CN-NM', 'CN-MO', 'MY'"
    ],
    "measure misspelt": [
        "mine.toml: mandates[0].measure: measure must be one of units, peak, tpp, power, spend; got 'unit'; nearest: 'units'"
    ],
    "population misspelt": [
        "mine.toml: mandates[0].population: 'stock' or { additions-since = 2027-01-01 } is needed, got 'stocks'"
    ],
    "level misspelt": [
        "mine.toml: mandates[0].level: level must be one of facility, operator, place; got 'facilty'; nearest: 'facility'"
    ],
    "unknown kind of entry": [
        "mine.toml: unknown key 'chipz'; nearest: 'chips'; allowed: sources, places, vendors, chips, claims, facilities, mandates, observations, events"
    ],
    "duplicate key": ["mine.toml: Cannot overwrite a value (at end of document)"],
    "broken TOML": ["mine.toml: Expected ']]' at the end of an array declaration (at end of document)"],
}
