"""Which laws are asked of what: the checks of mandates, of each part of one, of compute models and of export rules."""

from __future__ import annotations

import attrs

from aichipcn.testing.checks import Check, checks
from aichipcn.testing.laws import (
    answers,
    classes,
    models,
    outcomes,
    requirements,
    rules,
    shares,
    telling,
    thresholds,
    values,
    verdicts,
)


@attrs.frozen
class Suite:
    """The checks of one kind of thing, and how many of them must be run for a report to be green."""

    of: str
    checks: tuple[Check, ...]
    minimum: int


_AS_A_VALUE = (values.hashable_and_equal, values.immutable, values.pickles)
_IN_WORDS_AND_FILES = (values.describe_is_text, values.round_trips_through_a_file)
_KNOWLEDGE = (answers.pure, answers.learning_a_fact_never_flips, answers.unknown_is_not_false)
_READING = (answers.reads_what_it_says, answers.names_what_is_missing)

MANDATES = Suite(
    "mandate",
    checks(
        shares.order_of_deployments,
        shares.split_and_merge,
        shares.a_fleet_is_its_facilities,
        shares.scaling_of_counts,
        shares.adding_qualifying_never_lowers,
        shares.adding_other_never_raises,
        shares.what_does_not_count_changes_nothing,
        shares.share_is_the_quotient,
        shares.a_stricter_reading_never_yields_more,
        thresholds.exact_threshold,
        thresholds.shortfall_is_tight,
        thresholds.headroom_is_tight,
        thresholds.stricter_threshold_never_helps,
        verdicts.can_be_judged,
        verdicts.day_before_on_and_after,
        verdicts.reaches_a_facility,
        verdicts.tells_chips_apart,
        verdicts.out_of_scope_is_not_judged,
        verdicts.learning_never_flips_a_verdict,
        verdicts.nothing_known_is_not_failing,
        verdicts.open_verdicts_name_facts,
        verdicts.the_same_verdict_again,
        verdicts.explains_itself,
        answers.answers_in_kind,
        *_KNOWLEDGE,
        *_READING,
        *_AS_A_VALUE,
        *_IN_WORDS_AND_FILES,
        values.sources_present,
    ),
    25,
)
PREDICATES = Suite(
    "predicate",
    checks(
        answers.answers_in_kind,
        answers.tells_cases_apart,
        *_KNOWLEDGE,
        *_READING,
        *_AS_A_VALUE,
        *_IN_WORDS_AND_FILES,
    ),
    11,
)
CREDITS = Suite(
    "credit",
    checks(answers.answers_in_kind, *_KNOWLEDGE, *_READING, *_AS_A_VALUE, *_IN_WORDS_AND_FILES),
    10,
)
MEASURES = Suite(
    "measure",
    checks(
        answers.answers_in_kind,
        answers.weighs_something,
        *_KNOWLEDGE,
        *_AS_A_VALUE,
        *_IN_WORDS_AND_FILES,
    ),
    9,
)
REQUIREMENTS = Suite(
    "requirement",
    checks(
        requirements.binds_from_the_day,
        requirements.meets_in_kind,
        requirements.exact_threshold,
        requirements.monotone_in_what_qualifies,
        requirements.learning_a_fact_never_flips,
        requirements.unknown_is_not_false,
        requirements.pure,
        *_AS_A_VALUE,
        *_IN_WORDS_AND_FILES,
    ),
    9,
)
MODELS = Suite(
    "model",
    checks(
        models.rate_or_reason,
        models.rate_in_its_unit,
        models.basis_stated,
        models.some_chips_have_rates,
        models.pure,
        models.learning_a_fact_never_flips,
        models.more_never_delivers_less,
        models.at_most_its_bound,
        models.totals_add_up,
        models.totals_scale_with_counts,
        models.chips_without_a_rate_are_named,
        *_AS_A_VALUE,
    ),
    11,
)
RULES = Suite(
    "rule",
    checks(
        rules.binds_from_its_day,
        rules.reaches_a_chip,
        rules.tells_chips_apart,
        rules.reaches_a_destination,
        rules.reviews_and_exceptions_apply,
        classes.exact_limits,
        classes.raising_a_rate_never_lowers_the_class,
        classes.more_bandwidth_never_lowers_the_class,
        classes.more_area_never_raises_the_class,
        classes.order_and_units_change_nothing,
        classes.the_same_class_again,
        outcomes.can_be_classified,
        outcomes.less_known_is_wider,
        outcomes.learning_never_flips_a_class,
        outcomes.open_classes_name_facts,
        outcomes.what_may_come_is_listed,
        outcomes.what_is_listed_may_come,
        answers.answers_in_kind,
        *_KNOWLEDGE,
        *_READING,
        *_AS_A_VALUE,
        telling.explains_itself,
        telling.describe_is_text,
        telling.round_trips_through_a_file,
        telling.sources_present,
    ),
    23,
)
SUITES = (MANDATES, PREDICATES, CREDITS, MEASURES, REQUIREMENTS, MODELS, RULES)
"""Every suite of checks."""
