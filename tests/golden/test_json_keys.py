"""What `--json` prints keeps its keys and their kinds, as json_keys.toml records them: programs read it."""

import re
import tomllib

import pytest

import aichipcn as acn
from tests.golden.json_keys import NOTHING, RECORD, SOMETIMES, documents, found
from tests.unit.examples_of_commands import EXAMPLES, WITHOUT_JSON, prepare

HEAD = ("format", "version", "fingerprint")
OF_NO_CATALOGUE = ("aichipcn.extensions/1",)
RECORDED = tomllib.loads(RECORD.read_text("utf-8"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("documents")
        patch.chdir(folder)
        prepare(folder)
        return list(documents())


@pytest.fixture(scope="module")
def now(printed):
    return found(printed)


def test_the_recorded_formats_are_those_that_are_printed(now):
    assert set(now) == set(RECORDED)
    assert {name for known in now.values() for name in known["commands"]} == set(EXAMPLES) - set(WITHOUT_JSON)


@pytest.mark.parametrize("name", RECORDED)
def test_no_key_disappears_or_changes_its_kind_without_another_number(name, now):
    """A key that is new, or a kind that it may have besides, is recorded by `python -m tests.golden.json_keys`."""
    recorded, known = RECORDED[name]["keys"], now[name]["keys"]

    assert [key for key in recorded if key not in known] == []
    for key, kinds in known.items():
        assert set(kinds.split(", ")) <= set(recorded.get(key, "").split(", ")), f"{key}: {kinds}"


@pytest.mark.parametrize("name", RECORDED)
def test_every_document_says_its_format_its_version_and_the_catalogue(name, now, printed):
    assert re.fullmatch(r"aichipcn\.[a-z-]+/[1-9]\d*", name)
    for key in HEAD[: 2 if name in OF_NO_CATALOGUE else 3]:
        assert now[name]["keys"][key] == "text"
    assert {document["version"] for _, document in printed} == {acn.__version__}


def test_a_key_that_is_lost_or_is_of_another_kind_is_found_out():
    before = found([("x", {"format": "f", "a": 1, "b": [{"c": "d"}], "e": None})])
    after = found([("x", {"format": "f", "a": "1", "b": [{}], "e": None}), ("x", {"format": "f"})])

    assert before["f"]["keys"] == {"format": "text", "a": "number", "b": "list", "b[].c": "text", "e": NOTHING}
    assert after["f"]["keys"] == {
        "format": "text",
        "a": f"text, {SOMETIMES}",
        "b": f"list, {SOMETIMES}",
        "e": f"{NOTHING}, {SOMETIMES}",
    }
