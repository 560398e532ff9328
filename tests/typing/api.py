"""How the library is used from typed code: checked by mypy strict, never run.

Every kind of value is made, every question asked, and each answer put to the type that its documentation promises.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_type

import attrs
import pint

import aichipcn as acn
from aichipcn.catalogue.epoch import Imported
from aichipcn.compliance.deciding import DecidingFact
from aichipcn.compliance.gap import Shortfall
from aichipcn.compute.claims.paths import Contradiction
from aichipcn.compute.effective import Contribution, Model, Uncounted
from aichipcn.errors import ExtensionError
from aichipcn.mandates.cases import Case, Fact
from aichipcn.mandates.measures import AnyMeasure, Quantum
from aichipcn.mandates.populations import Population
from aichipcn.mandates.predicates import Predicate, unknown_fields
from aichipcn.mandates.readings import StatedShareUse
from aichipcn.mandates.schedule import Requirement
from aichipcn.mandates.standing import LegalForce, MandateStatus
from aichipcn.model.chips import ChipStatus, Citation, Market, Rates, RivalReport
from aichipcn.model.claims import ClaimKind
from aichipcn.model.collection import Collection
from aichipcn.model.facilities import Extent, FacilityStatus, Funding, Inventory, StatedCompute, StatedShare
from aichipcn.model.observations import EventKind
from aichipcn.model.vendors import Role, Supply
from aichipcn.values.dates import DateRange

# -- the catalogue and looking things up

catalogue = acn.load_catalogue()
assert_type(catalogue, acn.Catalogue)
assert_type(acn.load_catalogue("mine.toml", Path("yours.json")), acn.Catalogue)
for checked in acn.check_files("mine.toml", Path("yours.json")):
    assert_type(checked.file, str)
    assert_type(checked.entries, Mapping[str, int])
    assert_type(checked.problems, tuple[acn.AichipcnError, ...])
    assert_type([(problem.line, problem.code) for problem in checked.problems], list[tuple[int | None, str]])
assert_type(catalogue.chips, Collection[acn.Chip])
assert_type(catalogue.chips["H20"], acn.Chip)
assert_type(catalogue.chips.get("H20"), acn.Chip | None)
assert_type(catalogue.vendors["huawei"], acn.Vendor)
assert_type(catalogue.places["CN-SH"], acn.Place)
assert_type(catalogue.mandates["shanghai-2027"], acn.Mandate)
assert_type(catalogue.facilities["Qinghai"], acn.Facility)
assert_type(next(iter(catalogue.claims)), acn.PerformanceClaim)
assert_type(next(iter(catalogue.observations)), acn.MarketObservation)
assert_type(next(iter(catalogue.events)), acn.PolicyEvent)
assert_type(next(iter(catalogue.sources)), acn.Source)
assert_type("H20" in catalogue.chips, bool)
assert_type(Collection("chip", [catalogue.chips["H20"]]), Collection[acn.Chip])
assert_type(catalogue.citing("nikkei-2025-08-21"), Iterator[tuple[str, str, str]])
assert_type(catalogue.fingerprint, str)

# -- figures

rate = acn.Estimate.parse("280..400 TFLOP/s")
assert_type(rate, acn.Estimate)
assert_type(acn.Estimate.point(0.85), acn.Estimate)
assert_type(rate < acn.Estimate.parse("300 TFLOP/s"), acn.Ternary)
assert_type(rate + rate, acn.Estimate)
assert_type(rate * 2, acn.Estimate)
assert_type(2 * rate, acn.Estimate)
assert_type(rate.magnitude("TFLOP/s"), tuple[int | Fraction, int | Fraction | None])
assert_type(rate.central, int | Fraction | None)
assert_type(rate.is_point, bool)
assert_type(acn.Ternary.of(None) & acn.Ternary.TRUE | ~acn.Ternary.FALSE, acn.Ternary)
watts: acn.Estimate = acn.Estimate.of(acn.quantity(700, "W"))

# -- every kind of value

source = acn.Source(
    slug="survey", title="Survey", publisher="P", published=DateRange.parse("2026-01"), confidence=acn.Confidence.PRESS
)
place = acn.Place(code="CN-SH/lingang", name="Lingang", parent=catalogue.places["CN-SH"])
vendor = acn.Vendor(slug="example", name="Example", place=place, roles=(Role.DESIGNER,), sources=(source,))
chip = acn.Chip(
    slug="example-x1",
    name="Example X1",
    designer=vendor,
    foundries=(catalogue.vendors["smic"],),
    rates={"fp16": "280..400 TFLOP/s"},
    power=acn.Estimate.parse("400 W"),
    released=DateRange.parse("2025-H2"),
    cited=(Citation(figure="power", sources=(source,)),),
    conflicts=(RivalReport(figure="power", value="350 W", sources=(source,)),),
    sources=(source,),
)
deployment = acn.Deployment(chip=chip, count=12_000, installed=DateRange.parse("2026-Q1"))
ranged = acn.Deployment(designer=vendor, count="4000..5000")
facility = acn.Facility(
    slug="lingang",
    name="Lingang",
    place=place,
    kind=acn.FacilityKind.AI_DATA_CENTRE,
    commissioned=DateRange.parse(date(2025, 6, 1)),
    funding=(Funding.STATE,),
    deployments=(deployment, ranged),
    stated_shares=(StatedShare(value=">= 85%", sources=(source,)),),
    stated_compute=(StatedCompute(value="6.7 EFLOP/s", format=acn.NumberFormat.FP16),),
)
fleet = acn.Fleet(slug="both", name="Both", facilities=(facility, catalogue.facilities["Qinghai"]))
claim = acn.PerformanceClaim(
    slug="x1-h20", chip=chip, reference=catalogue.chips["H20"], ratio=acn.Estimate.parse(">= 1.4"), sources=(source,)
)
observation = acn.MarketObservation(
    slug="o", metric="share", subject="Market", value=acn.Estimate.parse("42%"), forecast=True
)
event = acn.PolicyEvent(slug="e", title="Something", kind=EventKind.GUIDANCE, chips=(chip,))

assert_type(chip.rate(acn.NumberFormat.FP16), acn.Estimate)
assert_type(chip.rates[acn.NumberFormat.FP16], acn.Estimate)
assert_type(chip.power, acn.Estimate | None)
assert_type(chip.designer, acn.Vendor | None)
assert_type(chip.foundries, tuple[acn.Vendor, ...])
assert_type(chip.released, DateRange | None)
assert_type(chip.sources_of("power"), tuple[acn.Source, ...])
assert_type(chip.value_of("power"), object)
assert_type(deployment.count, acn.Estimate)
assert_type(facility.running(date(2027, 1, 1)), acn.Ternary)
assert_type(attrs.evolve(facility, name="Another"), acn.Facility)

# -- the same, as people write it: texts, dates, numbers, quantities, lists and generators

papers = [acn.Source(slug="paper", title="Paper", publisher="P", published="2026-01", confidence="press")]
lone = acn.Source(slug="l", title="L", publisher="P", published=date(2026, 1, 2), url=None, licence="MIT", note="")
firm = acn.Vendor(
    slug="firm",
    name="Firm",
    aliases=["F"],
    parent="example",
    roles=["designer", Role.FOUNDRY],
    entity_list_since=date(2022, 12, 15),
    supplies=[Supply(customer="baidu", use="inference", sources=papers)],
    sources=(paper for paper in papers),
    confidence="rumour",
)
watts_elsewhere = pint.UnitRegistry().Quantity(400.0, "W")
written = acn.Chip(
    slug="written",
    name="Written",
    aliases=("W",),
    foundries=[firm],
    foundry_place=None,
    node="7 nm",
    process=None,
    announced="2025",
    released=date(2025, 9, 18),
    status="shipping",
    market=Market.DATA_CENTRE,
    rates={acn.NumberFormat.FP16: "148 TFLOP/s", acn.NumberFormat.FP8: acn.Estimate.parse("296 TFLOP/s")},
    memory="64 GB",
    memory_bandwidth=acn.quantity(1.6, "TB/s"),
    interconnect=None,
    power=watts_elsewhere,
    die_area="665.61 mm**2",
    dies=2,
    transistors=5e10,
    price="16854 USD",
    sources=papers,
    confidence=acn.Confidence.PRESS,
)
by_name: dict[str, str] = {"fp16": "148 TFLOP/s"}
by_format: dict[acn.NumberFormat, acn.Estimate] = dict(written.rates)
either_way: dict[str | acn.NumberFormat, str | acn.Estimate] = {"fp16": "1 TFLOP/s", acn.NumberFormat.FP8: rate}
for table in (by_name, by_format, either_way, written.rates):
    acn.Chip(slug="c", name="C", rates=table)
names: Sequence[str] = ["D"]
acn.Chip(slug="d", name="D", aliases=names)

site = acn.Facility(
    slug="site",
    name="Site",
    place=catalogue.places["CN-SH"],
    kind="ai-data-centre",
    operator=firm,
    commissioned=date(2025, 6, 1),
    status="installing",
    extent="site",
    funding="state",
    deployments=[
        acn.Deployment(chip=written, count=12_000, installed="2026-Q1", retired=date(2029, 1, 1), format="fp16"),
        acn.Deployment(designer=firm, count=acn.Estimate(4000, 5000), compute="3 EFLOP/s", sources=papers),
        acn.Deployment(),
    ],
    inventory="partial",
    stated_shares=[StatedShare(value=acn.Estimate.parse(">= 85%"), of="units", as_of="2026", sources=papers)],
    stated_compute=[StatedCompute(value=acn.Estimate.parse("6.7 EFLOP/s"), format="fp16", as_of=date(2026, 1, 1))],
    sources=papers,
    confidence="official",
)
acn.Facility(slug="s", name="S", commissioned="2025-06", funding=["state", Funding.PRIVATE], kind=None)
acn.Fleet(slug="fleet", name="Fleet", facilities=catalogue.facilities)
acn.Fleet(slug="fleet", name="Fleet", facilities=[site, facility])
for ratio in (0.85, 1, Fraction(17, 20), "0.8..0.9", acn.Estimate.point(0.85), None):
    acn.PerformanceClaim(
        slug="c", chip=chip, reference=written, ratio=ratio, kind="comparison", published="2025-08-21", sources=papers
    )
acn.MarketObservation(
    slug="o",
    metric="share",
    subject="Market",
    value="42%",
    period="2025-H2",
    published=date(2026, 1, 2),
    vendors=[firm],
)
acn.PolicyEvent(slug="e", title="Something", kind="guidance", on=date(2026, 1, 2), chips=[chip], sources=papers)

assert_type(lone.published, DateRange | None)
assert_type(lone.url, str | None)
assert_type(firm.aliases, tuple[str, ...])
assert_type(firm.roles, tuple[Role, ...])
assert_type(firm.parent, str | None)
assert_type(firm.supplies, tuple[Supply, ...])
assert_type(firm.confidence, acn.Confidence | None)
assert_type(written.status, ChipStatus | None)
assert_type(written.rates, Rates)
assert_type(written.memory, acn.Estimate | None)
assert_type(written.price, acn.Estimate | None)
assert_type(written.dies, int | None)
assert_type(written.sources, tuple[acn.Source, ...])
assert_type(written.cited, tuple[Citation, ...])
assert_type(written.conflicts, tuple[RivalReport, ...])
assert_type(site.place, acn.Place | None)
assert_type(site.kind, acn.FacilityKind | None)
assert_type(site.commissioned, DateRange | None)
assert_type(site.status, FacilityStatus)
assert_type(site.extent, Extent)
assert_type(site.inventory, Inventory)
assert_type(site.funding, tuple[Funding, ...])
assert_type(site.deployments, tuple[acn.Deployment, ...])
assert_type(site.stated_shares[0].value, acn.Estimate)
assert_type(site.stated_compute[0].format, acn.NumberFormat | None)
assert_type(claim.kind, ClaimKind)
assert_type(claim.ratio, acn.Estimate | None)
assert_type(observation.value, acn.Estimate)
assert_type(observation.forecast, bool)
assert_type(event.kind, EventKind)
assert_type(event.on, DateRange | None)
assert_type(acn.FacilityKind("ai-data-centre"), acn.FacilityKind)
kind_in_files: str = acn.FacilityKind.AI_DATA_CENTRE.value

# -- a predicate of one's own


@attrs.frozen
class MemoryAtLeast:
    """Chips with at least so much memory."""

    least: acn.Estimate

    @property
    def reads(self) -> tuple[str, ...]:
        return ("chip.memory",)

    def holds(self, case: Case) -> acn.Ternary:
        memory = case.chip.memory if case.chip else None
        return acn.Ternary.UNKNOWN if memory is None else memory >= self.least

    def describe(self) -> str:
        return f"with at least {self.least} of memory"

    def missing(self, case: Case) -> tuple[Fact, ...]:
        return unknown_fields(self, case)


own: Predicate = MemoryAtLeast(acn.Estimate.parse("64 GB"))
combined: Predicate = acn.AllOf((own, acn.Not(acn.AnyOf((acn.Condition("made-by", "nvidia"),)))))

# -- mandates

mandate = acn.Mandate(
    slug="mine",
    title="Mine",
    require=acn.Schedule({date(2027, 1, 1): "50%", date(2028, 1, 1): Fraction(9, 10)}, interpolate="linear"),
    readings=(
        acn.Reading(name="designed", qualifies=acn.Condition("designed-in", "CN")),
        acn.Reading(name="large", qualifies=combined, require=acn.Schedule((acn.Milestone(date(2028, 1, 1), "80%"),))),
    ),
    level=acn.Level.OPERATOR,
    scope=acn.Condition("located-in", "CN-SH"),
    population=acn.AdditionsSince(date(2027, 1, 1)),
    measure=acn.Measure("peak", acn.NumberFormat.FP16),
)
plain = acn.Mandate(
    slug="plain",
    title="Plain",
    require=acn.Schedule({"2027-12-31": "70%"}),
    readings=[acn.Reading(name="all", qualifies=acn.AllOf(), scope=acn.Condition("kind", "laboratory"), note="N")],
    issuer="Ministry",
    place=catalogue.places["CN"],
    legal_force="guidance",
    level="place",
    scope=acn.AnyOf([own, acn.Condition("commissioned-from", date(2027, 1, 1))]),
    population=acn.AdditionsSince("2027-01-01"),
    measure="power",
    status="in-force",
    verified=date(2027, 1, 1),
    aliases=["P"],
    sources=papers,
    confidence="press",
)
acn.Measure("spend", currency="CNY")
acn.Measure("peak", "fp16")
acn.Condition("extent", Extent.SITE)
assert_type(plain.measure, AnyMeasure)
power = acn.Measure("power")
assert_type(power.quantum, Quantum)
assert_type(power.format, acn.NumberFormat | None)
assert_type(power.currency, str | None)
assert_type(plain.level, acn.Level)
assert_type(plain.legal_force, LegalForce | None)
assert_type(plain.status, MandateStatus)
assert_type(plain.issuer, str | None)
assert_type(plain.verified, DateRange | None)
assert_type(plain.aliases, tuple[str, ...])
assert_type(plain.readings, tuple[acn.Reading, ...])
assert_type(plain.readings[0].scope, Predicate | None)
assert_type(plain.readings[0].stated_shares, StatedShareUse)
assert_type(plain.population, Population)
assert_type(acn.AllOf([own]).parts, tuple[Predicate, ...])
assert_type(mandate.reading("large"), acn.Reading)
assert_type(mandate.sentence(), str)
assert_type(mandate.require, Requirement)
assert_type(mandate.require.next_after(date(2027, 6, 1)), acn.Milestone | None)
rising = acn.Schedule({date(2027, 1, 1): 10_000}, bound="amount-at-least")
assert_type(rising.required(date(2027, 6, 1)), Fraction | acn.Estimate | None)
assert_type(rising.binding(date(2027, 6, 1)), acn.Milestone | None)
assert_type(rising.threshold(date(2027, 6, 1)), acn.Threshold | None)
stock: acn.Mandate = attrs.evolve(mandate, population=acn.Stock())

# -- verdicts

verdict = acn.assess(facility, mandate, on=date(2027, 12, 31), reading="large", as_if_in_scope=True)
assert_type(verdict, acn.Assessment)
assert_type(acn.assess(fleet, mandate, on=date(2027, 12, 31)), acn.Assessment)
assert_type(acn.assess_all([facility], [mandate], on=date(2027, 12, 31)), tuple[acn.Assessment, ...])
assert_type(acn.assess_all(catalogue.facilities, catalogue.mandates, on=date(2027, 1, 1)), tuple[acn.Assessment, ...])
assert_type(verdict.status, acn.Status)
assert_type(verdict.share, Fraction | acn.Estimate | None)
assert_type(verdict.share_range, tuple[Fraction, Fraction] | None)
assert_type(verdict.required, Fraction | acn.Estimate | None)
assert_type(verdict.shortfall, Shortfall | None)
assert_type(verdict.headroom, int | Fraction | None)
assert_type(verdict.next_milestone, acn.Milestone | None)
assert_type(verdict.subject, acn.Facility | acn.Fleet)
assert_type(verdict.reading, acn.Reading)
assert_type(verdict.version, str)
assert_type(verdict.fingerprint, str)
assert_type(acn.deciding_facts(verdict), tuple[DecidingFact, ...])


def percent(verdict: acn.Assessment) -> float | None:
    """Each of the three forms of a share is told apart by its type."""
    match verdict.share:
        case Fraction() as exact:
            return float(exact)
        case acn.Estimate() as estimate:
            return float(estimate.low)
        case None:
            return None


if verdict.shortfall is not None:
    assert_type(verdict.shortfall.add, int | Fraction | None)
    assert_type(verdict.shortfall.swap, int | Fraction | None)

explanation = acn.explain(verdict)
assert_type(explanation, acn.Explanation)
assert_type(explanation.to_dict(), dict[str, Any])
assert_type(explanation.to_html(), str)
assert_type(str(explanation), str)

# -- what the hardware delivers

peak = acn.Peak(acn.NumberFormat.FP16)
claimed = acn.ClaimedPerformance(reference=catalogue.chips["H20"], claims=catalogue.claims, workload="llm-training")
result = acn.effective_compute(facility, claimed)
assert_type(result, acn.EffectiveCompute)
assert_type(acn.Peak("fp16").format, acn.NumberFormat)
assert_type(claimed.claims, tuple[acn.PerformanceClaim, ...])
assert_type(claimed.workload, str | None)
equivalents = acn.Equivalents(reference=catalogue.chips["H20"], by=peak)
assert_type(equivalents.by, Model)
assert_type(acn.effective_compute(fleet, peak, on=date(2027, 1, 1)), acn.EffectiveCompute)
assert_type(result.total, acn.Amount)
assert_type(result.total + result.total, acn.Amount)
assert_type(result.total.value, acn.Estimate)
assert_type(result.total.basis, acn.Basis)
assert_type(result.contributions, tuple[Contribution, ...])
assert_type(result.unknown, tuple[Uncounted, ...])
assert_type(result.stated, tuple[StatedCompute, ...])
assert_type(result.is_lower_bound, bool)
assert_type(claimed.rate(chip), acn.Estimate)
assert_type(claimed.contradictions(chip), tuple[Contradiction, ...])
assert_type(acn.tpp(chip), acn.Estimate | None)
assert_type(acn.performance_density(chip), acn.Estimate | None)


@attrs.frozen
class HalfOfPeak:
    """A model of one's own: half of the dense FP16 rate."""

    unit: str = "OP/s"
    basis: acn.Basis = acn.Basis("FLOP/s", "half of the FP16 peak, supposed")

    def rate(self, chip: acn.Chip) -> acn.Estimate:
        return chip.rate(acn.NumberFormat.FP16) * Fraction(1, 2)

    def reason(self, chip: acn.Chip) -> str | None:
        return None if acn.NumberFormat.FP16 in chip.rates else f"{chip} has no FP16 rate"


