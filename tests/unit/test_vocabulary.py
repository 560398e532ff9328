"""Classes of others with a tag of their own: what they must have, and how files make them."""

import dataclasses
import re
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.errors import InvalidTypeError, InvalidValueError, UnknownNameError
from aichipcn.mandates.cases import Case
from aichipcn.mandates.credits import Credit
from aichipcn.mandates.measures import AnyMeasure
from aichipcn.mandates.predicates import Predicate, unknown_fields
from aichipcn.mandates.schedule import Requirement
from aichipcn.mandates.vocabulary import OWN, Vocabulary, argument_of, keys_of, made, part_of, tag_of
from aichipcn.model import doors
from aichipcn.values.dates import one_day


class Chosen:
    """The members of a predicate, for classes that differ in their fields."""

    reads = ("facility.kind",)

    def holds(self, case):
        return acn.Ternary.UNKNOWN if case.facility.kind is None else acn.Ternary.TRUE

    def describe(self):
        return "chosen"

    def missing(self, case):
        return unknown_fields(self, case)


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@attrs.frozen
class MemoryAtLeast:
    """One field, with a door of ours."""

    tag = "memory-at-least"
    reads = ("chip.memory",)

    least: acn.Estimate = attrs.field(converter=doors.memory)

    def holds(self, case):
        memory = case.chip.memory if case.chip else None
        return acn.Ternary.UNKNOWN if memory is None else memory >= self.least

    def describe(self):
        return f"with at least {self.least} of memory"

    def missing(self, case):
        return unknown_fields(self, case)


@attrs.frozen
class Cooled(Chosen):
    """One field, a limit of ours."""

    tag: ClassVar[str] = "cooled"

    limit: acn.Limit = attrs.field(converter=lambda value: acn.Limit.parse(value, "W"))


@attrs.frozen(kw_only=True)
class Between(Chosen):
    """Several fields, of which two may be left out, in attrs."""

    tag: ClassVar[str] = "between"

    not_before: date = attrs.field(converter=one_day)
    sizes: tuple[Size, ...] = attrs.field(default=(), converter=lambda value: tuple(map(Size, value)))
    share: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(Fraction))


@dataclasses.dataclass(frozen=True)
class Named(Chosen):
    """Several fields in a dataclass, two with defaults."""

    tag = "named"

    name: str
    words: tuple[str, ...] = ()
    weights: dict[str, float] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Listed(Chosen):
    """One field, a list, in a dataclass with slots."""

    tag = "listed"

    names: tuple[str, ...]


@attrs.frozen
class Hidden(Chosen):
    """A field that its constructor knows by another name."""

    tag = "hidden"

    _limit: int


@attrs.frozen
class Always(Chosen):
    """No field, in attrs."""

    tag = "always"


@dataclasses.dataclass(frozen=True)
class Ever(Chosen):
    """No field, in a dataclass."""

    tag = "ever"


@attrs.frozen
class Weighted:
    """A measure of which the unit is a field without a value of its own."""

    tag = "weighted"

    unit: str
    field = "chip.power"

    def weight(self, chip):
        return acn.Estimate.point(2)

    def describe(self):
        return "chips counted twice"


@attrs.frozen
class Halved:
    """A credit of one field."""

    tag = "halved"
    reads = ()

    worth_of_each: Fraction = attrs.field(converter=Fraction)

    def worth(self, case):
        return acn.Estimate.point(self.worth_of_each)

    def describe(self):
        return "of any kind, in part"

    def missing(self, case):
        return ()


@attrs.frozen
class Doubling:
    """A requirement of two fields."""

    tag = "doubling"

    start: date = attrs.field(converter=one_day)
    share: Fraction = attrs.field(converter=Fraction)

    def threshold(self, on):
        if on < self.start:
            return None
        return acn.Threshold(acn.Bound.SHARE_AT_LEAST, min(Fraction(1), self.share * 2 ** (on.year - self.start.year)))

    def next_after(self, on):
        return None

    def describe(self):
        return f"at least {self.share} from {self.start}, doubling each year, must be"


