"""Exactly what is said of each file of `bad_mandates`: line, path, message and code of each problem."""

MESSAGES = {
    "30 February": [
        "line 10: mandates[0].require.share-at-least.2027-02-30: no such date: '2027-02-30'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "a date of four parts": [
        "line 10: mandates[0].require.share-at-least.2015-01-02-03: not a date: '2015-01-02-03'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "a year alone": [
        "line 10: mandates[0].require.share-at-least.2027: a day is needed such as 2027-12-31, got '2027' [not-a-date]",
    ],
    "a key misspelt": [
        "line 10: mandates[0].levle: unknown key; nearest: 'level'; allowed: slug, title, issuer, place, legal-force, level, scope, population, among, measure, require, readings, exemptions, expires, supersedes, history, status, wording, verified, aliases, sources, confidence, note [unknown-key]",
    ],
    "a share in quotes within quotes": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: not a share: \"'70%'\"; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "70 as a share": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: not a share: 70; write it as text such as '70%', '0.7' or '7/10'; nearest: '70%' [not-a-share]",
    ],
    "a unit of bananas": [
        "line 19: chips[0].power: not a unit: 'bananas'; allowed: W, kW, MW, GW, TW, PW, EW, ZW [unknown-unit]",
    ],
    "NaN as a share": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: not a share: nan; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "a date that stands twice": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: the key '2027-12-31' stands twice [twice]",
    ],
    "a reference to nothing": [
        "line 10: mandates[0].place: no place has the slug 'CN-XX'; nearest: 'CN-XJ', 'CN-NX', 'CN-XZ' [unknown-name]",
    ],
    "a share of more than the whole": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: not a share: '170%' is outside 0..1 [not-a-share]",
    ],
    "a negative share": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: not a share: '-70%'; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "a date-time for a date": [
        "line 10: mandates[0].verified: not a date: 2027-01-01T10:00:00; a date-time is no date [not-a-date]",
    ],
    "a value that is left out": [
        "line 10: not TOML from column 45 on: invalid value [not-toml]",
    ],
    "a slug with a space": [
        "line 7: mandates[0].slug: not a slug: 'my mandate'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'my-mandate' [not-a-slug]",
    ],
    "no slug": [
        "line 6: mandates[0].slug: is missing; write one such as 'shanghai-2027' [missing-key]",
    ],
    "no title": [
        "line 6: mandates[0].title: is missing; write what it says, in words [missing-key]",
    ],
    "a blank title": [
        "line 8: mandates[0].title: text is needed, got ' ' [wrong-type]",
    ],
    "no sources": [
        "line 6: mandates[0].sources: at least one source is needed; name its slug in a list [no-source]",
    ],
    "an empty list of sources": [
        "line 9: mandates[0].sources: at least one source is needed; name its slug in a list [no-source]",
    ],
    "a text for sources": [
        "line 9: mandates[0].sources: a list is needed, got 'notice' [wrong-type]",
    ],
    "a source of no entry": [
        "line 9: mandates[0].sources[1]: no source has the slug 'notise'; nearest: 'notice' [unknown-name]",
    ],
    "a number for a source": [
        "line 11: mandates[0].sources[1]: the slug of a source is needed, got 7 [wrong-type]",
    ],
    "no requirement": [
        "line 6: mandates[0].require: is missing; write { share-at-least = { 2027-12-31 = '70%' } } [missing-key]",
    ],
    "a text for the requirement": [
        "line 10: mandates[0].require: a table is needed, got '70%' [wrong-type]",
    ],
    "no share in the requirement": [
        "line 10: mandates[0].require: says nothing of how much; write { share-at-least = { 2027-12-31 = '70%' } }; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from [missing-key]",
    ],
    "no milestone": [
        "line 10: mandates[0].require.share-at-least: a schedule needs at least one milestone [empty]",
    ],
    "a share misspelt": [
        "line 10: mandates[0].require: says nothing of how much; write { share-at-least = { 2027-12-31 = '70%' } }; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from [missing-key]",
        "line 10: mandates[0].require.share-at-lest: unknown key; nearest: 'share-at-least'; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from, interpolate [unknown-key]",
    ],
    "a milestone in a table of its own": [
        "line 12: mandates[0].require.interpolate: unknown interpolation 'liner'; nearest: 'linear'; allowed: linear [unknown-term]",
        "line 15: mandates[0].require.share-at-least.2027-12-31: not a share: '7O%'; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "a milestone by dotted keys": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: not a share: '70 percent'; write it as text such as '70%', '0.7' or '7/10' [not-a-share]",
    ],
    "milestones over several lines": [
        "line 11: mandates[0].require.share-at-least.2028-12: a day is needed such as 2027-12-31, got '2028-12' [not-a-date]",
    ],
    "a day in two spellings": [
        "line 10: mandates[0].require.share-at-least: two milestones on one date: 2027-12-31 [twice]",
    ],
    "interpolation by degrees": [
        "line 10: mandates[0].require.interpolate: unknown interpolation True; allowed: linear [unknown-term]",
    ],
    "no reading": [
        "line 6: mandates[0].readings: at least one reading is needed, saying what qualifies [empty]",
    ],
    "a table for the readings": [
        "line 11: mandates[0].readings: a list is needed, got {'name': 'designed'} [wrong-type]",
    ],
    "a text for a reading": [
        "line 11: mandates[0].readings[0]: a table is needed, got 'designed' [wrong-type]",
    ],
    "a reading without a name": [
        "line 12: mandates[0].readings[0].name: is missing; write a slug such as 'designed' [missing-key]",
    ],
    "a reading named in words": [
        "line 13: mandates[0].readings[0].name: not a slug: 'As designed'; write lower-case words joined by hyphens such as 'huawei-ascend-910b'; nearest: 'as-designed' [not-a-slug]",
    ],
    "a reading that says nothing": [
        "line 12: mandates[0].readings[0].qualifies: is missing; write { designed-in = 'CN' } [missing-key]",
    ],
    "two readings of one name": [
        "line 17: mandates[0].readings[1].name: 'designed' is taken by readings[0]; choose another [name-taken]",
    ],
    "a key of a reading misspelt": [
        "line 15: mandates[0].readings[0].qualfies: unknown key; nearest: 'qualifies'; allowed: name, qualifies, credit, require, scope, among, level, stated-shares, note [unknown-key]",
    ],
    "a condition misspelt": [
        "line 14: mandates[0].readings[0].qualifies.desinged-in: unknown condition; nearest: 'designed-in'; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [unknown-condition]",
    ],
    "two conditions at once": [
        "line 14: mandates[0].readings[0].qualifies: exactly one condition is needed, got 2; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [not-one]",
    ],
    "a condition of no key": [
        "line 14: mandates[0].readings[0].qualifies: exactly one condition is needed, got 0; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [not-one]",
    ],
    "a condition as a text": [
        "line 14: mandates[0].readings[0].qualifies: a table is needed, got 'CN' [wrong-type]",
    ],
    "a country in words": [
        "line 14: mandates[0].readings[0].qualifies.designed-in: no place has the slug 'China'; nearest: 'CN' [unknown-name]",
    ],
    "a country in lower case": [
        "line 14: mandates[0].readings[0].qualifies.designed-in: no place has the slug 'cn'; nearest: 'CN' [unknown-name]",
    ],
    "a list for a country": [
        "line 14: mandates[0].readings[0].qualifies.designed-in: the slug of a place is needed, got ['CN'] [wrong-type]",
    ],
    "any of nothing": [
        "line 14: mandates[0].readings[0].qualifies.any: 'any' needs at least one condition: without one it could never hold [empty]",
    ],
    "all of a table": [
        "line 14: mandates[0].readings[0].qualifies.all: a list is needed, got {'designed-in': 'CN'} [wrong-type]",
    ],
    "a list of conditions over several lines": [
        "line 16: mandates[0].readings[0].qualifies.all[1].made-by: no vendor has the slug 'huawai'; nearest: 'huawei' [unknown-name]",
        "line 17: mandates[0].readings[0].qualifies.all[2].not.chip: no chip has the slug 'H20'; nearest: 'nvidia-h20' [unknown-name]",
    ],
    "a scope of a kind misspelt": [
        "line 10: mandates[0].scope.kind: unknown value 'ai-data-center'; nearest: 'ai-data-centre'; allowed: data-centre, ai-data-centre, supercomputer, cloud-region, laboratory [unknown-term]",
    ],
    "a scope of a month": [
        "line 10: mandates[0].scope.commissioned-from: a day is needed such as 2027-12-31, got '2027-01' [not-a-date]",
    ],
    "a scope as a list": [
        "line 10: mandates[0].scope: a table is needed, got [{'located-in': 'CN'}] [wrong-type]",
    ],
    "a scope with funds misspelt": [
        "line 10: mandates[0].scope.all[1].funded-by: unknown value 'stat'; nearest: 'state'; allowed: state, private, mixed [unknown-term]",
    ],
    "a population misspelt": [
        "line 10: mandates[0].population: not a population: 'stocks'; nearest: 'stock'; allowed: stock, stock-and-orders, { additions-since = 2027-01-01 }, { purchases-since = 2027-01-01 } [unknown-term]",
    ],
    "additions since a year": [
        "line 10: mandates[0].population.additions-since: a day is needed such as 2027-12-31, got '2027' [not-a-date]",
    ],
    "a measure misspelt": [
        "line 10: mandates[0].measure: unknown value 'unit'; nearest: 'units'; allowed: units, peak, tpp, power, spend [unknown-term]",
    ],
    "a peak without a format": [
        "line 10: mandates[0].measure: a peak, and only a peak, is measured in a number format such as { peak = 'fp16' } [wrong-measure]",
    ],
    "a peak in a format misspelt": [
        "line 10: mandates[0].measure.peak: unknown value 'fp17'; nearest: 'fp16'; allowed: fp64, fp32, tf32, fp16, bf16, fp8, fp4, int32, int16, int8, int4 [unknown-term]",
    ],
    "two measures": [
        "line 10: mandates[0].measure: exactly one measure is needed, got 2; write { peak = 'fp16' } or { spend = 'USD' } [not-one]",
    ],
    "a spend in euros": [
        "line 10: mandates[0].measure.spend: only a spend is measured in a currency, USD or CNY; got 'EUR' [wrong-measure]",
    ],
    "a force misspelt": [
        "line 10: mandates[0].legal-force: unknown value 'guidence'; nearest: 'guidance'; allowed: law, regulation, guideline, guidance, target, request [unknown-term]",
    ],
    "a status misspelt": [
        "line 10: mandates[0].status: unknown value 'in force'; nearest: 'in-force'; allowed: reported, proposed, announced, adopted, in-force, lapsed [unknown-term]",
    ],
    "a confidence misspelt": [
        "line 10: mandates[0].confidence: unknown value 'offical'; nearest: 'official'; allowed: official, vendor-datasheet, press, analyst-estimate, rumour [unknown-term]",
    ],
    "verified on no date": [
        "line 10: mandates[0].verified: not a date: 'last year'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06' [not-a-date]",
    ],
    "a key in both spellings": [
        "line 11: mandates[0].legal-force: the key 'legal-force' stands twice [twice]",
    ],
    "a key twice": [
        "line 11: mandates[0].issuer: the key 'issuer' stands twice [twice]",
    ],
    "an alias that finds another": [
        "line 10: mandates[0].aliases: 'Beijing 2027' names 'beijing-2027' already; a name finds one mandate [name-taken]",
    ],
    "one mandate twice": [
        "line 17: mandates[1].slug: 'my-mandate' is taken by mine.toml: mandates[0]; choose another [name-taken]",
    ],
    "a single bracket": [
        "line 6: mandates: a list of tables is needed; write [[mandates]] [wrong-type]",
    ],
    "a list for a mandate": [
        "line 1: mandates[0]: a table is needed, got [] [wrong-type]",
    ],
    "no bound in the requirement": [
        "line 10: mandates[0].require: says nothing of how much; write { share-at-least = { 2027-12-31 = '70%' } }; allowed: share-at-least, share-more-than, share-at-most, share-less-than, ratio-at-least, amount-at-least, amount-at-most, none-from [missing-key]",
    ],
    "two bounds": [
        "line 10: mandates[0].require: exactly one bound is needed, got share-at-least and share-at-most [not-one]",
    ],
    "a ratio as a share": [
        "line 10: mandates[0].require.ratio-at-least.2027-12-31: not a ratio: '50%'; write one such as '1:2', one that qualifies for every two others [not-a-share]",
    ],
    "a ratio of nothing": [
        "line 10: mandates[0].require.ratio-at-least.2027-12-31: not a ratio: '0:2'; write one such as '1:2', one that qualifies for every two others [not-a-share]",
    ],
    "an amount with a unit misspelt": [
        "line 11: mandates[0].require.amount-at-most.2027-12-31: not a unit: 'mw'; write one such as 'TFLOP/s', 'GB', 'GB/s', 'W' or 'mm**2'; nearest: 'MW' [unknown-unit]",
    ],
    "an amount of another dimension": [
        "line 10: mandates[0].require: chips are not measured in the unit of '500 MW' [wrong-dimension]",
    ],
    "an amount that is a range": [
        "line 10: mandates[0].require.amount-at-least.2027-12-31: not an amount: '10..20'; a threshold is exact [not-a-figure]",
    ],
    "none from a month": [
        "line 10: mandates[0].require.none-from: a day is needed such as 2027-12-31, got '2027-12' [not-a-date]",
    ],
    "a milestone of its own source misspelt": [
        "line 13: mandates[0].require.share-at-least.2027-12-31.sources[0]: no source has the slug 'notise'; nearest: 'notice' [unknown-name]",
        "line 14: mandates[0].require.share-at-least.2027-12-31.status: unknown value 'adoptd'; nearest: 'adopted'; allowed: reported, proposed, announced, adopted, in-force, lapsed [unknown-term]",
    ],
    "a milestone without a value": [
        "line 11: mandates[0].require.share-at-least.2027-12-31.value: is missing; write how much, such as '70%' [missing-key]",
        "line 12: mandates[0].require.share-at-least.2027-12-31.source: unknown key; nearest: 'sources'; allowed: value, sources, status, verified, wording [unknown-key]",
    ],
    "from an unstated share day by day": [
        "line 10: mandates[0].require.share-at-least.2027-12-31: nothing runs day by day from or to an unstated figure [contradiction]",
    ],
    "additions until before they start": [
        "line 10: mandates[0].population.until: a window ends before it starts: 2027-01-01 to 2026-01-01 [wrong-range]",
    ],
    "effective compute of no model": [
        "line 10: mandates[0].measure.effective.model: no model is named 'clamed'; nearest: 'claimed' [unknown-term]",
    ],
    "effective compute in a chip misspelt": [
        "line 10: mandates[0].measure.effective.reference: no chip has the slug 'nvidia-h2O'; nearest: 'nvidia-h20' [unknown-name]",
    ],
    "a condition of which chips count misspelt": [
        "line 10: mandates[0].among.made-bi: unknown condition; nearest: 'made-by'; allowed: all, any, not, designed-in, produced-in, supplied-from, made-by, chip, certified-in, certified-when-bought, located-in, kind, funded-by, owned-by, operated-by, operator-in, operator-is, used-for, in-programme, stage, commissioned-from, commissioned-before, commissioned-within, completed-below, extent, chip-kind, marketed-for, tpp, performance-density, transfer-rate, total-bandwidth, memory-bandwidth-density, memory-bandwidth, interconnect, memory, power, die-area, node, transistors [unknown-condition]",
    ],
    "a grace period of half a day": [
        "line 10: mandates[0].scope.commissioned-within: a whole number of at least 1 is needed, got 0.5 [not-a-count]",
    ],
    "a certified list unheard of": [
        "line 10: mandates[0].scope.certified-in: no list has the slug 'no-list' [unknown-name]",
    ],
    "an exemption that says not when": [
        "line 16: mandates[0].exemptions[0].when: is missing; write { commissioned-before = 2025-11-05 } [missing-key]",
        "line 17: mandates[0].exemptions[0].effect: unknown value 'exemt'; nearest: 'exempt'; allowed: exempt, case-by-case [unknown-term]",
    ],
    "an exemption that ends before it starts": [
        "line 19: mandates[0].exemptions[0].until: an exemption ends before it starts: 2027-01-01 to 2026-01-01 [wrong-range]",
    ],
    "a history without a status": [
        "line 16: mandates[0].history[0].status: is missing; write one such as 'reported' [missing-key]",
        "line 17: mandates[0].history[0].since: not a date: '2025-8'; write '2025-09-18', '2025-09', '2025-Q3', '2025-H2', '2025' or '2024-01..2024-06'; nearest: '2025-08' [not-a-date]",
    ],
    "a mandate that supersedes another unheard of": [
        "line 10: mandates[0].supersedes[0]: no mandate has the slug 'my-other-mandate'; nearest: 'my-mandate' [unknown-name]",
    ],
    "expired in a year": [
        "line 10: mandates[0].expires: a day is needed such as 2027-12-31, got '2030' [not-a-date]",
    ],
    "neither a condition nor a credit": [
        "line 12: mandates[0].readings[0].qualifies: is missing; write { designed-in = 'CN' } [missing-key]",
    ],
    "a condition and a credit": [
        "line 12: mandates[0].readings[0]: reading designed needs either 'qualifies' or 'credit', to say what counts [not-one]",
    ],
    "a credit without tiers": [
        "line 14: mandates[0].readings[0].credit.tiers: a credit by tiers needs at least one [empty]",
    ],
    "a tier worth more than the whole": [
        "line 15: mandates[0].readings[0].credit.tiers[0].worth: not a share: '120%' is outside 0..1 [not-a-share]",
        "line 16: mandates[0].readings[0].credit.tiers[1].when: is missing; write { designed-in = 'CN' } [missing-key]",
    ],
    "an incentive without a benefit": [
        "line 6: incentives[0].benefit: is missing; write what is offered, in words [missing-key]",
        "line 9: incentives[0].kind: unknown value 'subsdy'; nearest: 'subsidy'; allowed: price-preference, subsidy, tax-relief, other [unknown-term]",
    ],
    "a quote that is left open": [
        "line 10: not TOML from column 18 on: illegal character '\\n' [not-toml]",
    ],
}
