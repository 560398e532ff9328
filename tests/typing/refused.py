"""What a checker refuses: every line is an error that mypy must find, or its comment is one too. Never run.

A door that stops refusing what it should leaves a comment that nothing needs, which strict mypy reports.
"""

from datetime import date
from fractions import Fraction

import aichipcn as acn
from aichipcn.model.chips import Citation, RivalReport
from aichipcn.model.collection import Collection
from aichipcn.model.facilities import StatedCompute, StatedShare
from aichipcn.model.vendors import Supply

catalogue = acn.load_catalogue()
chip, place, vendor = catalogue.chips["H20"], catalogue.places["CN"], catalogue.vendors["huawei"]
source = next(iter(catalogue.sources))
condition = acn.Condition("designed-in", "CN")
schedule = acn.Schedule({"2027-12-31": "70%"})
reading = acn.Reading(name="r", qualifies=condition)

# -- what is needed

acn.Source(title="T", publisher="P")  # type: ignore[call-arg]
acn.Source(slug="s", publisher="P")  # type: ignore[call-arg]
acn.Source(slug="s", title="T")  # type: ignore[call-arg]
acn.Place(name="P")  # type: ignore[call-arg]
acn.Place(code="CN")  # type: ignore[call-arg]
acn.Vendor(name="V")  # type: ignore[call-arg]
acn.Chip(slug="c")  # type: ignore[call-arg]
acn.Facility()  # type: ignore[call-arg]
acn.Facility(name="F")  # type: ignore[call-arg]
acn.Facility(slug="f")  # type: ignore[call-arg]
acn.Fleet(slug="f")  # type: ignore[call-arg]
acn.PerformanceClaim(slug="c", chip=chip)  # type: ignore[call-arg]
acn.PerformanceClaim(slug="c", reference=chip)  # type: ignore[call-arg]
acn.MarketObservation(slug="o", metric="m", subject="S")  # type: ignore[call-arg]
acn.PolicyEvent(slug="e", title="T")  # type: ignore[call-arg]
acn.Mandate(slug="m", title="M", readings=[reading])  # type: ignore[call-arg]
acn.Mandate(title="M", require=schedule, readings=[reading])  # type: ignore[call-arg]
acn.Mandate(slug="m", title="M", require=schedule)  # type: ignore[call-arg]
acn.Reading(qualifies=condition)  # type: ignore[call-arg]
acn.Condition("designed-in")  # type: ignore[call-arg]
acn.AnyOf()  # type: ignore[call-arg]
acn.Not()  # type: ignore[call-arg]
acn.Peak()  # type: ignore[call-arg]
acn.AdditionsSince()  # type: ignore[call-arg]
acn.ClaimedPerformance(reference=chip)  # type: ignore[call-arg]
acn.ClaimedPerformance(claims=[])  # type: ignore[call-arg]
acn.Equivalents(reference=chip)  # type: ignore[call-arg]
Citation(sources=[source])  # type: ignore[call-arg]
RivalReport(figure="power")  # type: ignore[call-arg]
StatedShare()  # type: ignore[call-arg]
StatedCompute()  # type: ignore[call-arg]
Supply()  # type: ignore[call-arg]

# -- what there is not

acn.Chip(slug="c", name="C", pwer="400 W")  # type: ignore[call-arg]
acn.Facility(slug="f", name="F", holdings=())  # type: ignore[call-arg]
acn.Place(code="CN", name="China", chain=("CN",))  # type: ignore[call-arg]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], origin=catalogue)  # type: ignore[call-arg]
acn.Peak("fp16", memo={})  # type: ignore[call-arg]
acn.Facility(slug="f", name="F").name = "G"  # type: ignore[misc]

# -- texts

acn.Source(slug=3, title="T", publisher="P")  # type: ignore[arg-type]
acn.Source(slug="s", title="T", publisher=None)  # type: ignore[arg-type]
acn.Source(slug="s", title="T", publisher="P", url=3)  # type: ignore[arg-type]
acn.Source(slug="s", title="T", publisher="P", note=None)  # type: ignore[arg-type]
acn.Place(code=3, name="P")  # type: ignore[arg-type]
acn.Vendor(slug="v", name="V", aliases=3)  # type: ignore[arg-type]
acn.Vendor(slug="v", name="V", aliases=[3])  # type: ignore[list-item]
acn.Vendor(slug="v", name="V", aliases={"V"})  # type: ignore[arg-type]
acn.Vendor(slug="v", name="V", parent=vendor)  # type: ignore[arg-type]
Citation(figure=3)  # type: ignore[arg-type]
RivalReport(figure="power", value=400)  # type: ignore[arg-type]
Supply(customer=vendor)  # type: ignore[arg-type]

# -- figures, numbers and dates