days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
words = st.text(st.characters(exclude_categories=("C",)), max_size=8)
fractions = st.fractions(0, 1, max_denominator=50)
TAGGED = st.one_of(
    st.integers(1, 10**6).map(lambda gigabytes: MemoryAtLeast(f"{gigabytes} GB")),
    st.builds(Between, not_before=days, sizes=st.lists(st.sampled_from(Size)), share=st.none() | fractions),
    st.builds(
        Named,
        name=words,
        words=st.lists(words).map(tuple),
        weights=st.dictionaries(words, st.floats(allow_nan=False, allow_infinity=False)),
    ),
    st.builds(Listed, names=st.lists(words).map(tuple)),
    st.builds(Hidden, limit=st.integers()),
    st.just(Always()),
    st.just(Ever()),
    st.builds(Weighted, unit=words),
    st.builds(Halved, worth_of_each=fractions),
    st.builds(Doubling, start=days, share=fractions),
)
CLASSES = (MemoryAtLeast, Between, Named, Listed, Hidden, Always, Ever, Weighted, Halved, Doubling)


@given(TAGGED)
def test_a_value_comes_back_from_what_is_written_of_it(value):
    assert made(type(value), argument_of(value)) == value


@given(st.permutations(CLASSES))
def test_a_vocabulary_finds_every_class_by_its_part_and_tag_in_whichever_order(classes):
    vocabulary = Vocabulary(classes)

    for cls in classes:
        assert vocabulary.class_of(part_of(cls), tag_of(cls)) is cls
    for part, own in OWN.items():
        assert vocabulary.tags(part) == (*own, *(cls.tag for cls in classes if part_of(cls) == part))
        assert all(vocabulary.class_of(part, tag) is None for tag in own)


def test_the_parts_of_classes():
    parts = {cls: part_of(cls) for cls in CLASSES}

    assert {cls for cls, part in parts.items() if part != "predicate"} == {Weighted, Halved, Doubling}
    assert (parts[Weighted], parts[Halved], parts[Doubling]) == ("measure", "credit", "requirement")


@pytest.mark.parametrize(
    ("value", "argument"),
    [
        (MemoryAtLeast("64 GB"), "64 GB"),
        (Cooled("<= 400 W"), "<= 400 W"),
        (Between(not_before=date(2027, 1, 1)), {"not-before": date(2027, 1, 1), "sizes": []}),
        (
            Between(not_before=date(2027, 1, 1), sizes=["small"], share="1/3"),
            {"not-before": date(2027, 1, 1), "sizes": ["small"], "share": "1/3"},
        ),
        (Named("n", ("a",), {"b": 0.5}), {"name": "n", "words": ["a"], "weights": {"b": 0.5}}),
        (Listed(("a", "b")), ["a", "b"]),
        (Hidden(3), 3),
        (Always(), True),
        (Ever(), True),
    ],
    ids=str,
)
def test_what_is_written_of_a_value(value, argument):
    assert argument_of(value) == argument
    assert made(type(value), argument) == value


def test_a_class_is_made_with_tuples_because_it_keeps_no_lists():
    assert made(Listed, ["a", ["b"]]).names == ("a", ("b",))
    assert hash(made(Listed, ["a"])) == hash(Listed(("a",)))


@pytest.mark.parametrize(
    ("cls", "keys"),
    [
        (Between, ("not-before", "sizes", "share")),
        (Named, ("name", "words", "weights")),
        (Hidden, ("limit",)),
        (Ever, ()),
    ],
)
def test_the_keys_of_the_table_that_a_class_is_made_from(cls, keys):
    assert keys_of(cls) == keys


