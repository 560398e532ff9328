"""Exactly what is said of each kind of bad input in `bad_input`: a line for each problem."""

MESSAGES = {
    "unit unknown": [
        "mine.toml: chips[0].power (x-chip): not a unit: 'bananas'; allowed: W, kW, MW, GW, TW, PW, EW, ZW",
    ],
    "unit misspelt": [
        "mine.toml: chips[0].rates.fp16 (x-chip): not a unit: 'tflop/s'; nearest: 'TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, TOP/s, TFLOP/s, POP/s, PFLOP/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s",
    ],
    "unit in words": [
        "mine.toml: chips[0].memory-bandwidth (x-chip): not a unit: 'GBps'; nearest: 'GB/s'; allowed: B/s, kB/s, KiB/s, MB/s, MiB/s, GB/s, GiB/s, TB/s, TiB/s, PB/s, EB/s, ZB/s",
    ],
    "bits or bytes": [
        "mine.toml: chips[0].memory-bandwidth (x-chip): not a unit: 'Gb/s', which may mean bits or bytes; nearest: 'Gbit/s', 'GB/s'; allowed: B/s, kB/s, KiB/s, MB/s, MiB/s, GB/s, GiB/s, TB/s, TiB/s, PB/s, EB/s, ZB/s",
    ],
    "plural that may be a count or a rate": [
        "mine.toml: chips[0].rates.fp16 (x-chip): not a unit: 'TFLOPS', which may be a count or a rate; nearest: 'TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, TOP/s, TFLOP/s, POP/s, PFLOP/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s",
    ],
    "count for a rate": [
        "mine.toml: chips[0].rates.fp16 (x-chip): not a rate: '320 TFLOP'; write one such as '148 TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, TOP/s, TFLOP/s, POP/s, PFLOP/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s",
    ],
    "unit of another dimension": [
        "mine.toml: chips[0].power (x-chip): not a power: '400 GB'; write one such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW",
    ],
    "no unit": [
        "mine.toml: chips[0].power (x-chip): not a power: '400'; write one such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW",
    ],
    "bare number for a figure": [
        "mine.toml: chips[0].power (x-chip): not a power: 400; write text with a unit such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW",
    ],
    "unit for a plain number": [
        "mine.toml: chips[0].transistors (x-chip): not a plain number: '80 GB'; write one such as '0.85'",
    ],
    "price without a currency": [
        "mine.toml: chips[0].price (x-chip): not a price: '100 W'; write one such as '16854 USD'; allowed: USD, CNY",
    ],
    "not a number": [
        "mine.toml: chips[0].power (x-chip): not a figure: 'nan W', because it is no number; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "infinity": [
        "mine.toml: chips[0].power (x-chip): not a figure: 'inf W', because it is no number; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "nan as a number": [
        "mine.toml: observations[0].value (x-seen): not a figure: nan",
    ],
    "negative figure": [
        "mine.toml: chips[0].power (x-chip): not a figure: '-400 W', because no figure is negative; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "arithmetic in a figure": [
        "mine.toml: chips[0].power (x-chip): not a figure: '2*3 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "empty figure": [
        "mine.toml: chips[0].power (x-chip): not a figure: ''; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "percentage with a unit": [
        "mine.toml: chips[0].power (x-chip): not a figure: '85% W', because a percentage has no unit; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "thousands comma": [
        "mine.toml: chips[0].power (x-chip): not a figure: '1,000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '1000 W'",
    ],
    "decimal comma": [
        "mine.toml: chips[0].power (x-chip): not a figure: '1,5 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "thousands space": [
        "mine.toml: chips[0].power (x-chip): not a figure: '1 000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '1000 W'",
    ],
    "underscore in a number": [
        "mine.toml: chips[0].power (x-chip): not a figure: '1_000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '1000 W'",
    ],
    "digits of another script": [
        "mine.toml: chips[0].power (x-chip): not a figure: '４００ W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '400 W'",
    ],
    "dash for a range": [
        "mine.toml: chips[0].rates.fp16 (x-chip): not a figure: '280–400 TFLOP/s'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '280..400 TFLOP/s'",
    ],
    "range open at its end": [
        "mine.toml: chips[0].power (x-chip): not a figure: '400.. W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '>= 400 W'",
    ],
    "sign of order": [
        "mine.toml: observations[0].value (x-seen): not a figure: '≥ 1.4'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '>= 1.4'",
    ],
    "about so much": [
        "mine.toml: chips[0].rates.fp16 (x-chip): not a figure: '~320 TFLOP/s'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "exponent of three digits": [
        "mine.toml: observations[0].value (x-seen): not a unit: 'e400'; write one such as 'TFLOP/s', 'GB', 'GB/s', 'W' or 'mm**2'",
    ],
    "division by zero": [
        "mine.toml: observations[0].value (x-seen): not a number: '1/0' divides by zero",
    ],
    "very long figure": [
        "mine.toml: observations[0].value (x-seen): not a number: '999999999999999999999999999...9999999999999999999999999999'; write one such as '0.85', '1.4e3', '7/10' or '85%'",
    ],
    "range upside down": [
        "mine.toml: chips[0].rates.fp16 (x-chip): a range runs from low to high, got 400..280 TFLOP/s",
    ],
    "best outside its range": [
        "mine.toml: chips[0].rates.fp16 (x-chip): the best value 500 TFLOP/s lies outside its range 280..400 TFLOP/s",
    ],
    "format unknown": [
        "mine.toml: chips[0].rates.fp17 (x-chip): unknown key; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4",
    ],
    "text for a table of rates": [
        "mine.toml: chips[0].rates (x-chip): not a table of rates: '320 TFLOP/s'; write one such as { fp16 = '148 TFLOP/s' }",
    ],
    "float count": [
        "mine.toml: facilities[0].deployments[0].count (x-site): not a count: 3.7; write a whole number, or text such as '10000..14000'",
    ],
    "zero count": [
        "mine.toml: facilities[0].deployments[0].count (x-site): not a count: '0'; write whole numbers of at least 1",
    ],
    "count in part": [
        "mine.toml: facilities[0].deployments[0].count (x-site): not a count: '7/2'; write whole numbers of at least 1",
    ],
    "boolean count": [
        "mine.toml: facilities[0].deployments[0].count (x-site): not a count: True; write a whole number, or text such as '10000..14000'",
    ],
    "dies in part": [
        "mine.toml: chips[0].dies (x-chip): a whole number of at least 1 is needed, got 1.5",
    ],
    "date-time for a date": [
        "mine.toml: chips[0].released (x-chip): not a date: 2025-01-01T10:00:00; a date-time is no date",
    ],
    "30 February": [
        "mine.toml: chips[0].released (x-chip): no such date: '2025-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "month thirteen": [
        "mine.toml: chips[0].released (x-chip): no such date: '2025-13'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "day zero": [
        "mine.toml: chips[0].released (x-chip): no such date: '2025-09-00'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "year zero": [
        "mine.toml: chips[0].released (x-chip): no such date: '0000'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "number for a date": [
        "mine.toml: chips[0].released (x-chip): not a date: 2025; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025'",
    ],
    "too long a date": [
        "mine.toml: chips[0].released (x-chip): not a date: '2015-01-02-03'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "date without hyphens": [
        "mine.toml: chips[0].released (x-chip): not a date: '20250918'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-09-18'",
    ],
    "date without zeros": [
        "mine.toml: chips[0].released (x-chip): not a date: '2025-9-8'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-09-08'",
    ],
    "date of another country": [
        "mine.toml: chips[0].released (x-chip): not a date: '2025年9月18日'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-09-18'",
    ],
    "fifth quarter": [
        "mine.toml: chips[0].released (x-chip): not a date: '2025-Q5'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "range of dates upside down": [
        "mine.toml: chips[0].released (x-chip): a range of dates ends before it starts: '2025-06..2024-06'",
    ],
    "range of dates open at its end": [
        "mine.toml: chips[0].released (x-chip): not a date: '2025-06..'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "70 as a share": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%'",
    ],
    "'70' as a share": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '70' is outside 0..1; nearest: '70%'",
    ],
    "0.7 as a float": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: 0.7; write it as text such as '70%', '0.7' or '7/10'",
    ],
    "share of 170%": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '170%' is outside 0..1",
    ],
    "negative share": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '-5%'; write it as text such as '70%', '0.7' or '7/10'",
    ],
    "space before the percent sign": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '70 %'; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%'",
    ],
    "share divided by zero": [
        "mine.toml: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '7/0'; write it as text such as '70%', '0.7' or '7/10'",
    ],
    "stated share beyond the whole": [
        "mine.toml: facilities[0].stated-shares[0].value (x-site): not a share: '120%' is more than 100%",
    ],
    "stated share as a number": [
        "mine.toml: facilities[0].stated-shares[0].value (x-site): not a share: 0.85; write it as text such as '85%' or '>= 85%'",
    ],
    "stated share with a unit": [
        "mine.toml: facilities[0].stated-shares[0].value (x-site): not a figure: '85% W', because a percentage has no unit; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'",
    ],
    "key misspelt": [
        "mine.toml: chips[0].desinger (x-chip): unknown key; nearest: 'designer'; allowed: slug, name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, rates, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, dies, transistors, price, price-note, domestic-content, sources, cited, conflicts, confidence, note",
    ],
    "key misspelt further in": [
        "mine.toml: facilities[0].deployments[0].cuont (x-site): unknown key; nearest: 'count'; allowed: chip, count, designer, ordered, installed, retired, compute, format, sources, note",
    ],
    "value misspelt": [
        "mine.toml: chips[0].status (x-chip): unknown value 'shiping'; nearest: 'shipping'; allowed: reported, announced, sampling, shipping, discontinued, cancelled",
    ],
    "value in a list misspelt": [
        "mine.toml: vendors[0].roles[0] (v): unknown value 'desinger'; nearest: 'designer'; allowed: designer, foundry, integrator, operator, customer, lab",
    ],
    "text for a boolean": [
        "mine.toml: observations[0].forecast (x-seen): true or false is needed, got 'no'",
    ],
    "number for text": [
        "mine.toml: chips[0].process (x-chip): text is needed, got 5",
    ],
    "blank text": [
        "mine.toml: chips[0].process (x-chip): text is needed, got ' '",
    ],
    "text for a list": [
        "mine.toml: chips[0].aliases (x-chip): a list is needed, got 'X'",
    ],
    "number in a list of texts": [
        "mine.toml: chips[0].aliases[1] (x-chip): text is needed, got 5",
    ],
    "text for a table": [
        "mine.toml: facilities[0].deployments[0] (x-site): a table is needed, got 'nvidia-h20'",
    ],
    "name missing": [
        "mine.toml: chips[0].name (x-chip): is missing",
    ],
    "source missing": [
        "mine.toml: chips[0].sources (x-chip): at least one source is needed; name its slug in a list",
    ],
    "source misspelt": [
        "mine.toml: chips[0].sources[0] (x-chip): no source has the slug 'epoch-ml-hardwear'; nearest: 'epoch-ml-hardware'",
    ],
    "cited figure misspelt": [
        "mine.toml: chips[0].cited.memory-bandwith (x-chip): no figure of a chip is named 'memory-bandwith'; nearest: 'memory-bandwidth'; allowed: name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, dies, transistors, price, price-note, domestic-content, rates.fp64, rates.fp32, rates.tf32, rates.fp16, rates.bf16, rates.fp8, rates.fp4, rates.int32, rates.int16, rates.int8, rates.int4",
    ],
    "rival report of no figure": [
        "mine.toml: chips[0].conflicts[0].figure (x-chip): no figure of a chip is named 'foundry'; nearest: 'foundry-place', 'foundries'; allowed: name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, dies, transistors, price, price-note, domestic-content, rates.fp64, rates.fp32, rates.tf32, rates.fp16, rates.bf16, rates.fp8, rates.fp4, rates.int32, rates.int16, rates.int8, rates.int4",
    ],
    "source of a figure misspelt": [
        "mine.toml: chips[0].cited.power[0] (x-chip): no source has the slug 't'",
    ],
    "reference to nothing": [
        "mine.toml: chips[0].designer (x-chip): no vendor has the slug 'huawai'; nearest: 'huawei'",
    ],
    "reference by name": [
        "mine.toml: chips[0].designer (x-chip): no vendor has the slug 'Cambricon Technologies'; nearest: 'cambricon'",
    ],
    "reference that is no slug": [
        "mine.toml: chips[0].designer (x-chip): the slug of a vendor is needed, got 3",
    ],
    "code of a place misspelt": [
        "mine.toml: facilities[0].place (x-site): no place has the slug 'CN-SHH'; nearest: 'CN-SH'",
    ],
    "code of a place badly formed": [
        "mine.toml: places[0].code (cn-x): not a code of a place: 'cn-x'; write one such as 'CN', 'CN-SH' or 'CN-GZ/guiyang'; nearest: 'CN-X'",
    ],
    "place that lies in itself": [
        "mine.toml: places[0].parent (QA): 'QA' lies in itself, by way of 'QB'",
        "mine.toml: places[1].parent (QB): 'QB' lies in itself, by way of 'QA'",
    ],
    "slug badly formed": [
        "mine.toml: chips[0].slug (X chip): not a slug: 'X chip'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'x-chip'",
    ],
    "slug taken": [
        "mine.toml: chips[1].slug (x-chip): 'x-chip' is taken by mine.toml: chips[0]; choose another",
    ],
    "alias taken": [
        "mine.toml: chips[0].aliases (x-chip): 'H20' names 'nvidia-h20' already; a name finds one chip",
    ],
    "parent of a vendor misspelt": [
        "mine.toml: vendors[0].parent (v): no vendor has the slug 'huawie'; nearest: 'huawei'",
    ],
    "customer of a vendor misspelt": [
        "mine.toml: vendors[0].supplies[0].customer (v): no vendor has the slug 'baidoo'; nearest: 'baidu'",
    ],
    "unknown kind of entry": [
        "mine.toml: chipz: unknown key; nearest: 'chips'; allowed: sources, places, vendors, chips, lists, claims, facilities, mandates, incentives, observations, events",
    ],
    "table for a list of tables": [
        "mine.toml: chips: a list of tables is needed; write [[chips]]",
    ],
    "entry that is no table": [
        "mine.toml: chips[0]: a table is needed, got 3",
    ],
    "key of a mandate misspelt": [
        "mine.toml: mandates[0].isuer (x-mandate): unknown key; nearest: 'issuer'; allowed: slug, title, issuer, place, legal-force, level, scope, population, among, measure, require, readings, exemptions, expires, supersedes, history, status, wording, verified, aliases, sources, confidence, note",
    ],
    "no requirement": [
        "mine.toml: mandates[0].require (x-mandate): is missing; write { share-at-least = { 2027-12-31 = '70%' } }",
    ],
    "no milestone": [
        "mine.toml: mandates[0].require.share-at-least (x-mandate): a schedule needs at least one milestone",
    ],
    "key of the requirement misspelt": [
        "mine.toml: mandates[0].require.share-at-lest (x-mandate): unknown key; nearest: 'share-at-least'; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from, interpolate",
        "mine.toml: mandates[0].require (x-mandate): says nothing of how much; write { share-at-least = { 2027-12-31 = '70%' } }; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from",
    ],
    "text for the requirement": [
        "mine.toml: mandates[0].require (x-mandate): a table is needed, got '70%'",
    ],
    "interpolation misspelt": [
        "mine.toml: mandates[0].require.interpolate (x-mandate): unknown interpolation 'linaer'; nearest: 'linear'; allowed: linear",
    ],
    "milestone in a year alone": [
        "mine.toml: mandates[0].require.share-at-least.2027 (x-mandate): a day is needed such as 2027-12-31, got '2027'",
    ],
    "milestone on 30 February": [
        "mine.toml: mandates[0].require.share-at-least.2027-02-30 (x-mandate): no such date: '2027-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'",
    ],
    "milestone with two faults": [
        "mine.toml: mandates[0].require.share-at-least.2027 (x-mandate): a day is needed such as 2027-12-31, got '2027'",
        "mine.toml: mandates[0].require.share-at-least.2027 (x-mandate): not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%'",
    ],
    "two milestones on one day": [
        "mine.toml: mandates[0].require.share-at-least (x-mandate): two milestones on one date: 2027-12-31",
    ],
    "no reading": [
        "mine.toml: mandates[0].readings (x-mandate): at least one reading is needed, saying what qualifies",
    ],
    "table for the readings": [
        "mine.toml: mandates[0].readings (x-mandate): a list is needed, got {'name': 'r'}",
    ],
    "reading that is no table": [
        "mine.toml: mandates[0].readings[0] (x-mandate): a table is needed, got 'r'",
    ],
    "reading without what qualifies": [
        "mine.toml: mandates[0].readings[0].qualifies (x-mandate): is missing; write { designed-in = 'CN' }",
    ],
    "key of a reading misspelt": [
        "mine.toml: mandates[0].readings[0].qualfies (x-mandate): unknown key; nearest: 'qualifies'; allowed: name, qualifies, credit, require, scope, among, level, stated-shares, note",
    ],
    "two readings of one name": [
        "mine.toml: mandates[0].readings[1].name (x-mandate): 'r' is taken by readings[0]; choose another",
    ],
    "condition misspelt": [
        "mine.toml: mandates[0].readings[0].qualifies.desinged-in (x-mandate): unknown condition; nearest: 'designed-in'; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent",
    ],
    "condition with two tags": [
        "mine.toml: mandates[0].readings[0].qualifies (x-mandate): exactly one condition is needed, got 2; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent",
    ],
    "condition that is text": [
        "mine.toml: mandates[0].readings[0].qualifies (x-mandate): a table is needed, got 'CN'",
    ],
    "not of a list": [
        "mine.toml: mandates[0].readings[0].qualifies.not (x-mandate): a table is needed, got [{'designed-in': 'CN'}]",
    ],
    "all of a table": [
        "mine.toml: mandates[0].readings[0].qualifies.all (x-mandate): a list is needed, got {'designed-in': 'CN'}",
    ],
    "any of nothing": [
        "mine.toml: mandates[0].readings[0].qualifies.any (x-mandate): 'any' needs at least one condition: without one it could never hold",
    ],
    "condition deep inside": [
        "mine.toml: mandates[0].readings[0].qualifies.all[0].any[1].not.made-by (x-mandate): no vendor has the slug 'huawai'; nearest: 'huawei'",
    ],
    "conditions nested too deep": [
        "mine.toml: mandates[0].readings[0].qualifies.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not (x-mandate): conditions are nested more than 20 deep",
    ],
    "code of a place in lower case": [
        "mine.toml: mandates[0].readings[0].qualifies.designed-in (x-mandate): no place has the slug 'cn'; nearest: 'CN'",
    ],
    "chip unknown in a condition": [
        "mine.toml: mandates[0].readings[0].qualifies.chip (x-mandate): no chip has the slug 'H20'; nearest: 'nvidia-h20'",
    ],
    "kind misspelt in a condition": [
        "mine.toml: mandates[0].scope.kind (x-mandate): unknown value 'ai-data-center'; nearest: 'ai-data-centre'; allowed: data-centre, ai-data-centre, supercomputer, cloud-region, laboratory",
    ],
    "month for a day in a condition": [
        "mine.toml: mandates[0].scope.commissioned-from (x-mandate): a day is needed such as 2027-12-31, got '2027-01'",
    ],
    "measure misspelt": [
        "mine.toml: mandates[0].measure (x-mandate): unknown value 'unit'; nearest: 'units'; allowed: units, peak, tpp, power, spend",
    ],
    "measure of two things": [
        "mine.toml: mandates[0].measure (x-mandate): exactly one measure is needed, got 2; write { peak = 'fp16' } or { spend = 'USD' }",
    ],
    "measure in an unknown format": [
        "mine.toml: mandates[0].measure.peak (x-mandate): unknown value 'fp17'; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4",
    ],
    "peak without a format": [
        "mine.toml: mandates[0].measure (x-mandate): a peak, and only a peak, is measured in a number format such as { peak = 'fp16' }",
    ],
    "spend in an unknown currency": [
        "mine.toml: mandates[0].measure.spend (x-mandate): only a spend is measured in a currency, USD or CNY; got 'EUR'",
    ],
    "population misspelt": [
        "mine.toml: mandates[0].population (x-mandate): not a population: 'stocks'; nearest: 'stock'; allowed: stock, stock-and-orders, { additions-since = 2027-01-01 }, { purchases-since = 2027-01-01 }",
    ],
    "additions since a year": [
        "mine.toml: mandates[0].population.additions-since (x-mandate): a day is needed such as 2027-12-31, got '2027'",
    ],
    "level misspelt": [
        "mine.toml: mandates[0].level (x-mandate): unknown value 'facilty'; nearest: 'facility'; allowed: facility, operator, place, nation, programme",
    ],
    "level as a number": [
        "mine.toml: mandates[0].level (x-mandate): unknown value 1; allowed: facility, operator, place, nation, programme",
    ],
    "scope as a list": [
        "mine.toml: mandates[0].scope (x-mandate): a table is needed, got [{'located-in': 'CN'}]",
    ],
    "place of a mandate misspelt": [
        "mine.toml: mandates[0].place (x-mandate): no place has the slug 'CN-GDD'; nearest: 'CN-GD'",
    ],
    "mandate without a source": [
        "mine.toml: mandates[0].sources (x-mandate): at least one source is needed; name its slug in a list",
    ],
    "broken TOML": [
        "mine.toml: line 1, column 8: not TOML: expected ']]' at the end of an array declaration",
    ],
    "value missing": [
        "mine.toml: line 2, column 7: not TOML: invalid value",
    ],
    "duplicate key": [
        "mine.toml: line 3: the key 'slug' stands twice",
    ],
    "duplicate key in a table on one line": [
        "mine.toml: line 2: the key 'fp16' stands twice",
    ],
    "duplicate table": [
        "mine.toml: line 3: the key 'chips.cited' stands twice",
    ],
    "broken JSON": [
        "mine.json: line 1, column 12: not JSON: expecting value",
    ],
    "duplicate key in JSON": [
        "mine.json: the key 'slug' stands twice, in the table {'slug': 'x'}",
    ],
    "NaN in JSON": [
        "mine.json: NaN is no figure",
    ],
    "list on top in JSON": [
        "mine.json: a table is needed, got [{'slug': 'x'}]",
    ],
    "JSON nested too deep": [
        "mine.json: nested too deep to be read",
    ],
    "empty file": [
        "mine.toml: holds no entry; allowed: sources, places, vendors, chips, lists, claims, facilities, mandates, incentives, observations, events",
    ],
    "empty JSON file": [
        "mine.json: line 1, column 1: not JSON: expecting value",
    ],
    "not UTF-8": [
        "mine.toml: line 2: not UTF-8 text: byte 0xff",
    ],
    "another ending": [
        "mine.yaml: not the ending of a catalogue's file: '.yaml'; allowed: .toml, .json, .csv",
    ],
    "missing file": [
        "mime.toml: cannot be read: No such file or directory; nearest: 'mine.toml'",
    ],
    "none of Epoch AI's files": [
        "mine.csv: is neither of Epoch AI's files: its heading has no 'Hardware name' and no 'H100 equivalents'",
    ],
    "text for deployments": [
        "deployments: not a sequence of Deployment: 'h20'",
    ],
    "boolean for a count": [
        "count: not a count: True; write a whole number, or text such as '10000..14000'",
    ],
    "float for a count": [
        "count: not a count: 3.7; write a whole number, or text such as '10000..14000'",
    ],
    "slug for a chip": [
        "chip: not a Chip: 'nvidia-h20'",
    ],
    "text for aliases": [
        "aliases: a list is needed, got 'Y'",
    ],
    "number for a note": [
        "note: text is needed, got 3",
    ],
    "figure without a unit": [
        "power: not a power: 400; write text with a unit such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW",
    ],
    "rate in an unknown format": [
        "rates.fp17: unknown key; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4",
    ],
    "rate of another dimension": [
        "rates.fp16: not a rate: '1 W'; write one such as '148 TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, TOP/s, TFLOP/s, POP/s, PFLOP/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s",
    ],
    "text for a place": [
        "place: not a Place: 'CN'",
    ],
    "text for a parent of a place": [
        "parent: not a Place: 'CN'",
    ],
    "number for a figure's text": [
        "a figure is text such as '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4', got 3",
    ],
    "nan": [
        "not a figure: nan",
    ],
    "number for a unit": [
        "not a unit: 7; write text such as 'TFLOP/s'",
    ],
    "date-time for a day": [
        "not a date: 2027-01-01T00:00:00; a date-time is no date",
    ],
    "percent as an integer": [
        "not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%'",
    ],
    "fraction beyond the whole": [
        "not a share: '7/5' is outside 0..1",
    ],
    "number for a schedule": [
        "not milestones: 3; write a table such as { 2027-12-31 = '70%' }",
    ],
    "year for a milestone": [
        "2027: a day is needed such as 2027-12-31, got '2027'",
    ],
    "interpolation unknown": [
        "unknown interpolation 'cubic'; allowed: linear",
    ],
    "number format unknown": [
        "format: unknown value 'fp17'; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4",
    ],
    "number for a chip": [
        "chip: not a Chip: 3",
    ],
    "name for a reference": [
        "reference: not a Chip: 'H20'",
    ],
    "number for a workload": [
        "workload: text is needed, got 3",
    ],
    "text for a truth": [
        "chain: true or false is needed, got 'yes'",
    ],
    "number for a list of predicates": [
        "parts: a list of predicates is needed such as [Condition('designed-in', 'CN')], got 3",
    ],
    "text for a list of predicates": [
        "parts: a list of predicates is needed such as [Condition('designed-in', 'CN')], got 'designed-in'",
    ],
    "text for a predicate": [
        "parts[0]: a predicate is needed such as Condition('designed-in', 'CN'), got 'x'",
    ],
    "number for a predicate": [
        "part: a predicate is needed such as Condition('designed-in', 'CN'), got 3",
    ],
    "class for a predicate": [
        "part: a predicate is needed such as Condition('designed-in', 'CN'), got <class 'aichipcn.mandates.predicates.AllOf'>",
    ],
    "list for a tag": [
        "tag: no condition is tagged []; allowed: designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent",
    ],
    "tag misspelt": [
        "tag: no condition is tagged 'desinged-in'; nearest: 'designed-in'; allowed: designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent",
    ],
    "list for a currency": [
        "only a spend is measured in a currency, USD or CNY; got []",
    ],
    "text for a measure misspelt": [
        "measure: unknown value 'unit'; nearest: 'units'; allowed: units, peak, tpp, power, spend",
    ],
    "text for aliases of a mandate": [
        "aliases: a list is needed, got 'abc'",
    ],
    "number for a note of a mandate": [
        "note: text is needed, got 3",
    ],
    "number for the issuer of a mandate": [
        "issuer: text is needed, got 3",
    ],
    "number for a note of a reading": [
        "note: text is needed, got 3",
    ],
    "figure of a chip misspelt": [
        "no figure of a chip is named 'powr'; nearest: 'power'; allowed: name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, dies, transistors, price, price-note, domestic-content, rates.fp64, rates.fp32, rates.tf32, rates.fp16, rates.bf16, rates.fp8, rates.fp4, rates.int32, rates.int16, rates.int8, rates.int4",
    ],
    "term misspelt": [
        "unknown value 'ai-data-center'; nearest: 'ai-data-centre'; allowed: data-centre, ai-data-centre, supercomputer, cloud-region, laboratory",
    ],
    "chip unknown": [
        "no chip is named 'H2O'; nearest: 'H20'",
    ],
    "number for a name": [
        "a chip is found by slug, name or alias, got 3",
    ],
    "list for a name": [
        "a chip is found by slug, name or alias, got []",
    ],
    "number for a collection": [
        "chips: not a Collection: 3",
    ],
    "number for a value": [
        "a catalogue does not hold 3; allowed: Source, Place, Vendor, Chip, CertifiedList, PerformanceClaim, Facility, Mandate, Incentive, MarketObservation, PolicyEvent",
    ],
    "source unknown": [
        "no source is named 'epoch-ml-hardwear'; nearest: 'epoch-ml-hardware'",
    ],
    "number for a catalogue": [
        "other: not a Catalogue: 3",
    ],
    "number for a path": [
        "a path of a file is needed, got 3",
    ],
    "ending of no file": [
        "a catalogue is not saved as 'mine.yaml'; allowed: .json, .toml",
    ],
    "number to save": [
        "a catalogue or a sequence of values is saved, got 3",
    ],
    "nothing to save": [
        "there is nothing to save",
    ],
}
