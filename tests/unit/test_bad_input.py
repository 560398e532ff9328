"""Each kind of bad input is refused, with exactly the message that the reference shows."""

from pathlib import Path

import pytest

import aichipcn as acn
from tests.unit.bad_input import CASES, CHIP
from tests.unit.bad_input_messages import MESSAGES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "bad-input.md"


@pytest.mark.parametrize("kind", CASES)
def test_bad_input_is_refused_with_its_message(kind, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(CASES[kind], "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue(file)

    told = [problem.replace(str(tmp_path) + "/", "") for problem in caught.value.problems]
    assert told == MESSAGES[kind]


def test_the_reference_shows_every_kind_and_message():
    page = PAGE.read_text("utf-8")

    assert len(CASES) >= 30
    for kind, messages in MESSAGES.items():
        assert f"## {kind}\n" in page
        for message in messages:
            assert message in page


def test_all_problems_of_all_files_are_reported_together(tmp_path):
    (tmp_path / "a.toml").write_text(CHIP + 'power = "400 GB"\nprocess = 5', "utf-8")
    (tmp_path / "b.toml").write_text("[[chips", "utf-8")

    with pytest.raises(acn.CatalogueError) as caught:
        acn.load_catalogue(tmp_path / "a.toml", tmp_path / "b.toml", tmp_path / "none.toml")

    assert len(caught.value.problems) == 3
    assert str(caught.value).startswith("3 problems in the catalogue's files:\n")
