"""Laws of what-if: a comparison tells every verdict that a change changed, and no other."""

import json
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue import compare as module
from aichipcn.catalogue.compare import compare
from tests.laws.strategies import CN, DESIGNED, DOMESTIC, FOREIGN, MADE_ABROAD, PRODUCED, deployments, facility

ON = date(2027, 12, 31)
LATER = date(2030, 1, 1)
PAIR = (acn.Reading(name="one", qualifies=DESIGNED), acn.Reading(name="two", qualifies=PRODUCED))


def rule(slug="m", share="70%", **given):
    fields = {"slug": slug, "title": slug, "readings": PAIR, "scope": acn.Condition("located-in", "CN")}
    return acn.Mandate(**fields | {"require": acn.Schedule({ON: share})} | given)


def catalogue_of(*values):
    return acn.Catalogue().with_(CN, DOMESTIC, FOREIGN, MADE_ABROAD, *values)


levels = st.sampled_from(["facility", "place", "operator"])
rules = st.lists(
    st.builds(rule, st.sampled_from(["m", "n"]), st.sampled_from(["50%", "70%"]), level=levels,
              readings=st.sampled_from([PAIR, PAIR[:1], PAIR[1:]])),
    max_size=2, unique_by=lambda item: item.slug,
)  # fmt: skip
sites = st.lists(
    st.builds(facility, st.lists(deployments, max_size=2), st.sampled_from(["f", "g", "h"])),
    max_size=3, unique_by=lambda item: item.slug,
)  # fmt: skip
catalogues = st.tuples(rules, sites).map(lambda pair: catalogue_of(*pair[0], *pair[1]))


def verdicts(catalogue, on, as_if):
    """Every verdict, by mandate, reading and subject; one that is not applicable says no more than that."""
    found = acn.assess_all(catalogue.facilities, catalogue.mandates, on=on, as_if_in_scope=as_if)
    return {
        (item.mandate.slug, item.reading.name, item.subject.slug): None
        if item.status is acn.Status.NOT_APPLICABLE
        else (str(item.status), item.share_range, item.threshold)
        for item in found
    }


def key(change):
    verdict = change.verdict
    return verdict.mandate.slug, verdict.reading.name, verdict.subject.slug


@given(catalogues, catalogues, st.sampled_from([date(2026, 1, 1), ON]), st.booleans())
def test_a_comparison_tells_every_verdict_that_changed_and_no_other(one, other, on, as_if):
    old, new = verdicts(one, on, as_if), verdicts(other, on, as_if)
    found = compare(one, other, on=on, as_if_in_scope=as_if)

    assert {key(change) for change in found.changes} == {
        k for k in old | new if old.get(k, "none") != new.get(k, "none")
    }
    assert found.compared == len(old | new)
    for change in found.changes:
        kind = "added" if key(change) not in old else "removed" if key(change) not in new else "changed"
        assert change.kind.value == kind


@given(catalogues, catalogues)
def test_the_way_back_tells_the_same_verdicts(one, other):
    there, back = compare(one, other, on=ON), compare(other, one, on=ON)

    assert {key(change) for change in there.changes} == {key(change) for change in back.changes}
    assert (there.before, there.after) == (back.after, back.before) == (one.fingerprint, other.fingerprint)


@given(catalogues)
def test_nothing_changes_where_nothing_changed(catalogue):
    assert compare(catalogue, catalogue, on=[ON, LATER]).changes == ()
    assert compare(catalogue, attrs.evolve(catalogue), on=ON).changes == ()


def test_what_did_not_change_is_not_worked_out_again(monkeypatch):
    asked = []
    monkeypatch.setattr(module, "assess", lambda *args, **more: asked.append(args) or acn.assess(*args, **more))
    one = catalogue_of(rule(), rule("n"), facility((), "f"), facility((acn.Deployment(chip=FOREIGN, count=1),), "g"))
    other = one.with_(rule("n", "80%"))

    assert len(compare(one, other, on=ON).changes) == 4
    assert {mandate.slug for _, mandate in asked} == {"n"}
    asked.clear()
    assert len(compare(one, one.with_(facility((acn.Deployment(chip=DOMESTIC, count=1),), "f")), on=ON).changes) == 4
    assert {site.slug for site, _ in asked} == {"f"}


def test_claims_that_a_mandate_measures_by_change_its_verdicts():
    claim = acn.PerformanceClaim(slug="k", chip=DOMESTIC, reference=FOREIGN, ratio="0.5")
    both = [acn.Deployment(chip=chip, count=1) for chip in (DOMESTIC, FOREIGN)]
    one = catalogue_of(claim, rule(measure=acn.Claimed(FOREIGN), readings=PAIR[:1]), facility(both))
    (change,) = compare(one, one.with_(attrs.evolve(claim, ratio="3")), on=ON).changes

    assert str(change) == (
        "m (one) on 2027-12-31, f: non-compliant (33.3…%, at least 70% required)"
        " -> compliant (75%, at least 70% required)"
    )


