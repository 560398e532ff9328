"""Commands as they are run in tests: their result, their text, their data, and what they refuse."""

import json
import re

import pytest
from typer.testing import CliRunner

from aichipcn.cli.commands import app
from aichipcn.errors import AichipcnError


def run(*words, width=120, **environment):
    environment = {"COLUMNS": str(width), **environment}
    return CliRunner().invoke(app, [str(word) for word in words], env=environment, catch_exceptions=False)


def told(*words, width=120):
    """The text of a command, its lines joined as they were before they were folded."""
    return re.sub(r"\s+", " ", run(*words, width=width).stdout)


def data(*words):
    return json.loads(run(*words, "--json").stdout)


def refusal(*words):
    with pytest.raises(AichipcnError) as caught:
        run(*words)
    return str(caught.value)
