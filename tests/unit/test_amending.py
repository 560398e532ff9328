"""Amendments: what a file changes, what is said to one that is wrong, and what is expected of those that we ship."""

import json
import re
from datetime import date
from pathlib import Path

import attrs
import pytest

import aichipcn as acn
from aichipcn.catalogue.expected import expected_path

SHIPPED = sorted((Path(__file__).parents[1] / "data" / "amendments").glob("*.toml"))
HEAD = """
[amendment]
title = "T"
author = "A"
changes = "C"
why = "W"
"""
STRICTER = """
[[change]]
mandate = "shanghai-2027"
set = { require = { share-at-least = { 2027-12-31 = "80%" } } }
"""
ON = date(2027, 12, 31)


@pytest.fixture
def amend(tmp_path):
    """An amendment out of the text below its header."""

    def read(text, head=HEAD, catalogue=None, name="my.toml"):
        (tmp_path / name).write_text(head + text, "utf-8")
        return acn.read_amendment(tmp_path / name, catalogue)

    return read


@pytest.fixture
def refused(amend, tmp_path):
    """The problems of an amendment, without the path of the file."""

    def problems(text, head=HEAD, catalogue=None):
        with pytest.raises(acn.CatalogueError) as caught:
            amend(text, head, catalogue)
        assert {problem.file for problem in caught.value.problems} == {str(tmp_path / "my.toml")}
        return [": ".join(filter(None, (problem.where, problem.message))) for problem in caught.value.problems]

    return problems


def test_a_change_sets_keys_in_the_words_of_the_data_files(amend, catalogue):
    made = amend(STRICTER)
    rule = made.catalogue.mandates["shanghai-2027"]

    assert str(rule.require) == "80% from 2027-12-31"
    assert attrs.evolve(rule, require=catalogue.mandates["shanghai-2027"].require) == catalogue.mandates[rule.slug]
    assert made.diff == ("~ mandate shanghai-2027",)
    assert made.before is catalogue
    assert (made.header.title, made.header.author, made.header.changes, made.header.why) == ("T", "A", "C", "W")
    assert (made.header.on, made.header.as_if_in_scope, made.header.base) == ((), False, None)


def test_the_catalogue_that_is_amended_stays_as_it_is(amend, catalogue):
    before = acn.load_catalogue().fingerprint
    made = amend(STRICTER)

    assert attrs.evolve(catalogue).fingerprint == before != made.catalogue.fingerprint
    assert str(catalogue.mandates["shanghai-2027"].require) == "70% from 2027-12-31"


def test_what_refers_to_a_changed_entry_refers_to_the_new_one(amend, catalogue):
    made = amend('[[change]]\nvendor = "huawei"\nset = { name = "Another", place = "US" }\nunset = ["note"]\n')
    chip = made.catalogue.chips["910B"]

    assert (chip.designer.name, chip.designer.place.code, chip.designer.note) == ("Another", "US", "")
    assert made.diff == ("~ vendor huawei",)


def test_an_unset_key_is_unknown(amend, catalogue):
    made = amend('[[change]]\nmandate = "shanghai-2027"\nunset = ["wording", "note"]\n')

    assert catalogue.mandates["shanghai-2027"].wording
    assert made.catalogue.mandates["shanghai-2027"].wording is None


def test_changes_and_new_entries_may_refer_to_each_other(amend):
    made = amend(
        """
[[sources]]
slug = "mine"
title = "Mine"
publisher = "P"

[[vendors]]
slug = "my-firm"
name = "My firm"
place = "CN"
sources = ["mine"]

[[change]]
chip = "nvidia-h20"
set = { designer = "my-firm", sources = ["mine"] }

[[change]]
place = "CN-GZ/guiyang"
set = { name = "Kweiyang" }
"""
    )

    assert made.diff == ("+ source mine", "~ place CN-GZ/guiyang", "+ vendor my-firm", "~ chip nvidia-h20")
    assert made.catalogue.chips["H20"].designer is made.catalogue.vendors["my-firm"]
    assert made.catalogue.places["Kweiyang"].parent.code == "CN-GZ"