halves: Model = HalfOfPeak()
assert_type(acn.effective_compute(facility, halves), acn.EffectiveCompute)

# -- what others bring

vocabulary = acn.Vocabulary([HalfOfPeak]).with_(HalfOfPeak)
assert_type(vocabulary.tags("predicate"), tuple[str, ...])
assert_type(vocabulary.class_of("measure", "mine"), type | None)
assert_type(acn.find_extensions(), tuple[acn.Extension, ...])
extensions = acn.load_extensions(["acme-mandates"], strict=True)
assert_type(extensions, acn.Extensions)
assert_type(extensions.values, tuple[object, ...])
assert_type(extensions.files, tuple[str, ...])
assert_type(extensions.vocabulary, acn.Vocabulary)
assert_type(extensions.broken, tuple[ExtensionError, ...])
for wanted in (True, "acme-mandates", ["acme-mandates"], extensions):
    assert_type(acn.load_catalogue("mine.toml", vocabulary=vocabulary, extensions=wanted), acn.Catalogue)

# -- growing, comparing, saving, importing

bigger = catalogue.with_(source, vendor, chip, facility, claim, observation, event, mandate)
assert_type(bigger, acn.Catalogue)
assert_type(acn.diff(catalogue, bigger), tuple[str, ...])
acn.save([source, place, vendor, chip, facility, mandate], "mine.toml")
acn.save(bigger, Path("all.json"))
imported = acn.import_epoch("epoch_gpu_clusters.csv", country="China")
assert_type(imported, Imported)
assert_type(imported.reasons(), dict[str, int])