def told(one, other, **given):
    return str(compare(one, other, on=ON, **given)).splitlines()


SITE = facility((acn.Deployment(chip=MADE_ABROAD, count=1),))
ABROAD = attrs.evolve(SITE, slug="g", name="g", place=acn.Place(code="US", name="United States"))


def test_a_comparison_in_words():
    one = catalogue_of(rule(), rule("n"), SITE, ABROAD)
    stricter = one.with_(rule(readings=PAIR[1:], expires=date(2027, 6, 1)))

    assert told(one, one) == ["0 of 8 verdicts changed"]
    assert told(one, one.with_(rule("o"))) == [
        "4 of 12 verdicts changed",
        "o (one) on 2027-12-31, f: no verdict -> compliant (100%, at least 70% required)",
        "o (two) on 2027-12-31, f: no verdict -> non-compliant (0%, at least 70% required)",
        "and 2 that are not applicable",
    ]
    assert told(one, one.with_(rule(scope=acn.AllOf())), mandates=["m"], facilities=["g"]) == [
        "2 of 2 verdicts changed",
        "m (one) on 2027-12-31, g: not-applicable -> compliant (100%, at least 70% required)",
        "m (two) on 2027-12-31, g: not-applicable -> non-compliant (0%, at least 70% required)",
    ]
    assert told(one, stricter) == [
        "3 of 8 verdicts changed",
        "m (one) on 2027-12-31, f: compliant (100%, at least 70% required) -> no verdict",
        "m (two) on 2027-12-31, f: non-compliant (0%, at least 70% required) -> not-in-force (0%)",
        "and 1 that are not applicable",
    ]


def test_a_comparison_as_data():
    one = catalogue_of(rule(readings=PAIR[:1]), SITE, ABROAD)
    other = one.with_(rule(readings=PAIR[:1], share="100%"), rule("n", readings=PAIR[:1]))
    data = compare(one, other, on=(ON,)).to_dict()
    head = {"mandate": "m", "reading": "one", "subject": "f", "name": "f", "on": "2027-12-31"}
    share = {"low": "1", "high": "1", "text": "100%"}

    assert json.loads(json.dumps(data)) == data
    assert {name: data[name] for name in ("format", "version", "before", "after", "on", "compared")} == {
        "format": "aichipcn.comparison/1",
        "version": acn.__version__,
        "before": one.fingerprint,
        "after": other.fingerprint,
        "on": ["2027-12-31"],
        "compared": 4,
    }
    assert data["changes"] == [
        {
            **head,
            "change": "changed",
            "before": {"status": "compliant", "share": share, "required": "at least 70%"},
            "after": {"status": "compliant", "share": share, "required": "at least 100%"},
        },
        {
            **head,
            "mandate": "n",
            "change": "added",
            "before": None,
            "after": {"status": "compliant", "share": share, "required": "at least 70%"},
        },
        {
            **head,
            "mandate": "n",
            "subject": "g",
            "name": "g",
            "change": "added",
            "before": None,
            "after": {"status": "not-applicable", "share": None, "required": None},
        },
    ]


def test_only_what_is_asked_for_is_compared():
    one = catalogue_of(rule(), rule("n"), SITE, ABROAD)
    other = one.with_(rule(share="80%"), rule("n", "80%"), rule("o"))

    assert {key(item) for item in compare(one, other, on=ON, facilities=["f"], mandates=["m", "o"]).changes} == {
        ("m", "one", "f"),
        ("m", "two", "f"),
        ("o", "one", "f"),
        ("o", "two", "f"),
    }
    assert compare(one, other, on=ON, facilities=[], mandates=None).compared == 0


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"facilities": ["ff"]}, LookupError, "no facility is named 'ff'; nearest: 'f'"),
        ({"mandates": ["x"]}, LookupError, "no mandate is named 'x'"),
        ({"mandates": "m"}, TypeError, "mandates: not a sequence of str: 'm'"),
        ({"facilities": [SITE]}, TypeError, None),
        ({"on": "2027-12-31"}, TypeError, "on[0]: not a date: '2'; write datetime.date(...)"),
        ({"on": 3}, TypeError, "on: not a date: 3; write datetime.date(...)"),
        ({"on": []}, ValueError, "on: at least one date is needed"),
        ({"after": None}, TypeError, "after: not a Catalogue: None"),
        ({"before": 3}, TypeError, "before: not a Catalogue: 3"),
    ],
)
def test_what_cannot_be_compared_is_refused(given, error, message):
    one = catalogue_of(rule(), SITE)
    with pytest.raises(error) as caught:
        compare(**{"before": one, "after": one, "on": ON} | given)

    assert isinstance(caught.value, acn.AichipcnError)
    if message:
        assert str(caught.value) == message
