"""Whether a chip is fit for a workload: what is told for it, what against it, and what decides.

Fit is what somebody ran: a claim with a figure on the workload, a utilisation measured on it, a finding that it
succeeded. That it failed, or that the chip cannot run it, speaks against. What is told of other chips is no evidence.

- TRUE where something told for it decides, and nothing whatever is told against it.
- FALSE where a source says that the chip cannot run it, which decides, and nothing whatever is told for it.
- UNKNOWN otherwise: what speaks both ways, and what nobody tells, is not settled here.

Evidence speaks without deciding where it has a caveat: it tells for it on a wider workload, or against it on a narrower
one; it is an estimate, a rumour, or of a standing that is not told; it counts only in a reading that was not asked for;
it is a run that failed, which shows nothing of the next. "At most" leaves room for nothing, and does not speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from aichipcn.codes import Code
from aichipcn.compute.claims.breadth import Breadth, breadth, is_on_paper
from aichipcn.errors import InvalidValueError, shown
from aichipcn.model import doors
from aichipcn.model.chips import Chip
from aichipcn.model.claims import ClaimKind, Outcome, PerformanceClaim
from aichipcn.model.sources import Confidence, Source, cited, each_once, firmness
from aichipcn.model.utilisations import Phase, Utilisation
from aichipcn.values.estimate import Estimate
from aichipcn.values.ternary import FALSE, TRUE, UNKNOWN, Ternary

_WORDS = {Phase.TRAINING: "training", Phase.PREFILL: "inference/prefill", Phase.DECODE: "inference/decode"}
_SPEAKS = {Outcome.SUCCEEDED: TRUE, Outcome.FAILED: FALSE, Outcome.UNSUPPORTED: FALSE}
_LOOSE = {
    Confidence.ANALYST_ESTIMATE: "an estimate",
    Confidence.RUMOUR: "a rumour",
    None: "how it is known is not told",
}
_ORDER = {TRUE: 0, FALSE: 1, UNKNOWN: 2}


@attrs.frozen
class Evidence:
    """A claim or a utilisation that tells of a chip on a workload.

    `speaks` is TRUE for what tells that the chip runs it, FALSE for the contrary, UNKNOWN for neither; `caveat` is why
    it decides nothing, and empty where it decides.
    """

    item: PerformanceClaim | Utilisation
    workload: str
    speaks: Ternary
    caveat: str

    @property
    def decides(self) -> bool:
        """Whether it settles the question where nothing contrary is told."""
        return not self.caveat

    @property
    def sources(self) -> tuple[Source, ...]:
        """What it rests on."""
        return self.item.sources

    def __str__(self) -> str:
        caveat = f"; {self.caveat}" if self.caveat else ""
        return f"{_what(self.item)}; {self.workload} ({cited(self.item.sources, self.item.published)}){caveat}"


@attrs.frozen
class Suitability:
    """Whether a chip is fit for a workload, with the evidence."""

    chip: Chip
    workload: str
    suits: Ternary
    evidence: tuple[Evidence, ...]

    @property
    def in_favour(self) -> tuple[Evidence, ...]:
        """What tells that the chip runs it."""
        return tuple(item for item in self.evidence if item.speaks is TRUE)

    @property
    def against(self) -> tuple[Evidence, ...]:
        """What tells the contrary."""
        return tuple(item for item in self.evidence if item.speaks is FALSE)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What all of it rests on, each once."""
        return each_once(source for item in self.evidence for source in item.sources)

    def __str__(self) -> str:
        lines = [f"{self.chip.name} for {self.workload}: {self.suits}"]
        sides = {TRUE: "for", FALSE: "against", UNKNOWN: "neither"}
        lines += [f"{sides[item.speaks]}: {item}" for item in self.evidence]
        return "\n".join(lines)


