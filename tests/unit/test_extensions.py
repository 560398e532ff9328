"""What installed packages bring: found, loaded on request, broken ones told by name, clashes refused."""

import re
import subprocess
import sys
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

import aichipcn as acn
from aichipcn.catalogue import brought
from aichipcn.catalogue.extensions import Extension, Extensions, find_extensions, load_extensions
from aichipcn.catalogue.published import GROUPS, Published
from aichipcn.errors import (
    ExtensionError,
    ExtensionsError,
    ExtensionWarning,
    InvalidTypeError,
    InvalidValueError,
    UnknownNameError,
)
from tests.installing import install, on_the_path

SOURCE = """
[[sources]]
slug = "acme-notice"
title = "Notice"
publisher = "Acme"
"""
FILE = (
    SOURCE
    + """
[[mandates]]
slug = "acme-file"
title = "From a file"
sources = ["acme-notice"]
require = { share-at-least = { 2027-12-31 = "50%" } }

[[mandates.readings]]
name = "cooled"
qualifies = { all = [{ acme-cooled = "water" }, { designed-in = "CN" }] }
"""
)
PREDICATE = """
import attrs
import aichipcn as acn
from aichipcn.mandates.predicates import unknown_fields

@attrs.frozen
class Cooled:
    tag = "acme-cooled"
    reads = ("facility.kind",)
    by: str

    def holds(self, case):
        return acn.Ternary.TRUE

    def describe(self):
        return f"cooled by {self.by}"

    def missing(self, case):
        return unknown_fields(self, case)
"""
VALUES = """
import aichipcn as acn
from acme.predicates import Cooled

NOTICE = acn.Source(slug="acme-python", title="Notice", publisher="Acme")
MANDATE = acn.Mandate(
    slug="acme-value",
    title="A value",
    require=acn.Schedule({"2027-12-31": "50%"}),
    readings=[acn.Reading(name="cooled", qualifies=Cooled("air"))],
    sources=[NOTICE],
)

def made():
    yield NOTICE
    yield MANDATE
"""


@pytest.fixture
def site(tmp_path):
    with on_the_path(tmp_path / "site") as folder:
        yield folder


@pytest.fixture
def acme(site):
    install(
        site,
        "acme-mandates",
        {
            "aichipcn.mandates": {"file": "acme", "values": "acme.values:made"},
            "aichipcn.predicates": {"cooled": "acme.predicates:Cooled"},
            "console_scripts": {"acme": "acme:main"},
        },
        {
            "acme/__init__.py": "",
            "acme/notice.toml": FILE,
            "acme/predicates.py": PREDICATE,
            "acme/values.py": VALUES,
            "acme/read.me": "no data",
        },
    )
    return site


def mandates(site, name, code, refers=None, files=None):
    """A distribution with one module of the same name, which publishes mandates."""
    module = name.replace("-", "_")
    install(
        site, name, {"aichipcn.mandates": {"own": refers or f"{module}:own"}}, {f"{module}.py": code, **(files or {})}
    )


# -- finding


def test_extensions_are_found_by_name_without_importing_them(acme):
    install(acme, "zeta", {"aichipcn.credits": {"b": "zeta:B", "a": "zeta:A"}}, {}, "2.1")
    install(acme, "elsewhere", {"pytest11": {"x": "elsewhere"}}, {})

    assert find_extensions() == (
        Extension(
            "acme-mandates",
            "1.0",
            (
                Published("aichipcn.mandates", "file", "acme"),
                Published("aichipcn.mandates", "values", "acme.values:made"),
                Published("aichipcn.predicates", "cooled", "acme.predicates:Cooled"),
            ),
        ),
        Extension(
            "zeta", "2.1", (Published("aichipcn.credits", "a", "zeta:A"), Published("aichipcn.credits", "b", "zeta:B"))
        ),
    )
    assert [name for name in sys.modules if name.startswith(("acme", "zeta"))] == []


