"""What is shown on the error stream while a command is at work, where that is a terminal and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, Timer
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from typer import Context
from typer.core import TyperGroup

PATIENCE = 1.0
"""The seconds after which a command says that it is at work."""


class Waiting:
    """A line that says for how long a command has been at work; it comes after a second and leaves no trace."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._timer = Timer(PATIENCE, self._show)
        self._timer.daemon = True
        self._line: Progress | None = None
        self._over = False
        self._lock = Lock()

    def begin(self) -> None:
        """Wait, where anybody looks."""
        if Console(stderr=True).is_terminal:
            self._timer.start()

    def end(self) -> None:
        """Take the line away: something is to be printed, or a bar says more. Ending twice is no error."""
        with self._lock:
            self._over = True
            self._timer.cancel()
            if self._line is not None:
                self._line.stop()
                self._line = None

    def _show(self) -> None:
        with self._lock:
            if not self._over:
                self._line = _progress(SpinnerColumn())
                self._line.add_task(f"aichipcn {self._context.invoked_subcommand}", total=None)
                self._line.start()


_RUNNING: ContextVar[Waiting | None] = ContextVar("_RUNNING", default=None)


class Patient(TyperGroup):
    """Commands of which each says that it is at work, once that has taken a second."""

    def invoke(self, ctx: Any) -> Any:
        """Run what was asked for."""
        waiting = Waiting(ctx)
        token = _RUNNING.set(waiting)
        waiting.begin()
        try:
            return super().invoke(ctx)
        finally:
            waiting.end()
            _RUNNING.reset(token)


@contextmanager
def bar(words: str, total: int = 1) -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar on the error stream, where that is a terminal, and what moves it: how much of how much is done."""
    no_longer_waiting()
    if not Console(stderr=True).is_terminal:
        yield None
        return
    with _progress(BarColumn()) as shown:
        task = shown.add_task(words, total=total)
        yield lambda done, whole, words: shown.update(task, completed=done, total=whole, description=words)


def no_longer_waiting() -> None:
    """Take the line of the running command away, before anything is printed."""
    waiting = _RUNNING.get()
    if waiting is not None:
        waiting.end()


def _progress(middle: SpinnerColumn | BarColumn) -> Progress:
    """Words, something that moves, and the time that has passed; what others print is left to them."""
    columns = TextColumn("{task.description}"), middle, TimeElapsedColumn()
    screen = Console(stderr=True)
    return Progress(*columns, console=screen, transient=True, redirect_stdout=False, redirect_stderr=False)