try:
    acn.load_catalogue("wrong.toml")
except acn.CatalogueError as error:
    problems: list[str] = [str(problem) for problem in error.problems]

known: acn.Catalogue = catalogue.known_by(date(2025, 8, 22))
left: list[str] = [f"{item.kind} {item.entry} {item.reason.value}" for item in catalogue.left_out(date(2025, 8, 22))]
public: date | None = catalogue.sources["trendforce-2025-08-21"].public_by
compared: acn.Comparison = acn.compare(catalogue, known, on=[date(2027, 12, 31)], mandates=["shanghai-2027"])
kinds: list[str] = [change.kind.value for change in compared.changes if change.after is None]
late: list[str] = [item.text for item in acn.stale(catalogue, date(2028, 6, 1)) if item.verified is None]
said: tuple[str, ...] = acn.coverage(catalogue, "Hainan").sentences


def amended(path: str) -> tuple[str, ...]:
    """An amendment read, compared and checked."""
    amendment: acn.Amendment = acn.read_amendment(path, catalogue)
    return (*amendment.diff, *acn.check_amendment(path), str(amendment.compare(date(2027, 12, 31))))


# -- what hardware delivers on a workload

model: acn.Transformer = catalogue.transformers["Llama 3.1 70B"]
measured: acn.Utilisation = catalogue.utilisations["palm-540b-mfu"]
decode = acn.Decode(transformer=model, batch=64, context=2048, weights="fp8")
training = acn.Training(transformer=model, batch=16, sequence=4096)
roofline = acn.Roofline(workload=decode, mfu=["50%", acn.Factor("90%", ["failures"])], mbu="60%")
assert_type(roofline.rate(chip), acn.Estimate)
assert_type(roofline.timing(chip), acn.Timing)
assert_type(acn.ridge(chip, "fp16"), acn.Estimate)
assert_type(acn.crossover(chip, chip, decode, along="context"), acn.Crossover)
for by in (roofline, acn.Peak("fp16"), acn.MemoryBandwidth(), acn.TotalProcessing(), acn.Utilised("bf16", measured)):
    assert_type(acn.effective_compute(facility, acn.Equivalents(reference=chip, by=by)), acn.EffectiveCompute)
    assert_type(acn.sample(facility, by, seed=1).quantile("95%"), acn.Estimate)
    assert_type(acn.frontier("20 MW", foreign=[chip], domestic=[chip], model=by), acn.Frontier)
