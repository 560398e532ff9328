"""Fitness for a workload: what speaks for a chip, what against it, what decides, and what the reasons read like."""

import random
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.compute.claims.suitability import Suitability, suitability
from aichipcn.model.claims import ClaimKind, Outcome
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Utilisation
from tests.laws.strategies import DOMESTIC, FOREIGN, MADE_ABROAD

TRUE, FALSE, UNKNOWN = acn.Ternary.TRUE, acn.Ternary.FALSE, acn.Ternary.UNKNOWN
DAILY = acn.Source(slug="daily", title="T", publisher="Daily", confidence="press")
DENSE = Transformer(
    slug="dense", name="Dense", developer="D", parameters=7000, layers=1, hidden=8, heads=2, kv_heads=2,
    head_dimension=4, vocabulary=9, tied_embeddings=False,
)  # fmt: skip
MIXED = attrs.evolve(DENSE, experts=8, active_experts=2, active_parameters=5000)


def claim(slug="c", chip=DOMESTIC, reference=FOREIGN, **fields):
    told = {"workload": "training", "confidence": "press"} | fields
    return acn.PerformanceClaim(slug=slug, chip=chip, reference=reference, **told)


def finding(outcome, **fields):
    return claim(kind="finding", outcome=outcome, **fields)


def measured(slug="u", chip=DOMESTIC, **fields):
    told = {
        "kind": "mfu",
        "value": "0.4",
        "includes": ["kernels"],
        "phase": "training",
        "confidence": "official",
    } | fields
    return Utilisation(slug=slug, chip=chip, **told)


def judged(*claims, workload="training", utilisations=(), **options):
    return suitability(DOMESTIC, workload, claims, utilisations, **options)


@pytest.mark.parametrize(
    ("told", "suits", "caveat"),
    [
        (claim(ratio="0.8"), TRUE, ""),
        (claim(ratio=">= 0.8"), TRUE, ""),
        (claim(ratio="0.4", reference=DOMESTIC, kind="utilisation"), TRUE, ""),
        (claim(ratio="0.8", chip=FOREIGN, reference=DOMESTIC), TRUE, ""),
        (finding("succeeded"), TRUE, ""),
        (claim(ratio="0.8", workload="training/moe"), TRUE, ""),
        (claim(ratio="0.8", confidence=None, sources=(DAILY,)), TRUE, ""),
        (claim(ratio="0.8", confidence="analyst-estimate"), UNKNOWN, "an estimate"),
        (claim(ratio="0.8", confidence="rumour"), UNKNOWN, "a rumour"),
        (claim(ratio="0.8", confidence=None), UNKNOWN, "how it is known is not told"),
        (claim(ratio="0.8", reading="as-domestic"), UNKNOWN, "only in the reading as-domestic"),
        (finding("failed"), UNKNOWN, "a run that failed shows nothing of the next"),
        (finding("unsupported"), FALSE, ""),
        (finding("unsupported", confidence="rumour"), UNKNOWN, "a rumour"),
        (finding("unsupported", workload="training/moe"), UNKNOWN, "of a narrower workload"),
        (finding(None), UNKNOWN, ""),
        (finding(None, ratio="0.5"), UNKNOWN, ""),
        (claim(ratio="<= 1.6"), UNKNOWN, ""),
    ],
)
def test_one_thing_told_of_a_chip(told, suits, caveat):
    found = judged(told)

    assert found.suits is suits
    assert [item.caveat for item in found.evidence] == [caveat]
    assert found.evidence[0].decides == (not caveat)


@pytest.mark.parametrize(
    "told",
    [
        claim(ratio="0.8", workload=None),
        claim(ratio="0.8", workload="inference"),
        claim(ratio="0.8", chip=MADE_ABROAD),
        finding("failed", chip=FOREIGN, reference=DOMESTIC),
        finding("succeeded", chip=FOREIGN, reference=DOMESTIC, ratio="2"),
    ],
    ids=["no workload", "another workload", "other chips", "a failure of the other", "a success of the other"],
)
def test_what_is_told_of_other_work_and_of_other_chips_is_no_evidence(told):
    assert judged(told) == Suitability(DOMESTIC, "training", UNKNOWN, ())