def test_an_amendment_may_be_of_a_catalogue_of_ones_own_and_in_json(tmp_path, catalogue):
    rule = attrs.evolve(catalogue.mandates["shanghai-2027"], slug="mine", aliases=())
    own = catalogue.with_(rule)
    header = {"title": "T", "author": "A", "changes": "C", "why": "W", "on": ["2027-12-31"], "base": own.fingerprint}
    change = {"mandate": "mine", "set": {"legal_force": "law"}}
    (tmp_path / "my.json").write_text(json.dumps({"amendment": header, "change": [change]}), "utf-8")
    made = acn.read_amendment(tmp_path / "my.json", own)

    assert made.catalogue.mandates["mine"].legal_force.value == "law"
    assert (made.header.on, made.header.base) == ((ON,), own.fingerprint)
    assert "mine" not in catalogue.mandates


def test_every_problem_is_told_at_once(refused):
    text = """
[[change]]
mandate = "shanghai-2028"
set = { note = "x" }

[[change]]
mandate = "beijing-2027"
set = { require = { share-at-least = { 2027-12-31 = "170%" } }, issuers = "x", slug = "y" }

[[change]]
mandate = "beijing-2027"
chip = "nvidia-h20"
set = { note = "x" }

[[change]]
set = { note = "x" }

[[change]]
mandate = "national-grid-80"

[[change]]
mandate = "document-79"
unset = ["wordin"]
sett = 3

[[change]]
chip = "nvidia-h20"
set = { power = "3 GB", designer = "nvidea" }

[[change]]
chip = "nvidia-h20"
set = { note = "x" }

[[mandates]]
slug = "shanghai-2027"

[[mandate]]
slug = "x"
"""
    head = (
        '[amendment]\ntitle = ""\nauthor = 3\nwhy = "W"\nhow = "H"\non = ["2027"]\nas-if-in-scope = "no"\nbase = "ab"\n'
    )
    found = refused(text, head)

    assert [line.partition(": ")[0] for line in found] == [
        "amendment.changes",
        "amendment.title",
        "amendment.author",
        "amendment.how",
        "amendment.on[0]",
        "amendment.as-if-in-scope",
        "amendment.base",
        "change[0].mandate",
        "change[1].set.slug",
        "change[2]",
        "change[3]",
        "change[4]",
        "change[5].unset[0]",
        "change[5].sett",
        "change[6].set.power (nvidia-h20)",
        "change[6].set.designer (nvidia-h20)",
        "change[7]",
        "mandates[0].slug (shanghai-2027)",
        "mandate",
    ]


