"""The pint registry of this library, and a quantity that keeps what an immutable value promises.

Plain pint says `1 TB/s != 1000 GB/s`, hashes equal quantities differently, lets `ito` change the insides of a
frozen object, and cannot unpickle custom units. Here equality and hash rest on the value in root units to
12 significant digits, in-place changes are refused, and pickles rebuild through this registry.

This is the only module that imports pint; everything else meets it through here, on the first quantity.
"""

from __future__ import annotations

import math
from pathlib import Path
from tokenize import TokenError
from typing import Any, ClassVar, NoReturn

import pint

from aichipcn.codes import Code
from aichipcn.errors import InvalidTypeError, InvalidValueError
from aichipcn.values.numbers import SIGNIFICANT_DIGITS

_DEFINITIONS = Path(__file__).with_name("_units.txt")


_Plain: Any = pint.UnitRegistry.Quantity


class FrozenQuantity(_Plain):  # type: ignore[misc]
    """A pint quantity that can be a key, a member of a set and a field of a frozen class."""

    _REGISTRY: ClassVar[pint.UnitRegistry[Any]]

    def _key(self) -> tuple[float, str]:
        root = self.to_root_units()
        return float(f"{root.magnitude:.{SIGNIFICANT_DIGITS}g}"), format(root.units, "C")

    def __eq__(self, other: object) -> bool:
        # A foreign quantity is unequal, not NotImplemented: pint's own __eq__ fails on units it does not know.
        return self._key() == other._key() if isinstance(other, FrozenQuantity) else False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, ...]:
        return quantity, (self.magnitude, format(self.units, "C"))

    def __copy__(self) -> FrozenQuantity:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> FrozenQuantity:
        return self

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        msg = "quantities are immutable: use the method without the leading 'i', such as to() for ito()"
        raise AttributeError(msg)

    ito = ito_base_units = ito_root_units = ito_reduced_units = ito_preferred = _refuse

    def __iadd__(self, other: Any) -> Any:
        return self + other

    def __isub__(self, other: Any) -> Any:
        return self - other

    def __imul__(self, other: Any) -> Any:
        return self * other

    def __itruediv__(self, other: Any) -> Any:
        return self / other

    def __ifloordiv__(self, other: Any) -> Any:
        return self // other

    def __imod__(self, other: Any) -> Any:
        return self % other

    def __ipow__(self, other: Any) -> Any:
        return self**other


class Registry(pint.UnitRegistry):  # type: ignore[type-arg,unused-ignore]
    """A pint registry whose quantities are `FrozenQuantity`."""

    Quantity = FrozenQuantity  # type: ignore[assignment,unused-ignore]


registry = Registry(str(_DEFINITIONS), on_redefinition="raise", autoconvert_to_preferred=False)
registry.formatter.default_format = "~P"


def unit_of(text: str) -> Any:
    """The pint unit of a text such as `"TFLOP/s"`.

    Raises InvalidValueError where our definitions do not know it.
    """
    try:
        return registry.parse_units(text)
    except (pint.PintError, AttributeError, ValueError, TypeError, TokenError, SyntaxError) as cause:
        msg = f"not a unit: {text!r}"
        raise InvalidValueError(msg, code=Code.UNKNOWN_UNIT) from cause


def quantity(magnitude: float, unit: str) -> FrozenQuantity:
    """A quantity in our registry. Raises InvalidValueError for an unknown unit, nan or infinity.

    Raises InvalidTypeError where the magnitude is no number.
    """
    if isinstance(magnitude, bool) or not isinstance(magnitude, int | float):
        msg = f"not a number: {magnitude!r}"
        raise InvalidTypeError(msg, code=Code.NOT_A_FIGURE)
    if not math.isfinite(magnitude):
        msg = f"not a figure: {magnitude!r} {unit}"
        raise InvalidValueError(msg, code=Code.NOT_A_FIGURE)
    result: FrozenQuantity = registry.Quantity(magnitude, unit_of(unit))
    return result


def root_factor(text: str) -> tuple[float, str]:
    """What a unit is worth in root units, and the text of those."""
    factor, root = registry.get_root_units(unit_of(text))
    return float(str(factor)), format(root, "C")
