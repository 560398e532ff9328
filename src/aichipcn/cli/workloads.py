"""A workload as the command takes it: a phase and a model, with sizes and formats."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

import attrs

from aichipcn.catalogue.catalogue import Catalogue
from aichipcn.cli.options import Batch, Cache, Context, Formats, Generated, Mbu, Mfu, Weights, WorkloadName
from aichipcn.codes import Code
from aichipcn.compute.roofline import Roofline
from aichipcn.compute.workloads import Decode, Prefill, Training, Workload
from aichipcn.errors import InvalidValueError, shown
from aichipcn.model.doors import named
from aichipcn.model.formats import NumberFormat
from aichipcn.model.utilisations import Utilisation
from aichipcn.nearest import nearest

CONTEXT = 2048
"""Tokens of a sequence where nothing else is asked for; what is printed names them."""

_PHASES: dict[str, tuple[type[Workload], str]] = {
    "decode": (Decode, "context"),
    "prefill": (Prefill, "prompt"),
    "training": (Training, "sequence"),
}
"""Each phase with what it calls the tokens of a sequence."""


@attrs.frozen(kw_only=True)
class Asked:
    """What the options say of a workload: None is what was not said."""

    workload: str | None
    batch: int | None
    context: int | None
    generated: int | None
    formats: str | None
    weights: str | None
    cache: str | None
    mfu: str | None
    mbu: str | None

    def roofline(self, catalogue: Catalogue) -> Roofline | None:
        """The roofline of the workload, with the shares of the peaks; None where it is none of a model.

        Raises what `of` raises, and what a roofline refuses.
        """
        workload = self.of(catalogue)
        given = {"mfu": reached(self.mfu, catalogue), "mbu": reached(self.mbu, catalogue)}
        shares: dict[str, Any] = {name: share for name, share in given.items() if share is not None}
        return None if workload is None else Roofline(workload=workload, **shares)

    def of(self, catalogue: Catalogue) -> Workload | None:
        """The workload; None where it is none of a model, but a word of claims.

        Raises InvalidValueError for a phase that there is not, sizes that it does not take, and for training without
        a batch; UnknownNameError for a model that the catalogue lacks.
        """
        phase, colon, model = (self.workload or "").partition(":")
        if not colon:
            self._without_model()
            return None
        if phase not in _PHASES:
            msg = f"--workload: unknown phase {shown(phase)}; write PHASE:MODEL such as decode:llama-3.1-70b"
            near = nearest(phase, _PHASES, count=1)
            raise InvalidValueError(msg, found=phase, nearest=near, allowed=_PHASES, code=Code.UNKNOWN_TERM)
        kind, length = _PHASES[phase]
        if kind is Training and self.batch is None:
            msg = "--workload: training takes a --batch, the sequences of one step"
            raise InvalidValueError(msg)
        given = {
            "batch": self.batch,
            length: CONTEXT if self.context is None else self.context,
            "generated": self.generated,
            "compute": _format(self.formats, "--format"),
            "weights": _format(self.formats if self.weights is None else self.weights, "--weights"),
            "cache": _format(self.formats if self.cache is None and kind is not Training else self.cache, "--cache"),
        }
        taken = {name: value for name, value in given.items() if value is not None}
        known = attrs.fields_dict(kind)
        for name in taken:
            if name not in known:
                msg = f"{phase} takes no --{name}"
                raise InvalidValueError(msg)
        sized: dict[str, Any] = {"transformer": catalogue.transformers[model], **taken}
        return kind(**sized)

    def _without_model(self) -> None:
        """Raises InvalidValueError where sizes are given to no workload of a model."""
        sizes = attrs.asdict(self, filter=lambda field, value: field.name != "workload" and value is not None)
        if sizes:
            msg = f"--{next(iter(sizes)).replace('formats', 'format')} is of a --workload such as decode:llama-3.1-70b"
            raise InvalidValueError(msg)


def of_a_workload(say: Callable[..., None]) -> Callable[..., None]:
    """A command that asks about a workload: in place of its parameter `asked` it takes the options of one."""

    def command(**given: Any) -> None:
        say(asked=Asked(**{name: given.pop(name) for name in _OPTIONS}), **given)

    hints = get_type_hints(say, include_extras=True)
    options = [Parameter(name, _KEYWORD, default=None, annotation=option) for name, option in _OPTIONS.items()]
    parameters = []
    for name, parameter in signature(say).parameters.items():
        if name == "asked":
            parameters += options
        else:
            parameters.append(parameter.replace(kind=_KEYWORD, annotation=hints[name]))
    command.__name__, command.__doc__ = say.__name__, say.__doc__
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


_KEYWORD = Parameter.KEYWORD_ONLY
_OPTIONS: dict[str, Any] = {
    "workload": WorkloadName,
    "batch": Batch,
    "context": Context,
    "generated": Generated,
    "formats": Formats,
    "weights": Weights,
    "cache": Cache,
    "mfu": Mfu,
    "mbu": Mbu,
}
"""The options that a workload is asked for by, as `Asked` names them."""


def reached(text: str | None, catalogue: Catalogue) -> str | Utilisation | None:
    """A share of a peak: text such as "45%", or the utilisation of the catalogue that it names."""
    if text is None or text.strip()[:1].isdigit() or text.strip()[:1] in "<>=.":
        return text
    return catalogue.utilisations[text]


def _format(text: str | None, option: str) -> NumberFormat | None:
    return None if text is None else named(NumberFormat, text.strip().lower(), option)
