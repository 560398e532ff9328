"""Values for the laws, built valid rather than filtered."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

import aichipcn as acn

CN = acn.Place(code="CN", name="China")
US = acn.Place(code="US", name="United States")
TW = acn.Place(code="TW", name="Taiwan")
HUAWEI = acn.Vendor(slug="huawei", name="Huawei", place=CN)
NVIDIA = acn.Vendor(slug="nvidia", name="NVIDIA", place=US)
SMIC = acn.Vendor(slug="smic", name="SMIC", place=CN)
TSMC = acn.Vendor(slug="tsmc", name="TSMC", place=TW)
ON = date(2027, 12, 31)


def chip(slug, designer, foundries=(), rate=None):
    return acn.Chip(slug=slug, name=slug, designer=designer, foundries=foundries, rates={"fp16": rate} if rate else {})


DOMESTIC = chip("domestic", HUAWEI, (SMIC,), "300 TFLOP/s")
MADE_ABROAD = chip("made-abroad", HUAWEI, (TSMC,), "200..400 TFLOP/s")
UNDISCLOSED = chip("undisclosed", HUAWEI, (), "100 TFLOP/s")
FOREIGN = chip("foreign", NVIDIA, (TSMC,), "148 TFLOP/s")
OPAQUE = chip("opaque", None, ())
CHIPS = (DOMESTIC, MADE_ABROAD, UNDISCLOSED, FOREIGN, OPAQUE)

DESIGNED = acn.Condition("designed-in", "CN")
PRODUCED = acn.Condition("produced-in", "CN")


def mandate(threshold, qualifies=DESIGNED, measure=None):
    return acn.Mandate(
        slug="m",
        title="M",
        require=acn.Schedule({date(2027, 12, 31): threshold}),
        readings=(acn.Reading(name="r", qualifies=qualifies),),
        measure=measure or acn.Measure(),
    )


def facility(deployments, slug="f"):
    return acn.Facility(slug=slug, name=slug, place=CN, commissioned=date(2025, 1, 1), deployments=deployments)


counts = st.integers(1, 10**6)
deployments = st.builds(lambda c, n: acn.Deployment(chip=c, count=n), st.sampled_from(CHIPS), counts)
known = st.builds(
    lambda c, n: acn.Deployment(chip=c, count=n), st.sampled_from((DOMESTIC, FOREIGN, MADE_ABROAD)), counts
)
thresholds = st.integers(0, 100).map(lambda percent: Fraction(percent, 100))
exact = st.one_of(st.integers(0, 10**9), st.fractions(0, 10**6, max_denominator=1000))


@st.composite
def estimates(draw, unit=""):
    low, best, high = sorted(draw(st.tuples(exact, exact, exact)))
    if draw(st.booleans()):
        return acn.Estimate(low, low, unit=unit)
    with_best = draw(st.booleans()) and low != high
    return acn.Estimate(low, high, best=best if with_best else None, unit=unit)
