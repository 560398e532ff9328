"""What the pages hold beside their prose: blocks that are run, and lists that are read from the code.

The build fills pages in with `filled`; the tests run the same blocks with `run`. Nothing here needs Sphinx.
"""

from __future__ import annotations

import io
import os
import pkgutil
import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import aichipcn as acn
from aichipcn.codes import Code

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*?) -->\n)?^(?P<ticks>`{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=ticks)$", re.M | re.S
)
_GENERATED = re.compile(r"^<!-- generated: (?P<what>[\w-]+)(?: (?P<of>[\w.-]+))? -->$", re.M)
_OPTION = re.compile(r"^:(\w+): (.*)\n", re.M)


class Fence(NamedTuple):
    """A fenced block: its language, its text, and the name of the file that a comment above it gives it."""

    start: int
    end: int
    body: int
    language: str
    text: str
    mark: str | None

    @property
    def file(self) -> str | None:
        """The file that the block is, by `<!-- file: mine.toml -->` or `<!-- refused: mine.toml -->` above it."""
        kind, _, name = (self.mark or "").partition(": ")
        return name if name and kind in ("file", "refused") else None

    @property
    def refused(self) -> bool:
        """Whether the file is one that has problems, by `<!-- refused: mine.toml -->` above it."""
        return (self.mark or "").startswith("refused: ")

    @property
    def elsewhere(self) -> bool:
        """Whether it runs elsewhere, by `<!-- not run: why -->` above it."""
        return (self.mark or "").startswith("not run: ")

    def write(self, folder: Path) -> None:
        """Put the file that the block is into a folder."""
        if self.file:
            target = folder / self.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self.text, "utf-8")


class Run(NamedTuple):
    """A `{run}` block: the command, the exit code that the page states, and how many lines are shown."""

    command: str
    code: int
    lines: int | None


def fences(page: str) -> Iterator[Fence]:
    """The fenced blocks of a page, in order."""
    for match in _FENCE.finditer(page):
        yield Fence(
            match.start(), match.end(), match.start("body"), match["info"].strip(), match["body"], match["mark"]
        )


def furnish(folder: Path) -> None:
    """Put the files of others that pages name into a folder, as they lie in the project and by name alone."""
    data = ROOT / "tests" / "data"
    (folder / "tests").mkdir()
    (folder / "tests" / "data").symlink_to(data)
    for file in data.glob("*.csv"):
        (folder / file.name).symlink_to(file)


def run(command: str, folder: Path) -> tuple[int, str]:
    """The exit code and the output of an `aichipcn` command in a folder."""
    from aichipcn.cli import main  # noqa: PLC0415  (an extra)

    output = io.StringIO()
    code = 0
    with (
        chdir(folder),
        patch.object(sys, "argv", shlex.split(command)),
        patch.dict(os.environ, {"COLUMNS": "100", "NO_COLOR": "1"}),
        redirect_stdout(output),
        redirect_stderr(output),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return code, "\n".join(line.rstrip() for line in output.getvalue().splitlines())


def run_block(text: str) -> Run:
    """The parts of a `{run}` block: options such as `:exit: 3` or `:lines: 12`, then the command."""
    options = dict(_OPTION.findall(text))
    command = " ".join(_OPTION.sub("", text).replace("\\\n", " ").split())
    return Run(command, int(options.get("exit", 0)), int(options["lines"]) if "lines" in options else None)


def chart_of(text: str) -> Any:
    """The chart that a `{chart}` block makes: what its Python leaves in `chart`. Its options are no part of that."""
    names: dict[str, Any] = {}
    exec(compile(_OPTION.sub("", text), "chart", "exec"), names)
    if "chart" not in names:
        msg = f"a block of a chart leaves none in `chart`:\n{text}"
        raise RuntimeError(msg)
    return names["chart"]


def filled(page: str) -> str:
    """A page with the output of its commands and its generated lists in their places."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        furnish(folder)
        parts, done = [], 0
        for fence in fences(page):
            fence.write(folder)
            if fence.language == "{run}":
                parts += [page[done : fence.start], _shown(run_block(fence.text), folder)]
                done = fence.end
        return _GENERATED.sub(_generated, "".join(parts) + page[done:])


def _shown(block: Run, folder: Path) -> str:
    code, output = run(block.command, folder)
    if code != block.code:
        msg = f"{block.command!r} ended with {code}, the page says {block.code}:\n{output}"
        raise RuntimeError(msg)
    lines = output.strip("\n").splitlines()
    if block.lines is not None and len(lines) > block.lines:
        lines = [*lines[: block.lines], "[...]"]
    return "\n".join(["```console", f"$ {block.command}", *lines, "```"])


def _generated(match: re.Match[str]) -> str:
    makers: dict[str, Callable[..., str]] = {
        "names": names,
        "room": room,
        "commands": commands,
        "json": json_formats,
        "figures": figures,
        "codes": codes,
        "picture": picture,
        "keys": keys,
        "checks": checks,
        "rules-matrix": rules_matrix,
        "columns": columns,
        "contents": contents,
        "citation": citation,
    }
    return makers[match["what"]](*([match["of"]] if match["of"] else []))


# -- lists read from the code

ROOMS = {
    "values": "what a figure is",
    "model": "what there is",
    "compute": "what does it deliver",
    "mandates": "what is required",
    "compliance": "is it met",
    "export": "what may be bought",
    "catalogue": "the facts at hand",
    "frames": "the same, nation-wide, on dataframes",
    "report": "for people to look at",
    "errors": "what can go wrong",
}


def modules(package: str) -> list[str]:
    """The public modules of a room, the room itself first, with those of the packages in it."""
    module = import_module(f"aichipcn.{package}")
    found = pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}.")
    names = sorted(item.name for item in found if not item.name.rpartition(".")[2].startswith("_"))
    return [module.__name__, *names]


def room(package: str) -> str:
    """The API of a room, module by module."""
    sections = []
    for name in modules(package):
        heading = [f"## `{name}`", ""] if name.count(".") > 1 or package == "cli" else []
        sections += [*heading, "```{eval-rst}", f".. automodule:: {name}", "```", ""]
    return "\n".join(sections)


def summary(value: object) -> str:
    """The first sentence of a docstring."""
    text = " ".join((getattr(value, "__doc__", None) or "").split("\n\n")[0].split())
    return text.replace("|", "\\|")


def names() -> str:
    """The public names by room, each with its role and its summary."""
    by_room: dict[str, list[str]] = {name: [] for name in ROOMS}
    for name in acn.__all__:
        if name != "__version__":
            by_room[getattr(acn, name).__module__.split(".")[1]].append(name)
    lines = []
    for package, question in ROOMS.items():
        lines += [f"## {package}: {question}", "", "| name | what it is |", "|---|---|"]
        for name in by_room[package]:
            value = getattr(acn, name)
            role = "class" if isinstance(value, type) else "func"
            if role == "class" and issubclass(value, Exception):
                role = "exc"
            lines.append(f"| {{py:{role}}}`{name} <{value.__module__}.{name}>` | {summary(value)} |")
        lines.append("")
    return "\n".join(lines)


def checks() -> str:
    """The checks of each kind of thing: their ids, and why each is asked."""
    from aichipcn.testing import SUITES  # noqa: PLC0415  (an extra)

    lines = []
    for suite in SUITES:
        lines += [
            f"## Checks of a {suite.of}",
            "",
            f"At least {suite.minimum} of these {len(suite.checks)} must be run.",
            "",
        ]
        lines += ["| check | why |", "|---|---|", *(f"| `{check.id}` | {check.why} |" for check in suite.checks), ""]
    return "\n".join(lines)


def commands() -> str:
    """Every command of the app: what it does, its arguments and its options."""
    from typer.main import get_command  # noqa: PLC0415  (an extra)

    group: Any = get_command(command_app())
    lines = []
    for name, command in group.commands.items():
        params = [param for param in command.params if not getattr(param, "hidden", False)]
        given = [_given(param) for param in params if param.param_type_name == "argument"]
        usage = " ".join(["aichipcn", name, *given, "[options]"])
        lines += [f"## {name}", "", command.help or "", "", f"    {usage}", ""]
        if params:
            lines += ["| given | what it is |", "|---|---|"]
            lines += [f"| `{_given(param)}` | {_told(param)} |" for param in params]
        lines.append("")
    return "\n".join(lines)


def json_formats() -> str:
    """What `--json` prints: each format id with the commands that print it, and its keys as the tests hold them."""
    record = tomllib.loads((ROOT / "tests" / "golden" / "json_keys.toml").read_text("utf-8"))
    lines = []
    for name, known in record.items():
        commands = ", ".join(f"`aichipcn {command}`" for command in known["commands"])
        lines += [f"## {name}", "", f"Printed by {commands}.", "", "| key | kind | keys in it |", "|---|---|---|"]
        for key, kind in known["keys"].items():
            if "." not in key:
                inner = [
                    other.partition(".")[2] for other in known["keys"] if other.partition(".")[0] in (key, f"{key}[]")
                ]
                lines.append(f"| `{key}` | {kind} | {', '.join(f'`{other}`' for other in inner if other)} |")
        lines.append("")
    return "\n".join(lines)


def command_app() -> Any:
    """The Typer app, in whichever module of the command it is."""
    from typer import Typer  # noqa: PLC0415  (an extra)

    parts = [import_module(name) for name in modules("cli")]
    return next(value for part in parts for value in vars(part).values() if isinstance(value, Typer))


def _given(param: Any) -> str:
    """How an argument or an option is written: `FACILITY`, `[FILES]...`, `--on ON`, `--json`."""
    word = param.metavar or param.name.upper()
    if param.param_type_name == "argument":
        return (word if param.required else f"[{word}]") + ("..." if param.nargs == -1 else "")
    return ", ".join(param.opts) + ("" if param.is_flag else f" {word}")


def _told(param: Any) -> str:
    text = " ".join((param.help or "").split()).replace("|", "\\|")
    return f"{text} May be repeated." if getattr(param, "multiple", False) and "repeated" not in text else text


def codes() -> str:
    """The codes of errors, each with its page and what it means."""
    rows = [f"| [{code}]({code}.md) | {code.why} |" for code in Code]
    return "\n".join(["| code | what is wrong |", "|---|---|", *rows])


def picture() -> str:
    """The picture of the report, where it has been drawn."""
    file = ROOT / "docs" / "_static" / "report.svg"
    return "![The report in a terminal](_static/report.svg)" if file.exists() else ""


def keys(table: str) -> str:
    """What a table of data files stands for, and its keys, each with how it is written and what it means."""
    from aichipcn.catalogue.schema.tables import tables  # noqa: PLC0415  (not for the pages without it)

    found = tables()[table]
    lines = [found.about, "", "| key | type | meaning |", "|---|---|---|"]
    for key in found.keys:
        needed = ", needed" if key.needed else ""
        told = f"{key.meaning}: {key.form.about}" if key.form.word == "figure" else key.meaning
        lines.append(f"| `{key.name}` | {key.form.word}{needed} | {told} |")
    return "\n".join(lines)


def columns(table: str) -> str:
    """The columns of one of the two tables of an inventory, each with what it holds and what it says."""
    from aichipcn.frames.columns import DEPLOYMENTS, FACILITIES, Holds  # noqa: PLC0415  (not for the pages without it)

    words = {
        Holds.KEY: "text or whole number",
        Holds.TEXT: "text",
        Holds.DATE: "date",
        Holds.COUNT: "whole number",
        Holds.TRUTH: "true or false",
    }
    rows = [
        f"| `{column.name}` | {words[column.holds]}{', needed' if column.required else ''} | {column.says} |"
        for column in {"deployments": DEPLOYMENTS, "facilities": FACILITIES}[table]
    ]
    return "\n".join(["| column | holds | says |", "|---|---|---|", *rows])


def figures() -> str:
    """How much the embedded catalogue holds."""
    catalogue = acn.load_catalogue()
    kinds = ("chips", "vendors", "facilities", "claims", "mandates", "rules", "observations", "events", "sources")
    return ", ".join(f"{len(getattr(catalogue, kind))} {kind}" for kind in kinds) + "."


def contents() -> str:
    """The pages of the catalogue, each with how many entries it has, and which catalogue it is."""
    from facts import PAGES, entries_of  # noqa: PLC0415  (not for the pages without it)

    lines = []
    for page in PAGES:
        title, _, rest = (ROOT / "docs" / "catalogue" / f"{page}.md").read_text("utf-8").partition("\n\n")
        about = " ".join(re.split(r"[.:]\s", rest, maxsplit=1)[0].split())
        lines.append(f"| [{title.removeprefix('# ')}]({page}.md) | {len(entries_of(page))} | {about} |")
    return "\n".join(["| page | entries | what it holds |", "|---|--:|---|", *lines])


def citation() -> str:
    """How to cite what the pages show: the version of the library and the fingerprint of the catalogue."""
    return f"> aichipcn {acn.__version__}, catalogue `{acn.load_catalogue().fingerprint}`."


def rules_matrix() -> str:
    """What every chip is under every version of the export rules, for China: the rows of `aichipcn classify`."""
    from aichipcn.export.consignment import consignee  # noqa: PLC0415  (not for the pages without it)
    from aichipcn.export.history import turning_days  # noqa: PLC0415
    from aichipcn.report.rows.exports import matrix  # noqa: PLC0415
    from aichipcn.report.text.exports import cell_legend  # noqa: PLC0415

    catalogue = acn.load_catalogue()
    data = matrix(catalogue, catalogue.chips, turning_days(catalogue.rules), consignee(), outside=False)
    lines = [f"| chip | {' | '.join(day.replace('-', ' ', 1) for day in data['on'])} |", "|---" * (len(data["on"]) + 1)]
    lines[1] += "|"
    lines += [f"| {row['chip']['name']} | {' | '.join(day['cell'] for day in row['days'])} |" for row in data["rows"]]
    told = "; ".join(f"`{sign}` {meaning}" for sign, meaning in cell_legend(data))
    outside = f"The other {data['left-out']} chips of the catalogue are outside on each of the days."
    return "\n".join([*lines, "", f"{told}.", "", outside])
