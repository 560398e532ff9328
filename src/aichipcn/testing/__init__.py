"""For those who extend the library: strategies of every value, checks of what holds of every rule, and case files.

Nothing else in the library imports it. It needs the extra `testing`. Names are imported when they are first touched,
because hypothesis imports this package whenever it is imported itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aichipcn.testing.casefiles import CasesError, run_cases
    from aichipcn.testing.kit import (
        check_credit,
        check_mandate,
        check_measure,
        check_model,
        check_predicate,
        check_requirement,
        check_rule,
    )
    from aichipcn.testing.parametrize import parametrize_with_cases, parametrize_with_checks
    from aichipcn.testing.report import ChecksFailedError, Outcome, Report, Result
    from aichipcn.testing.suites import SUITES

_HOMES = {
    "casefiles": ("CasesError", "run_cases"),
    "kit": (
        "check_credit",
        "check_mandate",
        "check_measure",
        "check_model",
        "check_predicate",
        "check_requirement",
        "check_rule",
    ),
    "parametrize": ("parametrize_with_cases", "parametrize_with_checks"),
    "report": ("ChecksFailedError", "Outcome", "Report", "Result"),
    "suites": ("SUITES",),
}
_HOME = {name: f"aichipcn.testing.{home}" for home, names in _HOMES.items() for name in names}

__all__ = [
    "SUITES",
    "CasesError",
    "ChecksFailedError",
    "Outcome",
    "Report",
    "Result",
    "check_credit",
    "check_mandate",
    "check_measure",
    "check_model",
    "check_predicate",
    "check_requirement",
    "check_rule",
    "parametrize_with_cases",
    "parametrize_with_checks",
    "run_cases",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        msg = f"module 'aichipcn.testing' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