def suitability(
    chip: Chip,
    workload: str,
    claims: Iterable[PerformanceClaim],
    utilisations: Iterable[Utilisation] = (),
    *,
    reading: str | None = None,
) -> Suitability:
    """Whether a chip is fit for a workload, by published claims and utilisations.

    Parameters
    ----------
    chip
        The chip that is asked about. Its kin are no evidence.
    workload
        Such as `training` or `inference/prefill`, in the words that the claims use.
    claims, utilisations
        What is told; that of other chips and other workloads is left out.
    reading
        The reading in which claims of open wording decide. In any other they speak without deciding.

    Raises
    ------
    InvalidTypeError
        Where the chip is none, the workload is no text, or a claim or utilisation is none.
    InvalidValueError
        Where the workload is a figure on paper, such as `tpp`, for which no chip is fit or unfit.
    """
    doors.instance(chip, "chip", Chip)
    doors.named(_work, workload, "workload")
    told = doors.named(lambda value: doors.instances(value, PerformanceClaim), claims, "claims")
    measured = doors.named(lambda value: doors.instances(value, Utilisation), utilisations, "utilisations")
    found = [*_of_claims(chip, workload, told, reading), *_of_utilisations(chip, workload, measured)]
    evidence = tuple(sorted(found, key=lambda item: (_ORDER[item.speaks], not item.decides, item.item.slug)))
    return Suitability(chip, workload, _settled(evidence), evidence)


def _work(value: str) -> str:
    word = doors.text(value)
    if is_on_paper(word):
        msg = f"{shown(word)} is a figure on paper, for which no chip is fit or unfit; name work such as 'training'"
        raise InvalidValueError(msg, found=word, code=Code.UNKNOWN_TERM)
    return word


def _settled(evidence: tuple[Evidence, ...]) -> Ternary:
    sides = {item.speaks for item in evidence} - {UNKNOWN}
    if len(sides) != 1:
        return UNKNOWN
    (side,) = sides
    return side if any(item.decides and item.speaks is side for item in evidence) else UNKNOWN


def _of_claims(
    chip: Chip, workload: str, claims: Iterable[PerformanceClaim], reading: str | None
) -> Iterator[Evidence]:
    for claim in claims:
        figure = None if claim.kind is ClaimKind.FINDING else claim.ratio
        its_own = claim.chip.slug == chip.slug
        tells = its_own or (claim.reference.slug == chip.slug and figure is not None)
        kin = breadth(claim.workload, workload)
        if claim.workload is None or kin is Breadth.UNRELATED or not tells:
            continue
        outcome = claim.outcome if its_own else None
        speaks = _SPEAKS[outcome] if outcome else _by_figure(figure)
        caveats = [*_by_breadth(kin, speaks), *_by_standing(claim.firmness)]
        if claim.reading not in (None, reading):
            caveats.append(f"only in the reading {claim.reading}")
        if outcome is Outcome.FAILED:
            caveats.append("a run that failed shows nothing of the next")
        yield Evidence(claim, claim.workload, speaks, "; ".join(caveats))


def _of_utilisations(chip: Chip, workload: str, utilisations: Iterable[Utilisation]) -> Iterator[Evidence]:
    for item in utilisations:
        if item.chip is None or item.chip.slug != chip.slug or item.phase is None:
            continue
        word = _ran(item, item.phase)
        kin = breadth(word, workload)
        if kin is not Breadth.UNRELATED:
            speaks = _by_figure(item.value)
            caveats = [*_by_breadth(kin, speaks), *_by_standing(firmness(item.confidence, item.sources))]
            yield Evidence(item, word, speaks, "; ".join(caveats))


def _ran(item: Utilisation, phase: Phase) -> str:
    """The workload of a utilisation: of training also whether the model is dense, where the model is known."""
    model = item.transformer
    if phase is not Phase.TRAINING or model is None:
        return _WORDS[phase]
    return "training/moe" if model.experts else "training/dense"


def _by_figure(figure: Estimate | None) -> Ternary:
    return TRUE if figure is not None and figure.low > 0 else UNKNOWN


def _by_breadth(kin: Breadth, speaks: Ternary) -> Iterator[str]:
    if kin is Breadth.WIDER and speaks is TRUE:
        yield "of a wider workload"
    if kin is Breadth.NARROWER and speaks is FALSE:
        yield "of a narrower workload"


def _by_standing(confidence: Confidence | None) -> Iterator[str]:
    if confidence in _LOOSE:
        yield _LOOSE[confidence]


def _what(item: PerformanceClaim | Utilisation) -> str:
    """What is told, in the source's words where there are any."""
    if isinstance(item, Utilisation):
        return str(item)
    metric = item.metric or item.slug
    if item.ratio is None:
        return metric
    by_another = item.chip.slug != item.reference.slug
    pair = f"{item.chip.name} by {item.reference.name}, " if by_another else ""
    return f"{metric}: {pair}{item.ratio}"