def test_a_wider_workload_speaks_for_it_without_deciding_and_decides_against_it():
    wide, cannot = claim("a", ratio="0.8"), finding("unsupported")

    assert judged(wide, workload="training/moe").suits is UNKNOWN
    assert judged(wide, workload="training/moe").evidence[0].caveat == "of a wider workload"
    assert judged(cannot, workload="training/moe").suits is FALSE


def test_anything_to_the_contrary_leaves_it_open():
    ran, failed, cannot = claim("a", ratio="0.8"), finding("failed", slug="b"), finding("unsupported", slug="d")
    rumour = claim("e", ratio="0.8", confidence="rumour")

    assert judged(ran, failed).suits is UNKNOWN
    assert judged(ran, cannot).suits is UNKNOWN
    assert judged(rumour, cannot).suits is UNKNOWN
    assert judged(failed, cannot).suits is FALSE
    assert judged(ran, rumour).suits is TRUE


def test_a_reading_that_is_asked_for_decides():
    assert judged(claim(ratio="0.8", reading="r"), reading="r").suits is TRUE
    assert judged(claim(ratio="0.8", reading="r"), reading="another").suits is UNKNOWN


@pytest.mark.parametrize(
    ("fields", "workload", "suits"),
    [
        ({}, "training", TRUE),
        ({"phase": "prefill"}, "inference", TRUE),
        ({"phase": "prefill"}, "inference/prefill", TRUE),
        ({"phase": "decode"}, "inference/decode", TRUE),
        ({"phase": "decode"}, "inference/prefill", None),
        ({"phase": "decode", "transformer": DENSE}, "inference/decode", TRUE),
        ({"transformer": DENSE}, "training", TRUE),
        ({"transformer": DENSE}, "training/dense", TRUE),
        ({"transformer": DENSE}, "training/moe", None),
        (
            {"transformer": attrs.evolve(DENSE, experts=8, active_experts=2, active_parameters=5000)},
            "training/moe",
            TRUE,
        ),
        ({}, "training/moe", UNKNOWN),
        ({"value": "<= 0.4"}, "training", UNKNOWN),
        ({"confidence": "rumour"}, "training", UNKNOWN),
        ({"phase": None}, "training", None),
        ({"chip": None}, "training", None),
        ({"chip": FOREIGN}, "training", None),
    ],
)
def test_a_utilisation_measured_on_the_chip_in_a_phase(fields, workload, suits):
    found = judged(utilisations=[measured(**fields)], workload=workload)

    assert found.suits is (UNKNOWN if suits is None else suits)
    assert bool(found.evidence) == (suits is not None)


def test_the_evidence_is_told_with_its_house_the_deciding_first():
    published = date(2025, 8, 14)
    found = judged(
        claim("a", ratio="0.8", confidence="rumour", metric="speed", sources=(DAILY,)),
        claim("b", ratio="0.5", published=published, sources=(DAILY,)),
        finding("failed", slug="f", metric="no run succeeded", published=published, sources=(DAILY,)),
        finding(None, slug="n"),
        claim("s", ratio="0.3", reference=DOMESTIC, kind="utilisation"),
        utilisations=[measured("u", sources=(DAILY,))],
    )

    assert str(found).splitlines() == [
        "domestic for training: unknown",
        "for: b: domestic by foreign, 0.5; training (Daily, 2025-08-14)",
        "for: s: 0.3; training (unsourced)",
        "for: MFU 0.4 (u); training (Daily)",
        "for: speed: domestic by foreign, 0.8; training (Daily); a rumour",
        "against: no run succeeded; training (Daily, 2025-08-14); a run that failed shows nothing of the next",
        "neither: n; training (unsourced)",
    ]
    assert [item.item.slug for item in found.in_favour] == ["b", "s", "u", "a"]
    assert [item.item.slug for item in found.against] == ["f"]
    assert found.sources == (DAILY,)


@pytest.mark.parametrize(
    ("wrong", "kind", "message"),
    [
        ({"chip": "910C"}, TypeError, "chip: not a Chip: '910C'"),
        ({"workload": None}, TypeError, "workload: text is needed, got None"),
        (
            {"workload": "peak-fp16"},
            ValueError,
            "workload: 'peak-fp16' is a figure on paper, for which no chip is fit or unfit; "
            "name work such as 'training'",
        ),
        ({"claims": [3]}, TypeError, "claims[0]: not a PerformanceClaim: 3"),
        ({"utilisations": [3]}, TypeError, "utilisations[0]: not a Utilisation: 3"),
    ],
)
def test_what_is_no_question_is_refused_by_name(wrong, kind, message):
    with pytest.raises(kind) as caught:
        suitability(**({"chip": DOMESTIC, "workload": "training", "claims": ()} | wrong))
    assert isinstance(caught.value, acn.AichipcnError)
    assert str(caught.value).startswith(message)