def test_keys_may_be_spelt_with_underscores():
    assert made(Between, {"not_before": date(2027, 1, 1)}) == Between(not_before=date(2027, 1, 1))


# -- in files

WORKED = """
[[sources]]
slug = "notice"
title = "Notice"
publisher = "Example"

[[mandates]]
slug = "mine"
title = "Mine"
sources = ["notice"]
scope = { all = [{ always = true }, { between = { not-before = 2027-01-01, sizes = ["large"] } }] }
measure = { weighted = "chip" }
require = { doubling = { start = 2027-01-01, share = "1/4" } }

[[mandates.readings]]
name = "large"
qualifies = { memory-at-least = "64 GB" }

[[mandates.readings]]
name = "half"
credit = { halved = "1/2" }
"""


@pytest.fixture
def worked(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(WORKED, "utf-8")
    return acn.load_catalogue(file, vocabulary=Vocabulary(CLASSES))


def test_a_file_may_use_the_tags_of_a_vocabulary(worked):
    mandate = worked.mandates["mine"]

    assert mandate.scope == acn.AllOf([Always(), Between(not_before=date(2027, 1, 1), sizes=["large"])])
    assert mandate.measure == Weighted("chip")
    assert mandate.require == Doubling(date(2027, 1, 1), "1/4")
    assert mandate.reading("large").qualifies == MemoryAtLeast("64 GB")
    assert mandate.reading("half").credit == Halved("1/2")


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_a_saved_mandate_comes_back_with_the_classes_of_its_tags(worked, tmp_path, ending):
    file = tmp_path / f"again.{ending}"
    acn.save([worked.sources["notice"], worked.mandates["mine"]], file)
    again = acn.load_catalogue(file, vocabulary=Vocabulary(CLASSES))

    assert again.mandates["mine"] == worked.mandates["mine"]
    assert again.fingerprint == worked.fingerprint


def test_a_mandate_of_another_s_parts_is_assessed(worked):
    chips = (
        acn.Chip(slug="small", name="Small", memory="32 GB"),
        acn.Chip(slug="large", name="Large", memory="64 GB"),
    )
    site = acn.Facility(
        slug="site",
        name="Site",
        kind="data-centre",
        commissioned=date(2026, 1, 1),
        deployments=[acn.Deployment(chip=chip, count=10) for chip in chips],
    )
    verdicts = {
        year: acn.assess(site, worked.mandates["mine"], on=date(year, 6, 1)).status for year in (2026, 2027, 2028, 2029)
    }

    assert verdicts == {
        2026: acn.Status.NOT_IN_FORCE,
        2027: acn.Status.COMPLIANT,
        2028: acn.Status.COMPLIANT,
        2029: acn.Status.NON_COMPLIANT,
    }
    assert acn.assess(site, worked.mandates["mine"], on=date(2027, 6, 1)).tally.q_low == 20


WRONG = {
    "qualifies = { memory-at-leest = '1 GB' }": "unknown condition; nearest: 'memory-at-least'; allowed: all,",
    "qualifies = { memory-at-least = '1 W' }": (
        "mandates[0].readings[0].qualifies.memory-at-least (m): not an amount of memory: '1 W'"
    ),
    "qualifies = { always = {} }": ".always (m): takes no argument; write true, got {}",
    "qualifies = { between = '2027' }": ".between (m): a table is needed, got '2027'",
    "qualifies = { between = { not-befor = 2027-01-01 } }": (
        ".between.not-before (m): is missing",
        ".between.not-befor (m): unknown key; nearest: 'not-before'; allowed: not-before, sizes, share",
    ),
    "qualifies = { between = { not-before = 2027-01-01, sizes = ['huge'] } }": (
        "Between does not take {'not_before': datetime.date(2027, 1, 1), 'sizes': ('huge',)}: "
        "'huge' is not a valid Size"
    ),
    "qualifies = { named = {} }": ".named.name (m): is missing",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_a_class_does_not_take_is_told_with_its_path(line, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        "[[mandates]]\nslug = 'm'\ntitle = 'M'\nsources = ['nikkei-2025-08-21']\n"
        f"require = {{ share-at-least = {{ 2027-12-31 = '70%' }} }}\n[[mandates.readings]]\nname = 'r'\n{line}\n",
        "utf-8",
    )
    expected = WRONG[line] if isinstance(WRONG[line], tuple) else (WRONG[line],)

    with pytest.raises(acn.CatalogueError) as raised:
        acn.load_catalogue(file, vocabulary=Vocabulary(CLASSES))
    assert len(raised.value.problems) == len(expected)
    for text, problem in zip(expected, raised.value.problems, strict=True):
        assert text in str(problem)


# -- what is refused


def test_the_members_of_each_part_are_those_of_its_protocol():
    bare = {"predicate": "holds", "measure": "weight", "credit": "worth", "requirement": "threshold"}
    protocols = {"predicate": Predicate, "measure": AnyMeasure, "credit": Credit, "requirement": Requirement}
    for part, method in bare.items():
        cls = attrs.frozen(type("Bare", (), {method: lambda self: None, "tag": "bare"}))
        with pytest.raises(InvalidTypeError) as raised:
            part_of(cls)
        told = str(raised.value).partition("; allowed: ")

        assert {name.removesuffix("()") for name in told[2].split(", ")} == {
            name for name in vars(protocols[part]) if not name.startswith("_")
        }
        assert told[0] == f"the {part} Bare lacks " + ", ".join(
            name for name in told[2].split(", ") if name != f"{method}()"
        )


def test_a_property_that_is_a_method_and_a_method_that_is_none_are_lacking():
    @attrs.frozen
    class Turned:
        tag = "turned"
        describe = "in words"
        holds = missing = lambda self, case: None

        def reads(self):
            return ()

    with pytest.raises(InvalidTypeError, match=re.escape("the predicate Turned lacks reads, describe()")):
        part_of(Turned)


def test_what_is_only_inherited_from_a_protocol_is_lacking():
    @attrs.frozen
    class Empty(Predicate):
        tag = "empty"

        def holds(self, case):
            return acn.Ternary.TRUE

    with pytest.raises(InvalidTypeError, match=re.escape("the predicate Empty lacks reads, describe(), missing()")):
        part_of(Empty)


def unfrozen():
    @attrs.define
    class Changing(Chosen):
        tag = "changing"
        limit: int = attrs.field(validator=attrs.validators.instance_of(int))

    @attrs.define
    class Converting(Chosen):
        tag = "changing"
        limit: int = attrs.field(converter=lambda value: value)

    @attrs.define
    class Bare(Chosen):
        tag = "changing"

    @dataclasses.dataclass
    class Data(Chosen):
        tag = "changing"
        limit: int

    return Changing, Converting, Bare, Data


@pytest.mark.parametrize("cls", unfrozen(), ids=lambda cls: cls.__name__)
def test_a_class_that_can_be_changed_is_refused(cls):
    with pytest.raises(InvalidTypeError, match=f"^the predicate {cls.__name__} can be changed; make it frozen$"):
        Vocabulary([cls])


def test_a_class_without_fields_of_attrs_or_a_dataclass_is_refused():
    for value in (Chosen, Always(), "always", None):
        with pytest.raises(InvalidTypeError, match=r"^a frozen class of attrs, or a frozen dataclass, is needed, got "):
            part_of(value)


def test_a_class_of_no_part_or_of_two_is_refused():
    @attrs.frozen
    class Nothing:
        tag = "nothing"

    @attrs.frozen
    class Both(Chosen):
        tag = "both"

        def worth(self, case):
            return acn.Estimate.point(1)

    tail = "; exactly one of the methods is needed; allowed: holds(), weight(), worth(), threshold()"
    with pytest.raises(InvalidTypeError) as raised:
        part_of(Nothing)
    assert str(raised.value) == f"Nothing is no predicate, measure, credit or requirement{tail}"
    with pytest.raises(InvalidTypeError) as raised:
        part_of(Both)
    assert str(raised.value) == f"Both is a predicate and a credit at once{tail}"


def tagged(tag, name="Mine"):
    return attrs.frozen(type(name, (Chosen,), {"tag": tag}))


@pytest.mark.parametrize("part", OWN)
def test_a_tag_of_ours_is_taken_in_its_part_alone(part):
    members = {"predicate": MemoryAtLeast, "measure": Weighted, "credit": Halved, "requirement": Doubling}
    for tag in OWN[part]:
        theirs = type("Theirs", (members[part],), {"tag": tag})
        with pytest.raises(InvalidValueError) as raised:
            Vocabulary([theirs])
        assert str(raised.value) == (
            f"the tag {tag!r} of the {part} tests.unit.test_vocabulary.Theirs is taken by aichipcn; choose another"
        )
    assert Vocabulary([tagged("tiers")]).class_of("predicate", "tiers") is not None


def test_two_classes_of_one_tag_clash_in_one_part_alone():
    one, other = tagged("mine", "One"), tagged("mine", "Other")
    credit = type("Part", (Halved,), {"tag": "mine"})

    with pytest.raises(InvalidValueError) as raised:
        Vocabulary([one]).with_(other)
    assert str(raised.value) == (
        "the tag 'mine' of the predicate tests.unit.test_vocabulary.Other is taken by"
        " tests.unit.test_vocabulary.One; choose another"
    )
    assert Vocabulary([one, credit, one]).classes == (one, credit)


@pytest.mark.parametrize("tag", [None, 3, "Mine", "", "my tag"])
def test_a_tag_is_a_slug(tag):
    with pytest.raises((InvalidValueError, InvalidTypeError), match=f"^Mine.tag: not a slug: {re.escape(repr(tag))}; "):
        Vocabulary([tagged(tag)])


def test_a_class_without_a_tag_is_refused():
    with pytest.raises(InvalidValueError, match=r"^Bare\.tag: not a slug: None"):
        Vocabulary([attrs.frozen(type("Bare", (Chosen,), {}))])


def test_a_tag_is_no_field():
    @attrs.frozen
    class Typed(Chosen):
        tag: str = "typed"

    @dataclasses.dataclass(frozen=True)
    class Data(Chosen):
        tag: str = "typed"

    for cls in (Typed, Data):
        with pytest.raises(InvalidValueError) as raised:
            Vocabulary([cls])
        assert str(raised.value) == (
            f"the tag of {cls.__name__} is one of its fields; write it without a type: tag = 'my-tag'"
        )


def test_a_vocabulary_is_given_classes():
    for value in (Always, "always", None, [Always()]):
        with pytest.raises(InvalidTypeError):
            Vocabulary(value)


def test_a_tag_that_is_no_text_is_nobody_s():
    assert Vocabulary([Always]).class_of("predicate", ["always"]) is None


# -- classes that raise


def raising(error):
    @attrs.frozen
    class Raising(Chosen):
        tag = "raising"
        limit: int

        def __attrs_post_init__(self):
            raise error

    return Raising


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (ValueError("too small"), InvalidValueError, "too small"),
        (TypeError("no number"), InvalidTypeError, "no number"),
        (KeyError("limit"), InvalidValueError, "'limit'"),
        (ZeroDivisionError(), InvalidValueError, "ZeroDivisionError"),
    ],
    ids=repr,
)
def test_what_a_constructor_raises_is_told_of_its_class(error, kind, said):
    with pytest.raises(kind) as raised:
        made(raising(error), 3)

    assert str(raised.value) == f"Raising does not take 3: {said}"
    assert raised.value.__cause__ is error