def test_of_a_distribution_that_is_installed_twice_the_first_on_the_path_counts(acme, tmp_path):
    with on_the_path(tmp_path / "before") as before:
        install(before, "Acme_Mandates", {"aichipcn.mandates": {"x": "x"}}, {}, "0.9")

        assert [str(extension) for extension in find_extensions()] == ["Acme_Mandates 0.9"]


@pytest.mark.parametrize(
    ("metadata", "points"),
    [
        ("Metadata-Version: 2.1\nName: bad\nVersion: 1\n", b"[aichipcn.mandates]\nno reference\n"),
        ("Metadata-Version: 2.1\n", b"[aichipcn.mandates]\nx = y\n"),
        ("Metadata-Version: 2.1\nName: bad\n", b"[aichipcn.mandates]\nx = y\n"),
        ("Metadata-Version: 2.1\nName: bad\nVersion: 1\n", b"\xff\xfe[aichipcn.mandates]\nx = y\n"),
        ("", b"[aichipcn.mandates]\nx = y\n"),
    ],
)
def test_a_distribution_without_metadata_that_can_be_read_harms_nothing(acme, metadata, points):
    info = acme / "bad-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(metadata, "utf-8")
    (info / "entry_points.txt").write_bytes(points)

    assert [extension.name for extension in find_extensions()] == ["acme-mandates"]


def test_where_none_is_installed_nothing_changes(site):
    assert find_extensions() == ()
    assert load_extensions() == load_extensions(()) == Extensions()
    assert acn.load_catalogue(extensions=True) == acn.load_catalogue()


# -- loading


def test_extensions_bring_values_files_and_classes(acme):
    loaded = load_extensions()
    predicate = sys.modules["acme.predicates"].Cooled

    assert [value.slug for value in loaded.values] == ["acme-notice", "acme-file", "acme-python", "acme-value"]
    assert loaded.files == ("notice.toml",)
    assert loaded.vocabulary.classes == (predicate,)
    assert loaded.broken == ()
    assert [(item.extension, item.published.name) for item in loaded.brought] == [
        ("acme-mandates 1.0", "file"),
        ("acme-mandates 1.0", "values"),
        ("acme-mandates 1.0", "cooled"),
    ]
    assert loaded.values[1].readings[0].qualifies == acn.AllOf([predicate("water"), acn.Condition("designed-in", "CN")])


@pytest.mark.parametrize("wanted", [True, "acme-mandates", ["Acme Mandates", "acme_mandates"], "loaded"], ids=str)
def test_a_catalogue_holds_what_extensions_bring(acme, wanted):
    plain = acn.load_catalogue()
    catalogue = acn.load_catalogue(extensions=load_extensions() if wanted == "loaded" else wanted)

    assert acn.diff(plain, catalogue) == (
        "+ source acme-notice",
        "+ source acme-python",
        "+ mandate acme-file",
        "+ mandate acme-value",
    )
    assert catalogue.fingerprint == acn.load_catalogue(extensions=True).fingerprint != plain.fingerprint
    assert catalogue.mandates["acme-value"].origin is catalogue


def test_a_file_of_one_s_own_may_refer_to_what_extensions_bring(acme, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        FILE.replace(SOURCE, "").replace("acme-file", "mine").replace('"acme-notice"', '"acme-notice", "acme-python"'),
        "utf-8",
    )
    catalogue = acn.load_catalogue(file, extensions=True)

    assert [source.slug for source in catalogue.mandates["mine"].sources] == ["acme-notice", "acme-python"]
    assert catalogue.mandates["mine"].readings == catalogue.mandates["acme-file"].readings
    assert catalogue.mandates["mine"].sources[1] is sys.modules["acme.values"].NOTICE
    with pytest.raises(acn.CatalogueError, match="no source has the slug 'acme-notice'"):
        acn.load_catalogue(file)


