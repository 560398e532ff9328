"""Whether the buyer is on the Entity List of the United States, who then need a licence for all that they send him."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aichipcn.export.hurdles import Hurdle, HurdleKind
from aichipcn.mandates.cases import Fact
from aichipcn.model.facilities import Facility
from aichipcn.model.vendors import Vendor
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

_NEEDS = "a licence is needed for whatever is subject to the rules of the United States"


def may_be_supplied(by: Facility, on: date, *, vendors: Iterable[Vendor], at_home: Ternary) -> tuple[Hurdle, ...]:
    """Whether anything may be sent to whoever operates a facility; no hurdle for a chip that was designed `at_home`.

    How applications for a buyer on the list are judged is not coded, so that he leaves it open. An operator who is not
    known is taken for none that is on the list, because the list names those whom it binds. Of a parent on the list it
    is open whether that binds the firm.
    """
    if at_home is TRUE:
        return ()
    operator = by.operator
    if operator is None:
        text = f"no firm is named as the buyer; for one on the Entity List {_NEEDS}"
        return (Hurdle(kind=HurdleKind.BUYER, truth=TRUE, text=text, short="no firm is named"),)
    parent = next((item for item in vendors if item.slug == operator.parent), None)
    truth, text, firm = _by_listing(operator, parent, on)
    lacking = (Fact(firm.name, "export licence"),) if at_home | truth is UNKNOWN else ()
    short = f"{firm.name} is on the Entity List" if truth is UNKNOWN else "not known to be on the Entity List"
    hurdle = Hurdle(
        kind=HurdleKind.BUYER, truth=at_home | truth, text=text, short=short, sources=firm.sources, lacking=lacking
    )
    return (hurdle,)


def _by_listing(operator: Vendor, parent: Vendor | None, on: date) -> tuple[Ternary, str, Vendor]:
    """Whether nothing is known to stand in the way, why, and of which firm that is told."""
    if listed := _listed(operator, on):
        return UNKNOWN, f"{listed}; {_NEEDS}, and how applications are judged is not coded", operator
    if parent and (listed := _listed(parent, on)):
        text = f"{listed}; whether that binds {operator.name}, which belongs to it, is not coded"
        return UNKNOWN, text, parent
    if operator.entity_list_since:
        return TRUE, f"{operator.name} was put on the Entity List only on {operator.entity_list_since}", operator
    return TRUE, f"{operator.name} is not known to be on the Entity List", operator


def _listed(firm: Vendor, on: date) -> str:
    """That a firm is on the list on a day, or may be; nothing where it is not known to be."""
    since = firm.entity_list_since
    if since is None or since.on_or_before(on) is FALSE:
        return ""
    open_day = "" if since.on_or_before(on) is TRUE else ", before the day or after it"
    return f"{firm.name} is on the Entity List since {since}{open_day}"