def test_an_error_of_ours_in_a_constructor_stays_what_it_is():
    error = UnknownNameError("chip", "x", ["y"])
    with pytest.raises(UnknownNameError) as raised:
        made(raising(error), 3)

    assert raised.value is error


def test_a_class_of_another_kind_has_no_words_in_files():
    with pytest.raises(InvalidTypeError, match=r"^a frozen class of attrs, or a frozen dataclass, is needed"):
        argument_of(Chosen())


@attrs.frozen
class Keeping(Chosen):
    """Keeps whatever it is given, and reads none of it back."""

    tag = "keeping"
    given: object


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "None"),
        (Fraction(1, 3), "'1/3'"),
        (Size.SMALL, "'small'"),
        (acn.Estimate.point(2), "'2'"),
        (date(2027, 1, 1), "2027-01-01"),
        (float("inf"), "inf"),
    ],
    ids=str,
)
def test_what_does_not_come_back_as_it_was_is_not_written(value, shown):
    with pytest.raises(InvalidValueError) as raised:
        argument_of(Keeping(value))

    assert str(raised.value).startswith(f"Keeping does not come back as it was from {shown}: Keeping(given=")


def test_what_a_class_refuses_to_be_made_of_is_not_written():
    @attrs.frozen
    class Once(Chosen):
        tag = "once"
        limit: int = attrs.field(validator=attrs.validators.instance_of(Fraction))

    with pytest.raises(InvalidValueError, match=r"^Once does not come back as it was from '1/3': "):
        argument_of(Once(Fraction(1, 3)))


