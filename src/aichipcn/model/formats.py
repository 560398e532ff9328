"""Number formats in which chips state rates, with the bit length that TPP counts."""

from __future__ import annotations

from aichipcn.model.terms import Term


class NumberFormat(Term):
    """A format of operands. Its value is its name in files."""

    FP64 = "fp64"
    FP32 = "fp32"
    TF32 = "tf32"
    FP16 = "fp16"
    BF16 = "bf16"
    FP8 = "fp8"
    FP4 = "fp4"
    INT32 = "int32"
    INT16 = "int16"
    INT8 = "int8"
    INT4 = "int4"

    @property
    def bits(self) -> int:
        """The bit length of an operation. TF32 counts as 32, the length of its operands in memory."""
        return int(self.value[-2:] if self.value[-2:].isdigit() else self.value[-1])

    @property
    def is_integer(self) -> bool:
        """Whether operations are integer operations, whose rate is written in OP/s."""
        return self.value.startswith("int")

    def __str__(self) -> str:
        return self.value.upper()