some = st.builds(
    lambda chips, ratio, workload, kind, outcome, confidence, reading: claim(
        chip=chips[0], reference=chips[1], ratio=ratio, workload=workload, kind=kind, outcome=outcome,
        confidence=confidence, reading=reading,
    ),
    st.sampled_from([(DOMESTIC, FOREIGN), (DOMESTIC, DOMESTIC), (FOREIGN, DOMESTIC), (FOREIGN, MADE_ABROAD)]),
    st.sampled_from(["0.8", ">= 2", "<= 2", None]),
    st.sampled_from(["training", "training", "training/moe", "inference", None]),
    st.sampled_from(ClaimKind),
    st.sampled_from([None, None, *Outcome]),
    st.sampled_from(["press", "press", "official", "rumour", None]),
    st.sampled_from([None, None, "r"]),
)  # fmt: skip
several = st.lists(some, max_size=4).map(
    lambda items: [attrs.evolve(item, slug=f"c-{n}") for n, item in enumerate(items)]
)
questions = st.sampled_from(["training", "training/moe", "inference"])


@given(several, some, questions)
def test_one_thing_more_never_turns_yes_into_no_nor_no_into_yes(items, another, workload):
    before = suitability(DOMESTIC, workload, items)
    after = suitability(DOMESTIC, workload, [*items, another])

    assert {before.suits, after.suits} != {TRUE, FALSE}
    assert len(after.evidence) - len(before.evidence) in (0, 1)


@given(several, questions, st.randoms(use_true_random=False))
def test_the_order_of_what_is_told_changes_nothing(items, workload, shuffler: random.Random):
    shuffled = list(items)
    shuffler.shuffle(shuffled)

    assert suitability(DOMESTIC, workload, shuffled) == suitability(DOMESTIC, workload, items)


@given(several, questions)
def test_yes_rests_on_a_figure_or_a_success_of_this_very_chip_and_on_nothing_to_the_contrary(items, workload):
    found = suitability(DOMESTIC, workload, items)
    of_it = [
        item for item in items
        if item.workload and (item.workload == workload or item.workload.startswith(workload + "/")
                              or workload.startswith(item.workload + "/"))
    ]  # fmt: skip
    contrary = [
        item for item in of_it
        if item.chip == DOMESTIC and item.outcome in (Outcome.FAILED, Outcome.UNSUPPORTED)
    ]  # fmt: skip
    runs = [
        item for item in of_it
        if not (item.workload != workload and workload.startswith(item.workload))
        and item.reading is None and item.confidence in (acn.Confidence.PRESS, acn.Confidence.OFFICIAL)
        and item not in contrary
        and (
            (item.chip == DOMESTIC and item.outcome is Outcome.SUCCEEDED)
            or (DOMESTIC in (item.chip, item.reference) and item.kind is not ClaimKind.FINDING
                and item.ratio is not None and item.ratio.low > 0)
        )
    ]  # fmt: skip

    assert (found.suits is TRUE) == (bool(runs) and not contrary)


def test_training_on_the_ascend_910c_is_not_to_be_assumed(catalogue):
    found = suitability(catalogue.chips["huawei-ascend-910c"], "training", catalogue.claims, catalogue.utilisations)

    assert found.suits is UNKNOWN
    assert "digitimes-920-910c-training" in [item.item.slug for item in found.in_favour]
    assert [item.item.slug for item in found.against] == ["financial-times-910c-h20-training"]
    assert {"financial-times-2025-08-14", "digitimes-ascend-920c-2025-04"} <= {source.slug for source in found.sources}


def test_inference_on_it_is_reported(catalogue):
    found = suitability(catalogue.chips["huawei-ascend-910c"], "inference", catalogue.claims)

    assert found.suits is TRUE
    assert [item.item.slug for item in found.in_favour] == ["deepseek-910c-h100-inference"]
