"""What the functions of compliance and compute are given by mistake, and what they say to it."""

from datetime import datetime

import pint
import pytest

import aichipcn as acn
from aichipcn.compliance.deciding import deciding_facts
from tests.laws.strategies import DOMESTIC, ON, facility, mandate

SITE, RULE = facility([acn.Deployment(chip=DOMESTIC, count=1)]), mandate("70%")
NOON = datetime(2027, 12, 31, 12)


class Several:
    """What a quantity of an array is to us."""

    magnitude = (1.0, 2.0)
    units = "W"

    def __repr__(self):
        return "<several>"


SEVERAL = Several()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: acn.assess(3, RULE, on=ON), "subject: not a Facility or a Fleet: 3"),
        (lambda: acn.assess([SITE], RULE, on=ON), "subject: not a Facility or a Fleet: [Facility("),
        (lambda: acn.assess(SITE, "shanghai-2027", on=ON), "mandate: not a Mandate: 'shanghai-2027'"),
        (lambda: acn.assess(SITE, RULE, on=NOON), "on: not a date: 2027-12-31T12:00:00; a date-time is no date"),
        (lambda: acn.assess(SITE, RULE, on="2027-12-31"), "on: not a date: '2027-12-31'; write datetime.date(...)"),
        (lambda: acn.assess_all(3, [RULE], on=ON), "facilities: not a sequence of Facility: 3"),
        (lambda: acn.assess_all([SITE, 3], [RULE], on=ON), "facilities[1]: not a Facility: 3"),
        (lambda: acn.assess_all([SITE], RULE, on=ON), "mandates: not a sequence of Mandate: Mandate("),
        (lambda: acn.assess_all([SITE], ["x"], on=ON), "mandates[0]: not a Mandate: 'x'"),
        (lambda: acn.explain(SITE), "assessment: not a Assessment: Facility("),
        (lambda: deciding_facts(None), "assessment: not a Assessment: None"),
        (lambda: acn.effective_compute("x", acn.Peak("fp16")), "subject: not a Facility or a Fleet: 'x'"),
        (
            lambda: acn.effective_compute(SITE, "fp16"),
            "model: not a model of what chips deliver: 'fp16'; write one such as Peak('fp16')",
        ),
        (lambda: acn.effective_compute(SITE, acn.Peak("fp16"), on=NOON), "on: not a date: 2027-12-31T12:00:00; a date"),
        (lambda: acn.tpp("H20"), "chip: not a Chip: 'H20'"),
        (lambda: acn.performance_density(3), "chip: not a Chip: 3"),
        (lambda: acn.Estimate(1, 2, unit=3), "not a unit: 3; write text such as 'TFLOP/s'"),
        (lambda: acn.Estimate.of(SEVERAL), "not a figure: <several>; give one quantity, not several"),
    ],
)
def test_a_wrong_type_is_refused_where_it_was_given(call, message):
    with pytest.raises(TypeError) as caught:
        call()

    assert isinstance(caught.value, acn.AichipcnError)
    assert str(caught.value).startswith(message)


def test_what_is_no_single_quantity_is_carried_by_its_error():
    with pytest.raises(TypeError) as caught:
        acn.Estimate.of(SEVERAL)

    assert caught.value.found is SEVERAL


def test_an_unknown_unit_of_an_estimate_is_refused():
    with pytest.raises(ValueError, match="not a unit: 'bananas'"):
        acn.Estimate(1, 2, unit="bananas")
    with pytest.raises(ValueError, match=r"not a root unit: 'GB/s'; write it with Estimate\.point or Estimate\.parse"):
        acn.Estimate(1, 2, unit="GB/s")


def test_a_foreign_quantity_of_any_spelling_is_read():
    foreign = pint.UnitRegistry()

    assert acn.Estimate.of(foreign("814 mm**2")) == acn.Estimate.parse("814 mm**2")
    assert acn.Estimate.of(foreign("7 nm")) == acn.Estimate.parse("7 nm")
    assert acn.Estimate.of(foreign("400 W")) == acn.Estimate.parse("400 W")