def test_a_problem_has_the_line_of_the_key_or_of_what_lacks_it(amend):
    text = '\n[[change]]\nmandate = "shanghai-2027"\nset.level = "plase"\nunset = [\n    "title",\n    "wordin",\n]\n'
    with pytest.raises(acn.CatalogueError) as unset:
        amend(text, HEAD)
    with pytest.raises(acn.CatalogueError) as put:
        amend(text.replace('    "wordin",\n', ""), HEAD)

    first = HEAD.count("\n") + 2
    assert [(error.line, error.path) for error in unset.value.problems] == [(first + 5, "change[0].unset[1]")]
    assert [(error.line, error.path, error.code) for error in put.value.problems] == [
        (first + 2, "change[0].set.title", "missing-key"),
        (first + 2, "change[0].set.level", "unknown-term"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[change]]\nmandate = "shanghai-2028"\nset = { note = "x" }',
            "change[0].mandate: no mandate has the slug 'shanghai-2028'; nearest: 'shanghai-2027'",
        ),
        (
            '[[change]]\nset = { note = "x" }',
            "change[0]: a change is of exactly one entry, got 0; write its slug, such as mandate = 'shanghai-2027';"
            " allowed: source, place, vendor, chip, list, claim, transformer, utilisation, facility, mandate,"
            " incentive, rule, observation, event",
        ),
        (
            '[[change]]\nmandate = "shanghai-2027"',
            "change[0]: nothing is changed; write what to set, or which keys to unset",
        ),
        (
            '[[change]]\nmandate = "shanghai-2027"\nset = { slug = "x" }',
            "change[0].set.slug: the name by which others refer to it stays; add an entry of another name",
        ),
        (
            '[[change]]\nplace = "CN-SH"\nset = { code = "CN-XX" }',
            "change[0].set.code: the name by which others refer to it stays; add an entry of another name",
        ),
        (
            '[[change]]\nmandate = "shanghai-2027"\nunset = ["wordin"]',
            "change[0].unset[0]: 'shanghai-2027' has no 'wordin' to unset; nearest: 'wording'",
        ),
        (
            f"{STRICTER}{STRICTER}",
            "change[1]: 'shanghai-2027' is changed by change[0] already; make all changes there",
        ),
        (
            '[[change]]\nmandate = "shanghai-2027"\nunset = ["title"]',
            "change[0].set.title (shanghai-2027): is missing; write what it says, in words",
        ),
        (
            '[[change]]\nmandate = "shanghai-2027"\nset = { require = { share-at-least = { 2027-12-31 = "170%" } } }',
            "change[0].set.require.share-at-least.2027-12-31 (shanghai-2027):"
            " not a share: '170%' is outside 0..1",
        ),
        ("[change]\nx = 1", "change: a list is needed, got {'x': 1}"),
        ('[[mandates]]\nslug = "shanghai-2027"',
            "mandates[0].slug (shanghai-2027): 'shanghai-2027' is in the catalogue;"
            " to change it, write [[change]] and name it there"),
        ('[[chips]]\nslug = "x"\nname = "H20"\nsources = ["trendforce-2025-08-21"]',
            "chips[0].name (x): 'H20' names 'nvidia-h20' already; a name finds one chip"),
        ("[[mandate]]\nx = 1", None),
    ],
)  # fmt: skip
def test_a_wrong_change_is_told_with_its_place(text, message, refused):
    found = refused(text)

    assert len(found) == 1
    if message:
        assert found == [message]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("[[amendment]]\nx = 1\n", "amendment: a table is needed, got [{'x': 1}]"),
        (HEAD + 'base = "abcdef0123456789"\n', None),
        (HEAD + "on = [2027]\n", None),
        (HEAD.replace('why = "W"\n', ""), "amendment.why: is missing; write the reason"),
    ],
)
def test_a_wrong_header_is_told_with_its_place(head, message, refused, catalogue):
    found = refused(STRICTER, head)

    assert len(found) == 1
    if message:
        assert found == [message]
    if "base" in head:
        assert found == [
            f"amendment.base: written for the catalogue 'abcdef012345', and this one is '{catalogue.fingerprint[:12]}'"
        ]


def test_a_file_that_is_none_is_told_as_all_others_are(tmp_path, refused):
    (tmp_path / "other.toml").write_text("[amendment", "utf-8")

    with pytest.raises(acn.CatalogueError, match=r"other\.toml:1: not TOML from column 11 on"):
        acn.read_amendment(tmp_path / "other.toml")
    with pytest.raises(acn.CatalogueError, match="cannot be read: No such file"):
        acn.read_amendment(tmp_path / "nothing.toml")
    with pytest.raises(TypeError, match="a path of a file is needed"):
        acn.read_amendment(3)
    with pytest.raises(TypeError, match=r"^catalogue: not a Catalogue: 3$"):
        acn.read_amendment(tmp_path / "other.toml", 3)
    assert refused("", "change = [3]\n" + HEAD) == ["change[0]: a table is needed, got 3"]
    assert refused("", "") == ["amendment.title: is missing; write a name for the amendment",
        "amendment.author: is missing; write who proposes it",
        "amendment.changes: is missing; write what it changes, in words",
        "amendment.why: is missing; write the reason"]  # fmt: skip


def test_an_amendment_without_changes_changes_nothing(amend, catalogue):
    made = amend("")

    assert (made.diff, made.catalogue.fingerprint) == ((), catalogue.fingerprint)
    assert made.compare(ON).changes == ()
    with pytest.raises(ValueError, match="on: at least one date is needed"):
        made.compare()


