"""Exactly what is said of each kind of bad input in `bad_input`, with its code: a line for each problem."""

MESSAGES = {
    "unit unknown": [
        "mine.toml:9: chips[0].power (x-chip): not a unit: 'bananas'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [unknown-unit]",
    ],
    "unit misspelt": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): not a unit: 'tflop/s'; nearest: 'TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, GMAC/s, TOP/s, TFLOP/s, TMAC/s, POP/s, PFLOP/s, PMAC/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s [unknown-unit]",
    ],
    "unit in words": [
        "mine.toml:9: chips[0].memory-bandwidth (x-chip): not a unit: 'GBps'; nearest: 'GB/s'; allowed: B/s, kB/s, KiB/s, MB/s, MiB/s, GB/s, GiB/s, TB/s, TiB/s, PB/s, EB/s, ZB/s [unknown-unit]",
    ],
    "bits or bytes": [
        "mine.toml:9: chips[0].memory-bandwidth (x-chip): not a unit: 'Gb/s', which may mean bits or bytes; nearest: 'Gbit/s', 'GB/s'; allowed: B/s, kB/s, KiB/s, MB/s, MiB/s, GB/s, GiB/s, TB/s, TiB/s, PB/s, EB/s, ZB/s [unknown-unit]",
    ],
    "plural that may be a count or a rate": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): not a unit: 'TFLOPS', which may be a count or a rate; nearest: 'TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, GMAC/s, TOP/s, TFLOP/s, TMAC/s, POP/s, PFLOP/s, PMAC/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s [unknown-unit]",
    ],
    "count for a rate": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): not a rate: '320 TFLOP'; write one such as '148 TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, GMAC/s, TOP/s, TFLOP/s, TMAC/s, POP/s, PFLOP/s, PMAC/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s [wrong-dimension]",
    ],
    "unit of another dimension": [
        "mine.toml:9: chips[0].power (x-chip): not a power: '400 GB'; write one such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [wrong-dimension]",
    ],
    "no unit": [
        "mine.toml:9: chips[0].power (x-chip): not a power: '400'; write one such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [wrong-dimension]",
    ],
    "bare number for a figure": [
        "mine.toml:9: chips[0].power (x-chip): not a power: 400; write text with a unit such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [wrong-dimension]",
    ],
    "unit for a plain number": [
        "mine.toml:9: chips[0].transistors (x-chip): not a plain number: '80 GB'; write one such as '0.85' [wrong-dimension]",
    ],
    "price without a currency": [
        "mine.toml:9: chips[0].price (x-chip): not a price: '100 W'; write one such as '16854 USD'; allowed: USD, CNY [wrong-dimension]",
    ],
    "not a number": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: 'nan W', because it is no number; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "infinity": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: 'inf W', because it is no number; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "nan as a number": [
        "mine.toml:10: observations[0].value (x-seen): not a figure: nan [not-a-figure]",
    ],
    "negative figure": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '-400 W', because no figure is negative; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "arithmetic in a figure": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '2*3 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "empty figure": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: ''; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "percentage with a unit": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '85% W', because a percentage has no unit; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "thousands comma": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '1,000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '1000 W' [not-a-figure]",
    ],
    "decimal comma": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '1,5 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "thousands space": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '1 000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '1000 W' [not-a-figure]",
    ],
    "underscore in a number": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '1_000 W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '1000 W' [not-a-figure]",
    ],
    "digits of another script": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '４００ W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '400 W' [not-a-figure]",
    ],
    "dash for a range": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): not a figure: '280–400 TFLOP/s'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '280..400 TFLOP/s' [not-a-figure]",
    ],
    "range open at its end": [
        "mine.toml:9: chips[0].power (x-chip): not a figure: '400.. W'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '>= 400 W' [not-a-figure]",
    ],
    "sign of order": [
        "mine.toml:10: observations[0].value (x-seen): not a figure: '≥ 1.4'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4'; nearest: '>= 1.4' [not-a-figure]",
    ],
    "about so much": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): not a figure: '~320 TFLOP/s'; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "exponent of three digits": [
        "mine.toml:10: observations[0].value (x-seen): not a unit: 'e400'; write one such as 'TFLOP/s', 'GB', 'GB/s', 'W' or 'mm**2' [unknown-unit]",
    ],
    "division by zero": [
        "mine.toml:10: observations[0].value (x-seen): not a number: '1/0' divides by zero [not-a-figure]",
    ],
    "very long figure": [
        "mine.toml:10: observations[0].value (x-seen): not a number: '999999999999999999999999999...9999999999999999999999999999'; write one such as '0.85', '1.4e3', '7/10' or '85%' [not-a-figure]",
    ],
    "range upside down": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): a range runs from low to high, got 400..280 TFLOP/s [wrong-range]",
    ],
    "best outside its range": [
        "mine.toml:9: chips[0].rates.fp16 (x-chip): the best value 500 TFLOP/s lies outside its range 280..400 TFLOP/s [wrong-range]",
    ],
    "format unknown": [
        "mine.toml:9: chips[0].rates.fp17 (x-chip): unknown key; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4 [unknown-key]",
    ],
    "text for a table of rates": [
        "mine.toml:9: chips[0].rates (x-chip): not a table of rates: '320 TFLOP/s'; write one such as { fp16 = '148 TFLOP/s' } [wrong-type]",
    ],
    "float count": [
        "mine.toml:10: facilities[0].deployments[0].count (x-site): not a count: 3.7; write a whole number, or text such as '10000..14000' [not-a-count]",
    ],
    "zero count": [
        "mine.toml:10: facilities[0].deployments[0].count (x-site): not a count: '0'; write whole numbers of at least 1 [not-a-count]",
    ],
    "count in part": [
        "mine.toml:10: facilities[0].deployments[0].count (x-site): not a count: '7/2'; write whole numbers of at least 1 [not-a-count]",
    ],
    "boolean count": [
        "mine.toml:10: facilities[0].deployments[0].count (x-site): not a count: True; write a whole number, or text such as '10000..14000' [not-a-count]",
    ],
    "dies in part": [
        "mine.toml:9: chips[0].dies (x-chip): a whole number of at least 1 is needed, got 1.5 [not-a-count]",
    ],
    "date-time for a date": [
        "mine.toml:9: chips[0].released (x-chip): not a date: 2025-01-01T10:00:00; a date-time is no date [not-a-date]",
    ],
    "30 February": [
        "mine.toml:9: chips[0].released (x-chip): no such date: '2025-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "month thirteen": [
        "mine.toml:9: chips[0].released (x-chip): no such date: '2025-13'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "day zero": [
        "mine.toml:9: chips[0].released (x-chip): no such date: '2025-09-00'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "year zero": [
        "mine.toml:9: chips[0].released (x-chip): no such date: '0000'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "number for a date": [
        "mine.toml:9: chips[0].released (x-chip): not a date: 2025; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025' [not-a-date]",
    ],
    "too long a date": [
        "mine.toml:9: chips[0].released (x-chip): not a date: '2015-01-02-03'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "date without hyphens": [
        "mine.toml:9: chips[0].released (x-chip): not a date: '20250918'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-09-18' [not-a-date]",
    ],
    "date without zeros": [
        "mine.toml:9: chips[0].released (x-chip): not a date: '2025-9-8'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-09-08' [not-a-date]",
    ],
    "date of another country": [
        "mine.toml:9: chips[0].released (x-chip): not a date: '2025年9月18日'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-09-18' [not-a-date]",
    ],
    "fifth quarter": [
        "mine.toml:9: chips[0].released (x-chip): not a date: '2025-Q5'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "range of dates upside down": [
        "mine.toml:9: chips[0].released (x-chip): a range of dates ends before it starts: '2025-06..2024-06' [wrong-range]",
    ],
    "range of dates open at its end": [
        "mine.toml:9: chips[0].released (x-chip): not a date: '2025-06..'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "70 as a share": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%' [not-a-share]",
    ],
    "'70' as a share": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '70' is outside 0..1; nearest: '70%' [not-a-share]",
    ],
    "0.7 as a float": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: 0.7; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "share of 170%": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '170%' is outside 0..1 [not-a-share]",
    ],
    "negative share": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '-5%'; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "space before the percent sign": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '70 %'; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%' [not-a-share]",
    ],
    "share divided by zero": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-12-31 (x-mandate): not a share: '7/0'; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "stated share beyond the whole": [
        "mine.toml:9: facilities[0].stated-shares[0].value (x-site): not a share: '120%' is more than 100% [not-a-share]",
    ],
    "stated share as a number": [
        "mine.toml:9: facilities[0].stated-shares[0].value (x-site): not a share: 0.85; write it as text such as '85%' or '>= 85%' [not-a-share]",
    ],
    "stated share with a unit": [
        "mine.toml:9: facilities[0].stated-shares[0].value (x-site): not a figure: '85% W', because a percentage has no unit; write '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4' [not-a-figure]",
    ],
    "key misspelt": [
        "mine.toml:9: chips[0].desinger (x-chip): unknown key; nearest: 'designer'; allowed: slug, name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, kind, rates, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, package-area, dies, transistors, price, price-note, domestic-content, sources, cited, conflicts, confidence, rates-listed, note [unknown-key]",
    ],
    "key misspelt further in": [
        "mine.toml:10: facilities[0].deployments[0].cuont (x-site): unknown key; nearest: 'count'; allowed: chip, count, designer, ordered, installed, retired, compute, format, sources, note [unknown-key]",
    ],
    "value misspelt": [
        "mine.toml:9: chips[0].status (x-chip): unknown value 'shiping'; nearest: 'shipping'; allowed: reported, announced, sampling, shipping, discontinued, cancelled [unknown-term]",
    ],
    "value in a list misspelt": [
        "mine.toml:8: vendors[0].roles[0] (v): unknown value 'desinger'; nearest: 'designer'; allowed: designer, foundry, integrator, operator, customer, lab [unknown-term]",
    ],
    "text for a boolean": [
        "mine.toml:11: observations[0].forecast (x-seen): true or false is needed, got 'no' [wrong-type]",
    ],
    "number for text": [
        "mine.toml:9: chips[0].process (x-chip): text is needed, got 5 [wrong-type]",
    ],
    "blank text": [
        "mine.toml:9: chips[0].process (x-chip): text is needed, got ' ' [wrong-type]",
    ],
    "text for a list": [
        "mine.toml:9: chips[0].aliases (x-chip): a list is needed, got 'X' [wrong-type]",
    ],
    "number in a list of texts": [
        "mine.toml:9: chips[0].aliases[1] (x-chip): text is needed, got 5 [wrong-type]",
    ],
    "text for a table": [
        "mine.toml:9: facilities[0].deployments[0] (x-site): a table is needed, got 'nvidia-h20' [wrong-type]",
    ],
    "name missing": [
        "mine.toml:5: chips[0].name (x-chip): is missing [missing-key]",
    ],
    "source missing": [
        "mine.toml:1: chips[0].sources (x-chip): at least one source is needed; name its slug in a list [no-source]",
    ],
    "source misspelt": [
        "mine.toml:4: chips[0].sources[0] (x-chip): no source has the slug 'epoch-ml-hardwear'; nearest: 'epoch-ml-hardware' [unknown-name]",
    ],
    "cited figure misspelt": [
        "mine.toml:9: chips[0].cited.memory-bandwith (x-chip): no figure of a chip is named 'memory-bandwith'; nearest: 'memory-bandwidth'; allowed: name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, package-area, dies, transistors, price, price-note, domestic-content, rates.fp64, rates.fp32, rates.tf32, rates.fp16, rates.bf16, rates.fp8, rates.fp4, rates.int32, rates.int16, rates.int8, rates.int4 [unknown-term]",
    ],
    "rival report of no figure": [
        "mine.toml:9: chips[0].conflicts[0].figure (x-chip): no figure of a chip is named 'foundry'; nearest: 'foundry-place', 'foundries'; allowed: name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, package-area, dies, transistors, price, price-note, domestic-content, rates.fp64, rates.fp32, rates.tf32, rates.fp16, rates.bf16, rates.fp8, rates.fp4, rates.int32, rates.int16, rates.int8, rates.int4 [unknown-term]",
    ],
    "source of a figure misspelt": [
        "mine.toml:9: chips[0].cited.power[0] (x-chip): no source has the slug 't' [unknown-name]",
    ],
    "reference to nothing": [
        "mine.toml:9: chips[0].designer (x-chip): no vendor has the slug 'huawai'; nearest: 'huawei' [unknown-name]",
    ],
    "reference by name": [
        "mine.toml:9: chips[0].designer (x-chip): no vendor has the slug 'Cambricon Technologies'; nearest: 'cambricon' [unknown-name]",
    ],
    "reference that is no slug": [
        "mine.toml:9: chips[0].designer (x-chip): the slug of a vendor is needed, got 3 [wrong-type]",
    ],
    "code of a place misspelt": [
        "mine.toml:9: facilities[0].place (x-site): no place has the slug 'CN-SHH'; nearest: 'CN-SH' [unknown-name]",
    ],
    "code of a place badly formed": [
        "mine.toml:2: places[0].code (cn-x): not a code of a place: 'cn-x'; write one such as 'CN', 'CN-SH' or 'CN-GZ/guiyang'; nearest: 'CN-X' [not-a-slug]",
    ],
    "place that lies in itself": [
        "mine.toml:4: places[0].parent (QA): 'QA' lies in itself, by way of 'QB' [contradiction]",
        "mine.toml:8: places[1].parent (QB): 'QB' lies in itself, by way of 'QA' [contradiction]",
    ],
    "slug badly formed": [
        "mine.toml:6: chips[0].slug (X chip): not a slug: 'X chip'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'x-chip' [not-a-slug]",
    ],
    "slug taken": [
        "mine.toml:10: chips[1].slug (x-chip): 'x-chip' is taken by mine.toml: chips[0]; choose another [name-taken]",
    ],
    "alias taken": [
        "mine.toml:9: chips[0].aliases (x-chip): 'H20' names 'nvidia-h20' already; a name finds one chip [name-taken]",
    ],
    "parent of a vendor misspelt": [
        "mine.toml:8: vendors[0].parent (v): no vendor has the slug 'huawie'; nearest: 'huawei' [unknown-name]",
    ],
    "customer of a vendor misspelt": [
        "mine.toml:9: vendors[0].supplies[0].customer (v): no vendor has the slug 'baidoo'; nearest: 'baidu' [unknown-name]",
    ],
    "unknown kind of entry": [
        "mine.toml:5: chipz: unknown key; nearest: 'chips'; allowed: sources, places, vendors, chips, lists, claims, transformers, utilisations, facilities, mandates, incentives, rules, observations, events [unknown-key]",
    ],
    "table for a list of tables": [
        "mine.toml:5: chips: a list of tables is needed; write [[chips]] [wrong-type]",
    ],
    "entry that is no table": [
        "mine.toml:1: chips[0]: a table is needed, got 3 [wrong-type]",
    ],
    "key of a mandate misspelt": [
        "mine.toml:10: mandates[0].isuer (x-mandate): unknown key; nearest: 'issuer'; allowed: slug, title, issuer, place, legal-force, level, scope, population, among, measure, require, readings, exemptions, expires, supersedes, history, status, wording, verified, aliases, sources, confidence, note [unknown-key]",
    ],
    "no requirement": [
        "mine.toml:5: mandates[0].require (x-mandate): is missing; write { share-at-least = { 2027-12-31 = '70%' } } [missing-key]",
    ],
    "no milestone": [
        "mine.toml:9: mandates[0].require.share-at-least (x-mandate): a schedule needs at least one milestone [empty]",
    ],
    "key of the requirement misspelt": [
        "mine.toml:9: mandates[0].require (x-mandate): says nothing of how much; write { share-at-least = { 2027-12-31 = '70%' } }; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from [missing-key]",
        "mine.toml:9: mandates[0].require.share-at-lest (x-mandate): unknown key; nearest: 'share-at-least'; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from, interpolate [unknown-key]",
    ],
    "text for the requirement": [
        "mine.toml:9: mandates[0].require (x-mandate): a table is needed, got '70%' [wrong-type]",
    ],
    "interpolation misspelt": [
        "mine.toml:9: mandates[0].require.interpolate (x-mandate): unknown interpolation 'linaer'; nearest: 'linear'; allowed: linear [unknown-term]",
    ],
    "milestone in a year alone": [
        "mine.toml:9: mandates[0].require.share-at-least.2027 (x-mandate): a day is needed such as 2027-12-31, got '2027' [not-a-date]",
    ],
    "milestone on 30 February": [
        "mine.toml:9: mandates[0].require.share-at-least.2027-02-30 (x-mandate): no such date: '2027-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "milestone with two faults": [
        "mine.toml:9: mandates[0].require.share-at-least.2027 (x-mandate): a day is needed such as 2027-12-31, got '2027' [not-a-date]",
        "mine.toml:9: mandates[0].require.share-at-least.2027 (x-mandate): not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%' [not-a-share]",
    ],
    "two milestones on one day": [
        "mine.toml:9: mandates[0].require.share-at-least (x-mandate): two milestones on one date: 2027-12-31 [twice]",
    ],
    "no reading": [
        "mine.toml:5: mandates[0].readings (x-mandate): at least one reading is needed, saying what qualifies [empty]",
    ],
    "table for the readings": [
        "mine.toml:10: mandates[0].readings (x-mandate): a list is needed, got {'name': 'r'} [wrong-type]",
    ],
    "reading that is no table": [
        "mine.toml:10: mandates[0].readings[0] (x-mandate): a table is needed, got 'r' [wrong-type]",
    ],
    "reading without what qualifies": [
        "mine.toml:10: mandates[0].readings[0].qualifies (x-mandate): is missing; write { designed-in = 'CN' } [missing-key]",
    ],
    "key of a reading misspelt": [
        "mine.toml:13: mandates[0].readings[0].qualfies (x-mandate): unknown key; nearest: 'qualifies'; allowed: name, qualifies, credit, require, scope, among, level, stated-shares, note [unknown-key]",
    ],
    "two readings of one name": [
        "mine.toml:14: mandates[0].readings[1].name (x-mandate): 'r' is taken by readings[0]; choose another [name-taken]",
    ],
    "condition misspelt": [
        "mine.toml:12: mandates[0].readings[0].qualifies.desinged-in (x-mandate): unknown condition; nearest: 'designed-in'; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [unknown-condition]",
    ],
    "condition with two tags": [
        "mine.toml:12: mandates[0].readings[0].qualifies (x-mandate): exactly one condition is needed, got 2; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [not-one]",
    ],
    "condition that is text": [
        "mine.toml:12: mandates[0].readings[0].qualifies (x-mandate): a table is needed, got 'CN' [wrong-type]",
    ],
    "not of a list": [
        "mine.toml:12: mandates[0].readings[0].qualifies.not (x-mandate): a table is needed, got [{'designed-in': 'CN'}] [wrong-type]",
    ],
    "all of a table": [
        "mine.toml:12: mandates[0].readings[0].qualifies.all (x-mandate): a list is needed, got {'designed-in': 'CN'} [wrong-type]",
    ],
    "any of nothing": [
        "mine.toml:12: mandates[0].readings[0].qualifies.any (x-mandate): 'any' needs at least one condition: without one it could never hold [empty]",
    ],
    "condition deep inside": [
        "mine.toml:12: mandates[0].readings[0].qualifies.all[0].any[1].not.made-by (x-mandate): no vendor has the slug 'huawai'; nearest: 'huawei' [unknown-name]",
    ],
    "conditions nested too deep": [
        "mine.toml:12: mandates[0].readings[0].qualifies.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not.not (x-mandate): conditions are nested more than 20 deep [too-deep]",
    ],
    "code of a place in lower case": [
        "mine.toml:12: mandates[0].readings[0].qualifies.designed-in (x-mandate): no place has the slug 'cn'; nearest: 'CN' [unknown-name]",
    ],
    "chip unknown in a condition": [
        "mine.toml:12: mandates[0].readings[0].qualifies.chip (x-mandate): no chip has the slug 'H20'; nearest: 'nvidia-h20' [unknown-name]",
    ],
    "kind misspelt in a condition": [
        "mine.toml:10: mandates[0].scope.kind (x-mandate): unknown value 'ai-data-center'; nearest: 'ai-data-centre'; allowed: data-centre, ai-data-centre, supercomputer, cloud-region, laboratory [unknown-term]",
    ],
    "month for a day in a condition": [
        "mine.toml:10: mandates[0].scope.commissioned-from (x-mandate): a day is needed such as 2027-12-31, got '2027-01' [not-a-date]",
    ],
    "measure misspelt": [
        "mine.toml:10: mandates[0].measure (x-mandate): unknown value 'unit'; nearest: 'units'; allowed: units, peak, tpp, power, spend [unknown-term]",
    ],
    "measure of two things": [
        "mine.toml:10: mandates[0].measure (x-mandate): exactly one measure is needed, got 2; write { peak = 'fp16' } or { spend = 'USD' } [not-one]",
    ],
    "measure in an unknown format": [
        "mine.toml:10: mandates[0].measure.peak (x-mandate): unknown value 'fp17'; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4 [unknown-term]",
    ],
    "peak without a format": [
        "mine.toml:10: mandates[0].measure (x-mandate): a peak, and only a peak, is measured in a number format such as { peak = 'fp16' } [wrong-measure]",
    ],
    "spend in an unknown currency": [
        "mine.toml:10: mandates[0].measure.spend (x-mandate): only a spend is measured in a currency, USD or CNY; got 'EUR' [wrong-measure]",
    ],
    "population misspelt": [
        "mine.toml:10: mandates[0].population (x-mandate): not a population: 'stocks'; nearest: 'stock'; allowed: stock, stock-and-orders, { additions-since = 2027-01-01 }, { purchases-since = 2027-01-01 } [unknown-term]",
    ],
    "additions since a year": [
        "mine.toml:10: mandates[0].population.additions-since (x-mandate): a day is needed such as 2027-12-31, got '2027' [not-a-date]",
    ],
    "level misspelt": [
        "mine.toml:10: mandates[0].level (x-mandate): unknown value 'facilty'; nearest: 'facility'; allowed: facility, operator, place, nation, programme [unknown-term]",
    ],
    "level as a number": [
        "mine.toml:10: mandates[0].level (x-mandate): unknown value 1; allowed: facility, operator, place, nation, programme [unknown-term]",
    ],
    "scope as a list": [
        "mine.toml:10: mandates[0].scope (x-mandate): a table is needed, got [{'located-in': 'CN'}] [wrong-type]",
    ],
    "place of a mandate misspelt": [
        "mine.toml:10: mandates[0].place (x-mandate): no place has the slug 'CN-GDD'; nearest: 'CN-GD' [unknown-name]",
    ],
    "mandate without a source": [
        "mine.toml:8: mandates[0].sources (x-mandate): at least one source is needed; name its slug in a list [no-source]",
    ],
    "broken TOML": [
        "mine.toml:1: not TOML from column 8 on: expected ']]' at the end of an array declaration [not-toml]",
    ],
    "value missing": [
        "mine.toml:2: not TOML from column 7 on: invalid value [not-toml]",
    ],
    "duplicate key": [
        "mine.toml:3: sources[0].slug: the key 'slug' stands twice [twice]",
    ],
    "duplicate key in a table on one line": [
        "mine.toml:2: chips[0].rates.fp16: the key 'fp16' stands twice [twice]",
    ],
    "duplicate table": [
        "mine.toml:3: chips[0].cited: the key 'cited' stands twice [twice]",
    ],
    "broken JSON": [
        "mine.json:1: not JSON from column 12 on: expecting value [not-json]",
    ],
    "duplicate key in JSON": [
        "mine.json:1: chips[0].slug: the key 'slug' stands twice [twice]",
    ],
    "NaN in JSON": [
        "mine.json:1: chips[0].power (x): not a power: nan; write text with a unit such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [wrong-dimension]",
    ],
    "list on top in JSON": [
        "mine.json: a table is needed, got [{'slug': 'x'}] [wrong-type]",
    ],
    "JSON nested too deep": [
        "mine.json: nested too deep to be read [too-deep]",
    ],
    "empty file": [
        "mine.toml: holds no entry; allowed: sources, places, vendors, chips, lists, claims, transformers, utilisations, facilities, mandates, incentives, rules, observations, events [empty]",
    ],
    "empty JSON file": [
        "mine.json:1: not JSON from column 1 on: expecting value [not-json]",
    ],
    "not UTF-8": [
        "mine.toml:2: not UTF-8 text: byte 0xff [unreadable]",
    ],
    "another ending": [
        "mine.yaml: not the ending of a catalogue's file: '.yaml'; allowed: .toml, .json, .csv [unknown-format]",
    ],
    "missing file": [
        "mime.toml: cannot be read: No such file or directory; nearest: 'mine.toml' [unreadable]",
    ],
    "none of Epoch AI's files": [
        "mine.csv: is neither of Epoch AI's files: its heading has no 'Hardware name' and no 'H100 equivalents' [unknown-format]",
    ],
    "text for deployments": [
        "deployments: not a sequence of Deployment: 'h20' [wrong-type]",
    ],
    "boolean for a count": [
        "count: not a count: True; write a whole number, or text such as '10000..14000' [not-a-count]",
    ],
    "float for a count": [
        "count: not a count: 3.7; write a whole number, or text such as '10000..14000' [not-a-count]",
    ],
    "slug for a chip": [
        "chip: not a Chip: 'nvidia-h20' [wrong-type]",
    ],
    "text for aliases": [
        "aliases: a list is needed, got 'Y' [wrong-type]",
    ],
    "number for a note": [
        "note: text is needed, got 3 [wrong-type]",
    ],
    "figure without a unit": [
        "power: not a power: 400; write text with a unit such as '400 W'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [wrong-dimension]",
    ],
    "rate in an unknown format": [
        "rates.fp17: unknown key; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4 [unknown-key]",
    ],
    "rate of another dimension": [
        "rates.fp16: not a rate: '1 W'; write one such as '148 TFLOP/s'; allowed: OP/s, FLOP/s, kOP/s, kFLOP/s, MOP/s, MFLOP/s, GOP/s, GFLOP/s, GMAC/s, TOP/s, TFLOP/s, TMAC/s, POP/s, PFLOP/s, PMAC/s, EOP/s, EFLOP/s, ZOP/s, ZFLOP/s [wrong-dimension]",
    ],
    "text for a place": [
        "place: not a Place: 'CN' [wrong-type]",
    ],
    "text for a parent of a place": [
        "parent: not a Place: 'CN' [wrong-type]",
    ],
    "number for a figure's text": [
        "a figure is text such as '148 TFLOP/s', '280..400 TFLOP/s', '320 (280..400) TFLOP/s' or '>= 1.4', got 3 [not-a-figure]",
    ],
    "nan": [
        "not a figure: nan [not-a-figure]",
    ],
    "number for a unit": [
        "not a unit: 7; write text such as 'TFLOP/s' [unknown-unit]",
    ],
    "date-time for a day": [
        "not a date: 2027-01-01T00:00:00; a date-time is no date [not-a-date]",
    ],
    "percent as an integer": [
        "not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%' [not-a-share]",
    ],
    "fraction beyond the whole": [
        "not a share: '7/5' is outside 0..1 [not-a-share]",
    ],
    "number for a schedule": [
        "not milestones: 3; write a table such as { 2027-12-31 = '70%' } [wrong-type]",
    ],
    "year for a milestone": [
        "2027: a day is needed such as 2027-12-31, got '2027' [not-a-date]",
    ],
    "interpolation unknown": [
        "unknown interpolation 'cubic'; allowed: linear [unknown-term]",
    ],
    "number format unknown": [
        "format: unknown value 'fp17'; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4 [unknown-term]",
    ],
    "number for a chip": [
        "chip: not a Chip: 3 [wrong-type]",
    ],
    "name for a reference": [
        "reference: not a Chip: 'H20' [wrong-type]",
    ],
    "number for a workload": [
        "workload: text is needed, got 3 [wrong-type]",
    ],
    "text for a truth": [
        "chain: true or false is needed, got 'yes' [wrong-type]",
    ],
    "number for a list of predicates": [
        "parts: a list of predicates is needed such as [Condition('designed-in', 'CN')], got 3 [wrong-type]",
    ],
    "text for a list of predicates": [
        "parts: a list of predicates is needed such as [Condition('designed-in', 'CN')], got 'designed-in' [wrong-type]",
    ],
    "text for a predicate": [
        "parts[0]: a predicate is needed such as Condition('designed-in', 'CN'), got 'x' [wrong-type]",
    ],
    "number for a predicate": [
        "part: a predicate is needed such as Condition('designed-in', 'CN'), got 3 [wrong-type]",
    ],
    "class for a predicate": [
        "part: a predicate is needed such as Condition('designed-in', 'CN'), got <class 'aichipcn.mandates.predicates.AllOf'> [wrong-type]",
    ],
    "list for a tag": [
        "tag: no condition is tagged []; allowed: designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [unknown-condition]",
    ],
    "tag misspelt": [
        "tag: no condition is tagged 'desinged-in'; nearest: 'designed-in'; allowed: designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [unknown-condition]",
    ],
    "list for a currency": [
        "only a spend is measured in a currency, USD or CNY; got [] [wrong-measure]",
    ],
    "text for a measure misspelt": [
        "measure: unknown value 'unit'; nearest: 'units'; allowed: units, peak, tpp, power, spend [unknown-term]",
    ],
    "text for aliases of a mandate": [
        "aliases: a list is needed, got 'abc' [wrong-type]",
    ],
    "number for a note of a mandate": [
        "note: text is needed, got 3 [wrong-type]",
    ],
    "number for the issuer of a mandate": [
        "issuer: text is needed, got 3 [wrong-type]",
    ],
    "number for a note of a reading": [
        "note: text is needed, got 3 [wrong-type]",
    ],
    "figure of a chip misspelt": [
        "no figure of a chip is named 'powr'; nearest: 'power'; allowed: name, designer, aliases, supplier, foundries, foundry-place, node, process, announced, released, status, market, memory, memory-type, memory-bandwidth, interconnect, pcie, power, die-area, package-area, dies, transistors, price, price-note, domestic-content, rates.fp64, rates.fp32, rates.tf32, rates.fp16, rates.bf16, rates.fp8, rates.fp4, rates.int32, rates.int16, rates.int8, rates.int4 [unknown-term]",
    ],
    "term misspelt": [
        "unknown value 'ai-data-center'; nearest: 'ai-data-centre'; allowed: data-centre, ai-data-centre, supercomputer, cloud-region, laboratory [unknown-term]",
    ],
    "chip unknown": [
        "no chip is named 'H2O'; nearest: 'H20' [unknown-name]",
    ],
    "number for a name": [
        "a chip is found by slug, name or alias, got 3 [wrong-type]",
    ],
    "list for a name": [
        "a chip is found by slug, name or alias, got [] [wrong-type]",
    ],
    "number for a collection": [
        "chips: not a Collection: 3 [wrong-type]",
    ],
    "number for a value": [
        "a catalogue does not hold 3; allowed: Source, Place, Vendor, Chip, CertifiedList, PerformanceClaim, Transformer, Utilisation, Facility, Mandate, Incentive, ExportRule, MarketObservation, PolicyEvent [wrong-type]",
    ],
    "source unknown": [
        "no source is named 'epoch-ml-hardwear'; nearest: 'epoch-ml-hardware' [unknown-name]",
    ],
    "number for a catalogue": [
        "other: not a Catalogue: 3 [wrong-type]",
    ],
    "number for a path": [
        "a path of a file is needed, got 3 [wrong-type]",
    ],
    "ending of no file": [
        "a catalogue is not saved as 'mine.yaml'; allowed: .json, .toml [unknown-format]",
    ],
    "number to save": [
        "a catalogue or a sequence of values is saved, got 3 [wrong-type]",
    ],
    "nothing to save": [
        "there is nothing to save [empty]",
    ],
}
