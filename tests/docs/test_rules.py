"""The table of chips under export rules is that of the command, with every unknown in it."""

import json
import re

import pages
from typer.testing import CliRunner

from aichipcn.cli.commands import app

PAGE = pages.ROOT / "docs" / "explanation" / "export-rules.md"


def test_the_table_of_the_page_has_the_rows_of_the_command():
    text = pages.filled(PAGE.read_text("utf-8"))
    data = json.loads(CliRunner().invoke(app, ["classify", "--json"], catch_exceptions=False).stdout)
    head = "| chip | " + " | ".join(day.replace("-", " ", 1) for day in data["on"]) + " |"
    table = text[text.index(head) :].split("\n\n")[0].splitlines()[2:]

    assert [line.strip("| ").split(" | ") for line in table] == [
        [row["chip"]["name"], *(day["cell"] for day in row["days"])] for row in data["rows"]
    ]
    assert f"The other {data['left-out']} chips of the catalogue are outside" in text


def test_the_page_names_the_command_and_says_once_that_it_is_no_advice():
    text = PAGE.read_text("utf-8")

    assert "`aichipcn classify`" in text
    assert len(re.findall("legal advice", text)) == 1