cluster = acn.Cluster(of=acn.Peak("bf16"), chips=64, pipeline=acn.Pipeline(stages=8, microbatches=32))
assert_type(cluster.rate(chip), acn.Estimate)
assert_type(acn.equivalents_of(chip, chip, claims=catalogue.claims), tuple[acn.Equivalence, ...])
assert_type(acn.suitability(chip, "training", catalogue.claims).suits, acn.Ternary)
run = acn.TrainingRun.on(chip, "bf16", chips=2048, utilisation=measured, tokens="15e12", parameters="70e9")
assert_type(run.solve(), acn.TrainingRun)
days: acn.Estimate | None = run.solve().time

# -- export rules

on = date(2025, 5, 1)
classified = acn.classify("H20", on=on, destination=catalogue.places["CN"], end_use=acn.Use.MILITARY)
assert_type(classified, acn.Classification)
assert_type(classified.caught, acn.Ternary)
assert_type(classified.outcomes, tuple[acn.Outcome, ...])
caught_by: list[tuple[str, acn.Policy | None]] = [
    (catch.paragraph, catch.policy) for outcome in classified.outcomes for catch in outcome.catches
]
assert_type(acn.explain(classified), acn.Explanation)
derivation = acn.figure_of(chip, "performance-density")
assert_type(derivation.value, acn.Estimate | None)
assert_type(acn.explain(derivation), acn.Explanation)
assert_type(acn.tpp_of("156 TMAC/s", "fp16"), acn.Estimate)
rule = acn.ExportRule(
    slug="next",
    title="The next version",
    since=date(2027, 3, 1),
    destinations=acn.Condition("located-in", "CN"),
    paragraphs=[acn.Paragraph(name="3A090.a", when=acn.Condition("tpp", acn.Limit.parse(">= 4000", "TPP")))],
    reviews=[acn.Review(policy="case-by-case")],
)
assert_type(acn.classify(chip, on=date(2027, 3, 1), catalogue=catalogue.with_(rule)).short, str)
obtained: acn.Obtainable = acn.obtainable("H20", on=on, by="ByteDance")
hurdles: list[str] = [f"{item.kind.value} {item.truth}" for item in obtained.hurdles]