acn.Chip(slug="c", name="C", power=400)  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", memory=Fraction(64))  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", node=7.0)  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", price=16854)  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", transistors=[1])  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", dies="2")  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", rates={"fp16": 148})  # type: ignore[dict-item]
acn.Chip(slug="c", name="C", rates={16: "148 TFLOP/s"})  # type: ignore[dict-item]
acn.Chip(slug="c", name="C", rates="148 TFLOP/s")  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", released=2025)  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", commissioned=2025.5)  # type: ignore[arg-type]
acn.Deployment(count=1.5)  # type: ignore[arg-type]
acn.Deployment(compute=3e18)  # type: ignore[arg-type]
acn.PerformanceClaim(slug="c", chip=chip, reference=chip, ratio=date(2025, 1, 1))  # type: ignore[arg-type]
acn.MarketObservation(slug="o", metric="m", subject="S", value=None)  # type: ignore[arg-type]
acn.MarketObservation(slug="o", metric="m", subject="S", value="1", forecast="yes")  # type: ignore[arg-type]
StatedShare(value=0.85)  # type: ignore[arg-type]
StatedCompute(value=None)  # type: ignore[arg-type]
acn.AdditionsSince(2027)  # type: ignore[arg-type]

# -- terms

acn.Facility(slug="f", name="F", kind=3)  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", kind=acn.Level.FACILITY)  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", status=None)  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", funding=3)  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", status=True)  # type: ignore[arg-type]
acn.Vendor(slug="v", name="V", roles=[3])  # type: ignore[list-item]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], level=1)  # type: ignore[arg-type]
acn.Measure(3)  # type: ignore[arg-type]
acn.Measure("peak", 16)  # type: ignore[arg-type]
acn.Measure("spend", currency=3)  # type: ignore[arg-type]
acn.Peak(16)  # type: ignore[arg-type]
acn.FacilityKind(3)  # type: ignore[arg-type]

# -- references and parts

acn.Place(code="CN-SH", name="Shanghai", parent="CN")  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", designer="huawei")  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", foundries=vendor)  # type: ignore[arg-type]
acn.Chip(slug="c", name="C", foundries=["smic"])  # type: ignore[list-item]
acn.Chip(slug="c", name="C", cited=[source])  # type: ignore[list-item]
acn.Deployment(chip="nvidia-h20")  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", place="CN")  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", deployments="h20")  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", deployments=[chip])  # type: ignore[list-item]
acn.Facility(slug="f", name="F", deployments=acn.Deployment())  # type: ignore[arg-type]
acn.Facility(slug="f", name="F", sources=["survey"])  # type: ignore[list-item]
acn.Fleet(slug="f", name="F", facilities=[acn.Deployment()])  # type: ignore[list-item]
acn.PolicyEvent(slug="e", title="T", kind="finding", chips=[vendor])  # type: ignore[list-item]
acn.ClaimedPerformance(reference="H20", claims=[])  # type: ignore[arg-type]
acn.ClaimedPerformance(reference=chip, claims=[chip])  # type: ignore[list-item]
acn.ClaimedPerformance(reference=chip, claims=[], chain="yes")  # type: ignore[arg-type]
acn.ClaimedPerformance(reference=chip, claims=[], workload=3)  # type: ignore[arg-type]
acn.Equivalents(reference=chip, by="fp16")  # type: ignore[arg-type]
acn.Peak("fp16").rate("H20")  # type: ignore[arg-type]

acn.Catalogue(chips=[chip])  # type: ignore[arg-type]
Collection("chip", 3)  # type: ignore[arg-type]
Collection(3, [chip])  # type: ignore[arg-type]

# -- mandates

acn.AllOf(3)  # type: ignore[arg-type]
acn.AllOf(["x"])  # type: ignore[list-item]
acn.AnyOf(condition)  # type: ignore[arg-type]
acn.Not("x")  # type: ignore[arg-type]
acn.Condition(3, "CN")  # type: ignore[arg-type]
acn.Condition("designed-in", 3.5)  # type: ignore[arg-type]
acn.Reading(name="r", qualifies="designed-in")  # type: ignore[arg-type]
acn.Reading(name="r", qualifies=condition, require="70%")  # type: ignore[arg-type]
acn.Reading(name="r", qualifies=condition, note=3)  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require="70%", readings=[reading])  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[condition])  # type: ignore[list-item]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], scope="CN")  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], population="stock")  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], measure=3)  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], issuer=3)  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], aliases=3)  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], note=3)  # type: ignore[arg-type]
acn.Mandate(slug="m", title="M", require=schedule, readings=[reading], verified=2027)  # type: ignore[arg-type]

# -- export rules

acn.classify(3, on=date(2025, 5, 1))  # type: ignore[arg-type]
acn.classify("H20", on="2025-05-01")  # type: ignore[arg-type]
acn.classify("H20")  # type: ignore[call-arg]
acn.obtainable("H20", on=date(2025, 5, 1), by=3)  # type: ignore[arg-type]
acn.figure_of("H20", "tpp")  # type: ignore[arg-type]
acn.Paragraph(name="P", when="tpp >= 4800")  # type: ignore[arg-type]
acn.Review(policy=3)  # type: ignore[arg-type]