def test_a_tag_of_ours_on_another_s_class_is_not_saved_as_if_it_were_ours(tmp_path):
    theirs = attrs.frozen(type("Theirs", (Chosen,), {"tag": "designed-in", "__annotations__": {"code": str}}))
    mandate = attrs.evolve(
        acn.load_catalogue().mandates["shanghai-2027"], readings=[acn.Reading(name="r", qualifies=theirs("CN"))]
    )
    with pytest.raises(InvalidValueError, match="is taken by aichipcn"):
        acn.save([mandate], tmp_path / "mine.json")


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("chip.memory", "64 GB"),
        ("chip.rates.fp16", "100 TFLOP/s"),
        ("chip.status", "shipping"),
        ("chip.power", "unknown"),
        ("chip.rates.fp64", "unknown"),
        ("chip.colour", "unknown"),
        ("facility.memory", "unknown"),
        ("memory", "unknown"),
    ],
)
def test_what_is_known_of_a_figure_that_another_s_class_reads(field, found):
    chip = acn.Chip(slug="c", name="C", memory="64 GB", rates={"fp16": "100 TFLOP/s"}, status="shipping")
    site = acn.Facility(slug="s", name="S", deployments=[acn.Deployment(chip=chip, count=1)])

    assert Case(site, site.deployments[0]).found(field) == found
    assert Case(site).found(field) == "unknown"


def test_an_explanation_shows_what_another_s_predicate_found(worked):
    chip = acn.Chip(slug="c", name="C", memory="32 GB")
    site = acn.Facility(slug="s", name="S", commissioned="2026-01-01", deployments=[acn.Deployment(chip=chip, count=1)])
    explained = str(acn.explain(acn.assess(site, worked.mandates["mine"], on=date(2027, 6, 1), as_if_in_scope=True)))

    assert "with at least 64 GB of memory: false (memory: 32 GB)" in explained


def test_the_worked_predicate_says_what_it_lacks():
    chip = acn.Chip(slug="c", name="C")
    site = acn.Facility(slug="s", name="S", deployments=[acn.Deployment(chip=chip, count=1)])
    case = Case(site, site.deployments[0])

    assert MemoryAtLeast("1 GB").holds(case) is acn.Ternary.UNKNOWN
    assert [str(fact) for fact in MemoryAtLeast("1 GB").missing(case)] == ["memory of C in S"]