def test_a_file_is_checked_with_what_extensions_bring(acme, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('[[vendors]]\nslug = "my-firm"\nname = "My firm"\nsources = ["acme-notice"]\n', "utf-8")

    (alone,) = acn.check_files(file)
    (beside,) = acn.check_files(file, extensions="acme-mandates")

    assert [(error.line, error.path, error.code) for error in alone.problems] == [
        (4, "vendors[0].sources[0]", "unknown-name")
    ]
    assert (beside.entries, beside.problems) == ({"vendors": 1}, ())


def test_what_an_extension_brings_is_assessed_like_any_other(acme):
    catalogue = acn.load_catalogue(extensions=True)
    chip = catalogue.chips["nvidia-h20"]
    site = acn.Facility(
        slug="s", name="S", commissioned=date(2026, 1, 1), deployments=[acn.Deployment(chip=chip, count=10)]
    )

    assert acn.assess(site, catalogue.mandates["acme-file"], on=date(2028, 1, 1)).status is acn.Status.NON_COMPLIANT
    assert acn.assess(site, catalogue.mandates["acme-value"], on=date(2028, 1, 1)).status is acn.Status.COMPLIANT


def test_a_saved_catalogue_of_extensions_comes_back_with_their_vocabulary(acme, tmp_path):
    loaded = load_extensions()
    acn.save(loaded.values, tmp_path / "saved.json")
    again = acn.load_catalogue(tmp_path / "saved.json", vocabulary=loaded.vocabulary)

    assert again.fingerprint == acn.load_catalogue(extensions=loaded).fingerprint


def test_a_vocabulary_of_one_s_own_may_share_classes_with_extensions(acme, tmp_path):
    loaded = load_extensions()

    assert "acme-file" in acn.load_catalogue(vocabulary=loaded.vocabulary, extensions=loaded).mandates


REFERENCES = {
    "a value": ("own = NOTICE", {"acme-python"}),
    "a list": ("own = [NOTICE, MANDATE]", {"acme-python", "acme-value"}),
    "a collection": ("own = acn.load_catalogue().with_(NOTICE).sources.with_([]).items[-1:]", {"acme-python"}),
    "nested": ("own = [[NOTICE], lambda: (MANDATE,)]", {"acme-python", "acme-value"}),
    "a path": ("import pathlib\nown = pathlib.Path(__file__).with_name('data') / 'one.toml'", {"acme-notice"}),
    "a folder": ("import pathlib\nown = pathlib.Path(__file__).with_name('data')", {"acme-notice", "other"}),
    "a resource": (
        "import importlib.resources\nown = importlib.resources.files('data') / 'two.json'",
        {"other"},
    ),
    "a callable that gives a path and a value": (
        "import pathlib\ndef own():\n    return [pathlib.Path(__file__).with_name('data') / 'one.toml', NOTICE]",
        {"acme-notice", "acme-python"},
    ),
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_what_an_entry_point_of_mandates_may_refer_to(kind, site):
    code, slugs = REFERENCES[kind]
    values = VALUES.replace("from acme.predicates import Cooled", "").replace(
        'Cooled("air")', 'acn.Condition("designed-in", "CN")'
    )
    other = '{"sources": [{"slug": "other", "title": "Other", "publisher": "Acme"}]}'
    mandates(site, "solo", values + code, files={"data/one.toml": SOURCE, "data/two.json": other})
    loaded = load_extensions(strict=True)

    assert {value.slug for value in loaded.values} == slugs


def test_a_package_inside_a_zip_brings_its_files(site, tmp_path):
    from zipfile import ZipFile

    with ZipFile(tmp_path / "zipped.zip", "w") as archive:
        archive.writestr("zipped/__init__.py", "")
        archive.writestr("zipped/one.toml", SOURCE)
    install(site, "zipped", {"aichipcn.mandates": {"own": "zipped"}}, {})
    with on_the_path(tmp_path):
        sys.path.insert(0, str(tmp_path / "zipped.zip"))
        try:
            loaded = load_extensions(strict=True)
        finally:
            sys.path.remove(str(tmp_path / "zipped.zip"))

    assert [value.slug for value in loaded.values] == ["acme-notice"]


@pytest.mark.parametrize("own", ["Cooled", "[Cooled]", "lambda: iter([Cooled, Cooled])"])
def test_what_an_entry_point_of_classes_may_refer_to(own, site):
    install(site, "solo", {"aichipcn.predicates": {"x": "solo:own"}}, {"solo.py": f"{PREDICATE}\nown = {own}\n"})

    assert load_extensions(strict=True).vocabulary.tags("predicate")[-1] == "acme-cooled"


PARTS = """
import attrs
import aichipcn as acn

@attrs.frozen
class Heavy:
    tag = "heavy"
    unit = "chip"
    field = "chip.power"
    def weight(self, chip): return acn.Estimate.point(2)
    def describe(self): return "chips twice"

@attrs.frozen
class Half:
    tag = "half"
    reads = ()
    def worth(self, case): return acn.Estimate.point(1)
    def describe(self): return "of any kind"
    def missing(self, case): return ()

@attrs.frozen
class Never:
    tag = "never"
    def threshold(self, on): return None
    def next_after(self, on): return None
    def describe(self): return "nothing"
"""


def test_measures_credits_and_requirements_have_groups_of_their_own(site):
    install(
        site,
        "parts",
        {
            "aichipcn.measures": {"heavy": "parts:Heavy"},
            "aichipcn.credits": {"half": "parts:Half"},
            "aichipcn.requirements": {"never": "parts:Never"},
        },
        {"parts.py": PARTS},
    )
    vocabulary = load_extensions(strict=True).vocabulary

    assert {part: vocabulary.theirs(part) for part in GROUPS.values() if part} == {
        "predicate": (),
        "measure": ("heavy",),
        "credit": ("half",),
        "requirement": ("never",),
    }


def test_one_extension_may_refer_to_what_another_brings(acme):
    text = FILE.replace(SOURCE, "").replace("acme-file", "beta-file")
    install(acme, "a-beta", {"aichipcn.mandates": {"file": "beta"}}, {"beta/__init__.py": "", "beta/x.toml": text})
    loaded = load_extensions()

    assert loaded.broken == ()
    assert "beta-file" in acn.load_catalogue(extensions=loaded).mandates
    assert [str(error) for error in load_extensions("a-beta").broken] == [
        "a-beta 1.0: file of aichipcn.mandates: x.toml: mandates[0].sources[0] (beta-file):"
        " no source has the slug 'acme-notice'",
        "a-beta 1.0: file of aichipcn.mandates: x.toml: mandates[0].readings[0].qualifies.all[0].acme-cooled"
        " (beta-file): unknown condition; allowed: " + ", ".join(acn.Vocabulary().tags("predicate")),
    ]


# -- names


def test_an_extension_is_asked_for_by_name(acme):
    install(acme, "zeta", {"aichipcn.mandates": {"x": "no_such_module"}}, {})

    assert load_extensions("acme mandates").extensions == load_extensions(["acme-mandates"]).extensions
    loaded = load_extensions(["zeta", "Acme Mandates", "zeta"])
    assert (loaded.extensions, loaded.brought) == (load_extensions().extensions, load_extensions().brought)
    with pytest.raises(UnknownNameError) as raised:
        load_extensions("acme-mandate")
    assert str(raised.value) == "no extension is named 'acme-mandate'; nearest: 'acme-mandates'"


@pytest.mark.parametrize("names", [3, None, {"a"}, object()], ids=["number", "none", "set", "object"])
def test_a_name_of_an_extension_is_text(acme, names):
    for load in (load_extensions, lambda given: acn.load_catalogue(extensions=given)):
        with pytest.raises(InvalidTypeError):
            load([names])
    with pytest.raises(InvalidTypeError, match=f"^a list is needed, got {re.escape(repr(names)[:15])}"):
        acn.load_catalogue(extensions=names)


# -- broken ones

BROKEN = {
    "no such module": ("", "no_such_module", "no_such_module cannot be loaded: ModuleNotFoundError: No module named"),
    "no such name": ("", "bad:nothing", "bad:nothing cannot be loaded: AttributeError: module 'bad' has no attribute"),
    "no reference": ("", "a b c", "a b c cannot be loaded: ValueError: invalid format: 'a b c'"),
    "raises on import": ("1 / 0", "bad:own", "bad:own cannot be loaded: ZeroDivisionError: division by zero"),
    "warns on import": (
        "import warnings\nwarnings.warn('old', DeprecationWarning)\nown = []",
        "bad:own",
        "bad:own cannot be loaded: DeprecationWarning: old",
    ),
    "exits on import": ("import sys\nsys.exit(3)", "bad:own", "bad:own cannot be loaded: SystemExit: 3"),
    "wrong syntax": ("own = (", "bad:own", "bad:own cannot be loaded: SyntaxError: '(' was never closed"),
    "a callable that raises": (
        "def own():\n    raise KeyError('x')",
        "bad:own",
        "bad:own cannot be loaded: KeyError: 'x'",
    ),
    "a generator that raises": (
        "def own():\n    yield 1\n    raise OSError('disk')",
        "bad:own",
        "bad:own cannot be loaded: OSError: disk",
    ),
    "a callable that wants something": ("own = lambda x: x", "bad:own", "missing 1 required positional argument"),
    "a callable that gives itself": ("def own():\n    return own", "bad:own", "RecursionError: maximum recursion"),
    "an error of ours": (
        "import aichipcn as acn\nown = acn.Chip(slug='Bad', name='B')",
        "bad:own",
        "slug: not a slug: 'Bad'",
    ),
    "nothing": ("own = []", "bad:own", "bad:own gives nothing"),
    "a number": ("own = 3", "bad:own", "[0]: a catalogue does not hold 3; allowed: Source, Place"),
    "several numbers": (
        "own = [3, 4]",
        "bad:own",
        "[0]: a catalogue does not hold 3",
        "[1]: a catalogue does not hold 4",
    ),
    "text": ("own = 'data.toml'", "bad:own", "[0]: a catalogue does not hold 'data.toml'"),
    "a class": ("class own: pass", "bad:own", "[0]: a catalogue does not hold <class 'bad.own'>"),
    "a package without data": ("", "empty", "empty gives nothing"),
    "a module": ("own = 3", "bad", "bad is a module; name something in it, or a package with data files"),
    "no such file": (
        "import pathlib\nown = pathlib.Path(__file__).with_name('one.toml')",
        "bad:own",
        "one.toml: cannot be read: No such file or directory",
    ),
    "a file of another kind": (
        "import pathlib\nown = pathlib.Path(__file__)",
        "bad:own",
        "not the ending of a data file: 'bad.py'; allowed: .toml, .json",
    ),
    "a file that is no TOML": (
        "import pathlib\nown = pathlib.Path(__file__).with_name('empty') / 'broken.toml'",
        "bad:own",
        "broken.toml:1: not TOML from column",
    ),
    "a file with mistakes": (
        "import pathlib\nown = pathlib.Path(__file__).with_name('empty') / 'wrong.toml'",
        "bad:own",
        "wrong.toml: chisp: unknown key; nearest: 'chips'",
    ),
    "a mandate without a source": (
        "import attrs\nfrom solo import MANDATE\nown = attrs.evolve(MANDATE, sources=[])",
        "bad:own",
        "mandates[0].sources (solo-value): at least one source is needed",
    ),
    "a source that is not brought": (
        "import attrs\nfrom solo import MANDATE\nown = MANDATE",
        "bad:own",
        "mandates[0] (solo-value): refers to a source 'solo-python' that the catalogue does not hold; bring it too",
    ),
    "a chip that is not as in the catalogue": (
        "import attrs, aichipcn as acn\nchip = attrs.evolve(acn.load_catalogue().chips['nvidia-h20'], power='1 W')\n"
        "own = acn.Facility(slug='f', name='F', deployments=[acn.Deployment(chip=chip, count=1)],"
        " sources=list(acn.load_catalogue().sources)[:1])",
        "bad:own",
        "facilities[0] (f): refers to a chip 'nvidia-h20' that the catalogue does not hold; bring it too",
    ),
    "one name twice": (
        "from solo import NOTICE\nimport attrs\nown = [NOTICE, attrs.evolve(NOTICE, title='Other')]",
        "bad:own",
        "sources[1].slug (solo-python): 'solo-python' is taken by",
    ),
}
SOLO = (
    VALUES.replace("from acme.predicates import Cooled", "")
    .replace('Cooled("air")', 'acn.Condition("chip", "x")')
    .replace("acme-", "solo-")
)


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_told_by_name_and_harms_nothing_else(kind, acme):
    code, refers, *said = BROKEN[kind]
    mandates(
        acme,
        "bad",
        code,
        refers,
        {
            "solo.py": SOLO,
            "empty/__init__.py": "",
            "empty/broken.toml.txt": "",
            "empty/broken.toml" if "broken" in code else "empty/x.txt": "[[",
            "empty/wrong.toml" if "wrong" in code else "empty/y.txt": "[[chisp]]\n",
        },
    )
    with pytest.raises(ExtensionsError) as raised:
        acn.load_catalogue(extensions="bad")
    loaded = load_extensions()

    assert [str(error) for error in raised.value.problems] == [str(error) for error in loaded.broken]
    assert len(loaded.broken) == len(said)
    for error, text in zip(loaded.broken, said, strict=True):
        assert isinstance(error, ExtensionError)
        assert (error.distribution, error.group, error.name) == ("bad 1.0", "aichipcn.mandates", "own")
        assert str(error).startswith("bad 1.0: own of aichipcn.mandates: ")
        assert text in str(error)
    assert [value.slug for value in loaded.values] == ["acme-notice", "acme-file", "acme-python", "acme-value"]


CLASSES = {
    "no class": ("own = 3", "a frozen class of attrs, or a frozen dataclass, is needed, got 3"),
    "a value": ("own = Cooled('air')", "a frozen class of attrs, or a frozen dataclass, is needed, got Cooled("),
    "another part": (f"{PARTS}\nown = Half", "<class 'bad.Half'> is a credit, and published as a predicate"),
    "a member lacking": (
        "@attrs.frozen\nclass own:\n    tag = 'x'\n    holds = lambda self, case: None",
        "the predicate own lacks reads, describe(), missing()",
    ),
    "not frozen": (
        "own = attrs.define(type('Own', (Cooled,), {}))\nown.__setattr__ = object.__setattr__",
        "the predicate Own can be changed",
    ),
    "no tag": ("own = type('Own', (Cooled,), {'tag': 'No Slug'})", "Own.tag: not a slug: 'No Slug'"),
}


@pytest.mark.parametrize("kind", CLASSES)
def test_a_class_that_is_broken_is_told_by_name_and_so_is_what_uses_its_tag(kind, site):
    code, said = CLASSES[kind]
    install(
        site,
        "bad",
        {"aichipcn.predicates": {"own": "bad:own"}, "aichipcn.mandates": {"file": "data"}},
        {"bad.py": f"{PREDICATE}\n{code}\n", "data/x.toml": FILE},
    )
    loaded = load_extensions()
    errors = {error.name: str(error) for error in loaded.broken}

    assert said in errors["own"]
    assert "unknown condition" in errors["file"]
    assert loaded.brought == ()


def test_what_refers_to_something_broken_is_broken_and_the_rest_is_not(acme):
    good = SOURCE.replace("acme-notice", "good-notice")
    uses = FILE.replace(SOURCE, "").replace("acme-file", "uses").replace('"acme-notice"', '"late-notice"')
    late = SOURCE.replace("acme-notice", "late-notice") + '\n[[chips]]\nslug = "Late"\n'
    for name, text in {"good": good, "uses": uses, "late": late}.items():
        install(acme, name, {"aichipcn.mandates": {"own": name}}, {f"{name}/x.toml": text})
    loaded = load_extensions()

    assert {error.distribution for error in loaded.broken} == {"late 1.0", "uses 1.0"}
    assert "no source has the slug 'late-notice'" in str(loaded.broken[-1])
    assert {value.slug for value in loaded.values} == {
        "acme-notice", "acme-file", "acme-python", "acme-value", "good-notice",
    }  # fmt: skip


def test_a_catalogue_warns_of_a_broken_one_unless_it_was_named(acme):
    mandates(acme, "bad", "own = []")

    with pytest.warns(ExtensionWarning, match=r"^bad 1\.0: own of aichipcn\.mandates: bad:own gives nothing$") as told:
        catalogue = acn.load_catalogue(extensions=True)
    assert Path(told[0].filename) == Path(__file__)
    assert "acme-value" in catalogue.mandates
    assert "acme-value" in acn.load_catalogue(extensions=load_extensions()).mandates
    with pytest.raises(ExtensionsError, match="bad:own gives nothing"):
        acn.load_catalogue(extensions=["acme-mandates", "bad"])


def test_a_fault_that_is_nobody_s_is_not_hidden(acme, monkeypatch):
    def built(*_):
        raise acn.CatalogueError(["of nobody"])

    monkeypatch.setattr(brought, "built", built)
    with pytest.raises(acn.CatalogueError, match="of nobody"):
        load_extensions()


# -- clashes


def clash(first, *others):
    return "\n".join([f"{1 + len(others)} problem{'s' * bool(others)} in the extensions:", first, *others])


def test_two_extensions_that_bring_one_name_clash(acme):
    text = FILE.replace("From a file", "Another").replace('"Acme"', '"Other"')
    install(acme, "other", {"aichipcn.mandates": {"own": "other"}}, {"other/x.toml": text})

    for load in (load_extensions, lambda: acn.load_catalogue(extensions=True)):
        with pytest.raises(ExtensionsError) as raised:
            load()
        assert str(raised.value) == clash(
            "other 1.0: own of aichipcn.mandates: the source 'acme-notice' is taken by acme-mandates 1.0",
            "other 1.0: own of aichipcn.mandates: the mandate 'acme-file' is taken by acme-mandates 1.0",
        )
    assert load_extensions("other").extensions[0].name == "other"
    assert load_extensions("acme-mandates").broken == ()


def test_an_alias_that_finds_something_of_ours_clashes(site):
    text = '[[chips]]\nslug = "mine"\nname = "Mine"\naliases = ["H20", 3]\nsources = ["nikkei-2025-08-21"]\n'
    install(site, "other", {"aichipcn.mandates": {"own": "other"}}, {"other/x.toml": text})

    with pytest.raises(ExtensionsError) as raised:
        load_extensions()
    assert str(raised.value) == clash(
        f"other 1.0: own of aichipcn.mandates: the chip 'H20' is taken by aichipcn {acn.__version__}"
    )


def test_a_value_with_a_name_of_ours_clashes(site):
    mandates(
        site,
        "other",
        "import attrs, aichipcn as acn\nown = attrs.evolve(acn.load_catalogue().mandates['shanghai-2027'], title='X')",
    )

    with pytest.raises(ExtensionsError, match=re.escape("the mandate 'shanghai-2027' is taken by aichipcn ")):
        load_extensions()


def test_the_same_thing_twice_is_no_clash(acme):
    text = SOURCE + SOURCE.replace("acme-notice", "other-notice")
    install(acme, "other", {"aichipcn.mandates": {"own": "other"}}, {"other/x.toml": text})
    mandates(acme, "ours", "import aichipcn as acn\nown = lambda: acn.load_catalogue().mandates")
    loaded = load_extensions(strict=True)

    assert [value.slug for value in loaded.values].count("acme-notice") == 1
    assert {item.extension: len(item.values) for item in loaded.brought}["ours 1.0"] == 0
    assert "other-notice" in acn.load_catalogue(extensions=loaded).sources


def test_two_extensions_with_one_tag_clash(acme):
    install(acme, "other", {"aichipcn.predicates": {"own": "other:Cooled"}}, {"other.py": PREDICATE})

    with pytest.raises(ExtensionsError) as raised:
        load_extensions()
    assert str(raised.value) == clash(
        "other 1.0: own of aichipcn.predicates: the tag 'acme-cooled' of a predicate is taken by acme-mandates 1.0"
    )


def test_a_tag_of_ours_clashes(site):
    install(
        site,
        "other",
        {"aichipcn.predicates": {"own": "other:own"}},
        {"other.py": f"{PREDICATE}\nown = type('Own', (Cooled,), {{'tag': 'designed-in'}})\n"},
    )

    with pytest.raises(ExtensionsError) as raised:
        load_extensions()
    assert str(raised.value) == clash(
        "other 1.0: own of aichipcn.predicates: the tag 'designed-in' of a predicate is taken by"
        f" aichipcn {acn.__version__}"
    )


def test_one_class_published_by_two_is_no_clash(acme):
    install(acme, "other", {"aichipcn.predicates": {"own": "acme.predicates:Cooled"}}, {})

    assert len(load_extensions(strict=True).vocabulary.classes) == 1


def test_a_file_of_one_s_own_that_clashes_names_the_extension(acme, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(SOURCE.replace('"Acme"', '"Mine"'), "utf-8")

    with pytest.raises(acn.CatalogueError) as raised:
        acn.load_catalogue(file, extensions=True)
    assert str(raised.value) == (
        f"1 problem in the catalogue's files:\n{file}:3: sources[0].slug (acme-notice): 'acme-notice' is taken by"
        " acme-mandates 1.0: file: sources[0]; choose another"
    )


def test_a_vocabulary_of_one_s_own_that_clashes_is_refused(acme):
    other = type("Other", (load_extensions().vocabulary.classes[0],), {})

    with pytest.raises(InvalidValueError, match="the tag 'acme-cooled' of the predicate"):
        acn.load_catalogue(vocabulary=acn.Vocabulary([other]), extensions=True)


# -- only when asked

UNASKED = """
import sys
import importlib.metadata
from importlib.metadata import Distribution

def refuse(*_, **__):
    raise AssertionError("metadata was read")

importlib.metadata.distributions = importlib.metadata.entry_points = refuse
Distribution.discover = refuse
import aichipcn as acn

acn.load_catalogue()
acn.load_catalogue(sys.argv[1])
assert not [name for name in sys.modules if name.startswith("acme")], "imported"
assert "aichipcn.catalogue.extensions" not in sys.modules
"""


def test_nothing_is_looked_for_on_import_or_without_being_asked(acme, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(SOURCE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", UNASKED, file],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": f"{acme}:{Path(acn.__file__).parents[1]}"},
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_metadata_is_read_in_one_module_alone():
    source = Path(acn.__file__).parent
    reading = [
        file.relative_to(source).as_posix()
        for file in source.rglob("*.py")
        if re.search(r"importlib\.metadata|pkg_resources|entry_points\b", file.read_text("utf-8"))
    ]

    assert reading == ["catalogue/extensions.py"]


@pytest.mark.parametrize("order", [*permutations(["acme", "beta", "gamma"])], ids=" ".join)
def test_in_whichever_order_extensions_are_found_the_catalogue_is_the_same(site, order):
    for name in order:
        text = SOURCE.replace("acme-notice", f"{name}-notice")
        install(site, name, {"aichipcn.mandates": {"own": f"own_{name}"}}, {f"own_{name}/x.toml": text})
    plain = [acn.Source(slug=f"{name}-notice", title="Notice", publisher="Acme") for name in ("acme", "beta", "gamma")]
    catalogue = acn.load_catalogue(extensions=order)

    assert catalogue.fingerprint == acn.load_catalogue().with_(*plain).fingerprint
    assert load_extensions(order) == load_extensions()
