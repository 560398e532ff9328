"""The phases in which a transformer runs: training, reading a prompt, and writing token by token."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from aichipcn.compute.workloads.demand import Demand
from aichipcn.compute.workloads.parts import attended, met, parts_of, touched
from aichipcn.model import doors
from aichipcn.model.fields import named_fields
from aichipcn.model.formats import NumberFormat
from aichipcn.model.terms import Term
from aichipcn.model.transformers import Transformer
from aichipcn.model.utilisations import Phase
from aichipcn.values.numbers import Exact, simplest

FP16, BF16 = NumberFormat.FP16, NumberFormat.BF16


class Counting(Term):
    """Which operations of attention are counted: those that a causal mask leaves, all of the square, or none.

    PaLM's MFU counts the square; 6 x parameters x tokens counts none.
    """

    CAUSAL = "causal"
    FULL = "full"
    NONE = "none"

    def pairs(self, length: int) -> Exact:
        """How many pairs of tokens of a sequence attend to each other."""
        square = length * length
        return {Counting.CAUSAL: simplest(Fraction(square + length, 2)), Counting.FULL: square}.get(self, 0)


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Decode:
    """Writing one more token for each of `batch` sequences, on average over `generated` tokens after `context` others.

    Each step reads every weight that it meets once, and the whole cache.
    """

    transformer: Transformer = attrs.field(validator=doors.is_a(Transformer))
    batch: int = attrs.field(default=1, converter=doors.known_whole)
    context: int = attrs.field(converter=doors.known_whole)
    generated: int = attrs.field(default=1, converter=doors.known_whole)
    compute: NumberFormat = attrs.field(default=FP16, converter=NumberFormat)
    weights: NumberFormat = attrs.field(default=FP16, converter=NumberFormat)
    cache: NumberFormat = attrs.field(default=FP16, converter=NumberFormat)

    phase = Phase.DECODE

    @property
    def demand(self) -> Demand:
        """What one step asks of the hardware."""
        of = self.transformer
        head = parts_of(of).head
        held = self.context + Fraction(self.generated - 1, 2)
        operations = self.batch * (2 * (met(of) + head) + attended(of, absorbed=True) * held)
        kept = of.cached * _bytes(self.cache)
        return Demand(
            tokens=self.batch,
            operations=simplest(operations),
            traffic=simplest((touched(of, self.batch) + head) * _bytes(self.weights) + self.batch * (held + 1) * kept),
            resident=simplest(
                of.parameters * _bytes(self.weights) + self.batch * (self.context + self.generated) * kept
            ),
        )

    def __str__(self) -> str:
        tokens = f"{self.context:,} tokens" if self.generated == 1 else f"{self.context:,} + {self.generated:,} tokens"
        return f"decode of {self.transformer.name}, batch {self.batch:,}, context {tokens}, {_formats(self)}"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Prefill:
    """Reading `prompt` tokens of each of `batch` sequences at once. Only the last of a sequence predicts a word."""

    transformer: Transformer = attrs.field(validator=doors.is_a(Transformer))
    batch: int = attrs.field(default=1, converter=doors.known_whole)
    prompt: int = attrs.field(converter=doors.known_whole)
    compute: NumberFormat = attrs.field(default=FP16, converter=NumberFormat)
    weights: NumberFormat = attrs.field(default=FP16, converter=NumberFormat)
    cache: NumberFormat = attrs.field(default=FP16, converter=NumberFormat)

    phase = Phase.PREFILL

    @property
    def demand(self) -> Demand:
        """What reading the prompts asks of the hardware."""
        of = self.transformer
        head = parts_of(of).head
        tokens = self.batch * self.prompt
        attention = self.batch * attended(of) * Counting.CAUSAL.pairs(self.prompt)
        written = tokens * of.cached * _bytes(self.cache)
        return Demand(
            tokens=tokens,
            operations=simplest(2 * (met(of) * tokens + head * self.batch) + attention),
            traffic=simplest((touched(of, tokens) + head) * _bytes(self.weights) + written),
            resident=simplest(of.parameters * _bytes(self.weights) + written),
        )

    def __str__(self) -> str:
        return f"prefill of {self.transformer.name}, batch {self.batch:,}, {self.prompt:,} tokens, {_formats(self)}"


@attrs.frozen(kw_only=True, field_transformer=named_fields)
class Training:
    """One step of training on `batch` sequences of `sequence` tokens: forward, and backward at twice the operations.

    The step reads the weights twice and writes them once, writes and reads the gradients in the same format, and
    reads and writes `states` bytes for each parameter: 12 for Adam in mixed precision, which are a copy of the
    weights, a momentum and a variance in FP32 (Rajbhandari et al. 2020, arXiv 1910.02054, section 3.1).
    """

    transformer: Transformer = attrs.field(validator=doors.is_a(Transformer))
    batch: int = attrs.field(converter=doors.known_whole)
    sequence: int = attrs.field(converter=doors.known_whole)
    counting: Counting = attrs.field(default=Counting.CAUSAL, converter=Counting)
    compute: NumberFormat = attrs.field(default=BF16, converter=NumberFormat)
    weights: NumberFormat = attrs.field(default=BF16, converter=NumberFormat)
    states: int = attrs.field(default=12, converter=doors.known_whole)

    phase = Phase.TRAINING

    @property
    def demand(self) -> Demand:
        """What one step asks of the hardware."""
        of = self.transformer
        tokens = self.batch * self.sequence
        attention = self.batch * attended(of) * self.counting.pairs(self.sequence)
        weights = _bytes(self.weights)
        return Demand(
            tokens=tokens,
            operations=simplest(3 * (2 * (met(of) + parts_of(of).head) * tokens + attention)),
            traffic=simplest(of.parameters * (5 * weights + 2 * self.states)),
            resident=simplest(of.parameters * (2 * weights + self.states)),
        )

    def __str__(self) -> str:
        return (
            f"training of {self.transformer.name}, batch {self.batch:,} x {self.sequence:,} tokens,"
            f" attention counted {self.counting.value}, {_formats(self)}"
        )


Workload: TypeAlias = Decode | Prefill | Training
"""What hardware may be asked to run."""


def _bytes(of: NumberFormat) -> Exact:
    return simplest(Fraction(of.bits, 8))


def _formats(of: Workload) -> str:
    """Formats in short: one where all are the same."""
    named = {"computing": of.compute, "weights": of.weights}
    if not isinstance(of, Training):
        named["cache"] = of.cache
    if len(set(named.values())) == 1:
        return str(of.compute)
    return ", ".join(f"{what} {item}" for what, item in named.items())
