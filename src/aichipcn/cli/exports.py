"""The commands on what may be bought: chips under the export rules of a day, and the rules themselves."""

from __future__ import annotations

from functools import partial

from aichipcn.catalogue.classify import classify as classified
from aichipcn.cli.app import CODES, app, listed, load
from aichipcn.cli.options import (
    Destination,
    Everything,
    Explained,
    File,
    Json,
    Name,
    RuleDays,
    SomeChips,
    Used,
    With,
    day,
    place_named,
    use_named,
)
from aichipcn.compliance.explain import explain
from aichipcn.errors import InvalidValueError
from aichipcn.export.consignment import consignee
from aichipcn.export.history import turning_days
from aichipcn.report.rows import exports as rows_exports
from aichipcn.report.rows import rules as rows_rules
from aichipcn.report.rows.plain import place_names
from aichipcn.report.text import exports as text_exports
from aichipcn.report.text import rules as text_rules
from aichipcn.report.text import verdict as text_verdict


@app.command(epilog=CODES)
def classify(
    chip: SomeChips = None,
    on: RuleDays = None,
    destination: Destination = "CN",
    end_use: Used = None,
    explained: Explained = False,
    everything: Everything = False,
    file: File = None,
    extensions: With = None,
    as_json: Json = False,
) -> None:
    """What the export rules say of chips: which paragraph catches them, whether a licence is needed, how it is judged.

    Of one chip on one day all that follows, paragraph by paragraph, with --explain why. Of one without a day its
    history, a row for each day on which a rule that concerns it begins or ends. Of several, or of all that are known, a
    column for each day on which any rule does.
    """
    catalogue = load(file, extensions)
    chips = list(dict.fromkeys(catalogue.chips[name] for name in chip or ()))
    days = sorted({day(text) for text in on or ()})
    to = consignee(place_named(destination, catalogue), use_named(end_use))
    if len(chips) == len(days) == 1:
        found = classified(chips[0], on=days[0], destination=to.place, end_use=use_named(end_use), catalogue=catalogue)
        if explained:
            draw = partial(text_verdict.explanation, places=place_names(catalogue))
            listed(explain(found).to_dict(), draw, as_json)
        else:
            listed(rows_exports.classification(catalogue, found), text_exports.classification, as_json)
        return
    if explained:
        msg = "--explain is of one chip on one day, such as: aichipcn classify H20 --on 2025-05-01 --explain"
        raise InvalidValueError(msg)
    if len(chips) == 1:
        data = rows_exports.history(catalogue, chips[0], to, days)
        listed(data, text_exports.history, as_json)
        return
    every = days or turning_days(catalogue.rules)
    data = rows_exports.matrix(catalogue, chips or catalogue.chips, every, to, outside=bool(chips) or everything)
    listed(data, text_exports.matrix, as_json)


@app.command(epilog=CODES)
def rules(name: Name = None, file: File = None, extensions: With = None, as_json: Json = False) -> None:
    """The export rules by their first day, with what was cleared and restricted between; or one in full."""
    catalogue = load(file, extensions)
    if name is None:
        listed(rows_rules.timeline(catalogue), text_rules.timeline, as_json)
    else:
        listed(rows_rules.rule(catalogue, catalogue.rules[name]), text_rules.rule, as_json)
