"""Laws of what answers cases: a predicate, a credit, a measure, and every one of those in a mandate."""

from __future__ import annotations

import copy

from aichipcn.mandates.cases import Case
from aichipcn.mandates.predicates import Predicate
from aichipcn.testing.checks import DoesNotApply, Draw, broken
from aichipcn.testing.knowing import less_known_case, nothing_known_case
from aichipcn.testing.parts import Answer, Part, agrees, is_open
from aichipcn.testing.trial import Trial
from aichipcn.testing.varying import FIELDS, varied
from aichipcn.testing.words import shown_case
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import TRUE, Ternary


def answers_in_kind(trial: Trial, draw: Draw) -> None:
    """A predicate gives a truth, a credit a share of the whole, a measure an amount in its unit."""
    part, case = _asked(trial, draw)
    answer = part.ask(case)
    if _kind_of(part) is Ternary:
        if not isinstance(answer, Ternary):
            broken(f"{part} gives {answer!r}, which is no Ternary, of {shown_case(case)}")
    elif answer is not None or part.reads is not None:
        _check_figure(part, answer, case)


def _kind_of(part: Part) -> type:
    return Ternary if isinstance(part.value, Predicate) else Estimate


def _check_figure(part: Part, answer: Answer, case: Case) -> None:
    if not isinstance(answer, Estimate):
        broken(f"{part} gives {answer!r}, which is no Estimate, of {shown_case(case)}")
    unit = getattr(part.value, "unit", "")
    if answer.unit != unit:
        broken(f"{part} gives {answer}, which is not in its unit {unit!r}, of {shown_case(case)}")
    if part.reads is not None and (answer.high is None or answer.high > 1):
        broken(f"{part} counts {answer}, which is more than the whole, of {shown_case(case)}")


def tells_cases_apart(trial: Trial, draw: Draw) -> None:
    """A condition holds of something, and not of everything, or it asks nothing."""
    (part,) = trial.parts
    given = {part.ask(case) for case in trial.cases}
    if TRUE not in given:
        broken(f"{part} holds of none of {len(trial.cases)} cases; give one with facilities=...")
    if given == {TRUE}:
        broken(f"{part} holds of each of {len(trial.cases)} cases; give one of which it does not with facilities=...")


def weighs_something(trial: Trial, draw: Draw) -> None:
    """Some chip weighs something, or the measure measures nothing."""
    (part,) = trial.parts
    weights = [part.ask(case) for case in trial.cases]
    if not any(isinstance(weight, Estimate) and weight.low > 0 for weight in weights):
        broken(f"{part} gives none of {len(trial.cases)} chips a weight; give one with facilities=...")


def pure(trial: Trial, draw: Draw) -> None:
    """The same question has the same answer: asked again, in another order, of a copy; and asking changes nothing."""
    part = draw.one(trial.parts, "part")
    asked = draw.some(trial.cases, "case", most=6)
    before = copy.deepcopy(asked)
    first = [part.ask(case) for case in asked]
    again = [part.ask(case) for case in reversed(asked)][::-1]
    of_copies = [part.ask(case) for case in before]
    for case, *answers in zip(asked, first, again, of_copies, strict=True):
        if len(set(map(repr, answers))) > 1:
            broken(f"{part} gives {' and then '.join(map(str, answers))} of {shown_case(case)}")
    if asked != before:
        broken(f"{part} changes what it is asked about")


def learning_a_fact_never_flips(trial: Trial, draw: Draw) -> None:
    """What is certain where little is known stays so where more is known."""
    part, case = _asked(trial, draw)
    found = less_known_case(case)
    for fact, less in found:
        _compare(part, less, case, f"without {fact}")
    fact, less = draw.one(found)
    another, least = draw.one(less_known_case(less))
    _compare(part, least, case, f"without {fact} and {another}")


def unknown_is_not_false(trial: Trial, draw: Draw) -> None:
    """Of chips of which nothing is known, nothing is certain that is not so of all chips."""
    part, case = _asked(trial, draw)
    _compare(part, nothing_known_case(case), case, "with nothing known")


def _compare(part: Part, less: Case, more: Case, what: str) -> None:
    before, after = part.ask(less), part.ask(more)
    if not agrees(before, after):
        broken(f"{part} is {after} of {shown_case(more)}, and {what} it is {before}")


def reads_what_it_says(trial: Trial, draw: Draw) -> None:
    """A field that a condition does not say it reads never changes its answer."""
    part = draw.one([part for part in trial.parts if part.reads is not None], "condition")
    case, donor = draw.one(trial.cases, "case"), draw.one(trial.cases, "case")
    reads, answer = part.reads or (), part.ask(case)
    for field in FIELDS:
        changed = None if field.is_read(reads) else varied(case, donor, field)
        if changed is not None and part.ask(changed) != answer:
            broken(
                f"{part} says that it reads {', '.join(reads) or 'nothing'}, and depends on {field}: it is {answer} of"
                f" {shown_case(case)}, and {part.ask(changed)} of {shown_case(changed)}"
            )


def names_what_is_missing(trial: Trial, draw: Draw) -> None:
    """Where a condition is open it names a fact that it lacks, of those that it reads; where it is not, none."""
    part = draw.one([part for part in trial.parts if part.missing is not None], "condition")
    case = draw.one(trial.cases, "case")
    answer, facts = part.ask(case), part.missing(case) if part.missing else ()
    if is_open(answer) and not facts:
        broken(f"{part} is {answer} of {shown_case(case)}, and names nothing that it lacks")
    if not is_open(answer) and facts:
        broken(f"{part} is {answer} of {shown_case(case)}, and yet lacks {', '.join(map(str, facts))}")
    read = {field.partition(".")[2] for field in part.reads or ()}
    for fact in facts:
        if fact.field not in read:
            broken(f"{part} lacks the {fact}, which it does not say it reads")


def _asked(trial: Trial, draw: Draw) -> tuple[Part, Case]:
    if not trial.parts:
        msg = "it has no part that answers cases"
        raise DoesNotApply(msg)
    return draw.one(trial.parts, "part"), draw.one(trial.cases, "case")