def test_a_predicate_without_a_tag_cannot_be_changed_in_a_file(refused, catalogue):
    @attrs.frozen
    class Mine:
        reads = ("chip.designer",)

        def holds(self, case):
            return acn.Ternary.UNKNOWN

        def describe(self):
            return "mine"

        def missing(self, case):
            return ()

    rule = attrs.evolve(catalogue.mandates["shanghai-2027"], slug="mine", aliases=(), scope=Mine())
    (problem,) = refused('[[change]]\nmandate = "mine"\nset = { note = "x" }', catalogue=catalogue.with_(rule))

    assert problem.startswith("change[0]: ")


# -- what is expected


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_we_ship_gives_what_is_expected_of_it(path):
    assert acn.check_amendment(path) == ()
    assert json.loads(expected_path(path).read_text("utf-8"))["changes"]


def test_there_are_amendments_to_learn_from():
    assert {path.stem for path in SHIPPED} >= {"shanghai-80", "shanghai-designed-and-produced", "guiyang-for-all"}


def test_what_differs_from_what_was_expected_is_told_exactly(tmp_path, catalogue):
    file = tmp_path / "my.toml"
    file.write_text(HEAD + "on = [2027-12-31]\n" + STRICTER, "utf-8")
    target = acn.write_expected(file)
    stored = json.loads(target.read_text("utf-8"))

    assert (target.name, set(stored)) == ("my.expected.json", {"format", "on", "changes"})
    assert acn.check_amendment(file) == ()

    one, other = stored["changes"]
    one["before"] = {**one["before"], "status": "compliant", "share": None}
    stored |= {"on": ["2028-01-01"], "changes": [one, {**other, "mandate": "another", "after": None}]}
    target.write_text(json.dumps(stored), "utf-8")
    asked = "(0 to 1, at least 70% required) -> indeterminate (0 to 1, at least 80% required)"

    assert acn.check_amendment(file) == (
        "on: expected ['2028-01-01'], got ['2027-12-31']",
        "shanghai-2027 (designed-or-produced) of shanghai-2027-facilities on 2027-12-31: expected compliant (nothing,"
        f" at least 70% required) -> indeterminate (0 to 1, at least 80% required), got indeterminate {asked}",
        "another (designed-and-produced) of shanghai-2027-facilities on 2027-12-31: expected indeterminate"
        " (0 to 1, at least 70% required) -> no verdict, got no change",
        "shanghai-2027 (designed-and-produced) of shanghai-2027-facilities on 2027-12-31: expected no change,"
        f" got indeterminate {asked}",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: No such file"),
        ("[]", "a table is needed, got \\[\\]"),
        ("{}", "a list is needed, got None"),
        ('{"changes": [3]}', "a table is needed, got 3"),
        ("{", "not JSON"),
    ],
)
def test_an_expected_result_that_is_none_is_refused(text, message, tmp_path):
    file = tmp_path / "my.toml"
    file.write_text(HEAD + "on = [2027-12-31]\n" + STRICTER, "utf-8")
    if text is not None:
        expected_path(file).write_text(text, "utf-8")

    with pytest.raises(acn.CatalogueError, match=rf"my.expected.json(:\d+)?: .*{message}"):
        acn.check_amendment(file)


def test_without_dates_nothing_is_expected(tmp_path):
    (tmp_path / "my.toml").write_text(HEAD + STRICTER, "utf-8")

    with pytest.raises(ValueError, match=r"^amendment\.on: is missing; without the dates that are judged"):
        acn.write_expected(tmp_path / "my.toml")


def test_an_expected_result_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "my.toml").write_text(HEAD + "on = [2027-12-31]\n" + STRICTER, "utf-8")
    (tmp_path / "my.expected.json").mkdir()

    with pytest.raises(OSError, match=r"my\.expected\.json: cannot be written"):
        acn.write_expected(tmp_path / "my.toml")


def test_a_table_is_no_amendment(tmp_path):
    file = tmp_path / "amendment.csv"
    file.write_text("a,b\n", "utf-8")
    with pytest.raises(acn.AichipcnError, match=re.escape("file: '.csv'; allowed: .toml, .json")):
        acn.read_amendment(file)
