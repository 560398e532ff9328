"""Files of one's own, looked through before they are used or shared: what each holds, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from aichipcn.catalogue.catalogue import KINDS
from aichipcn.catalogue.files import PathText, plain_path
from aichipcn.catalogue.load import read_files
from aichipcn.errors import AichipcnError
from aichipcn.mandates.vocabulary import Vocabulary

if TYPE_CHECKING:
    from aichipcn.catalogue.extensions import Extensions

_OURS = Vocabulary()


@attrs.frozen(kw_only=True)
class CheckedFile:
    """What was found in a file: how many entries of each kind, and every problem in the order of its lines."""

    file: str
    entries: Mapping[str, int]
    problems: tuple[AichipcnError, ...]


def check_files(
    *paths: PathText, vocabulary: Vocabulary = _OURS, extensions: Extensions | bool | str | Sequence[str] = False
) -> tuple[CheckedFile, ...]:
    """What each of some files holds and what is wrong with it; nothing is raised for it.

    They are read together over the embedded catalogue, as by `load_catalogue` with the same arguments, so that each
    may refer to the entries of the others. Raises InvalidTypeError for what is no path.
    """
    files = tuple(dict.fromkeys(map(plain_path, paths)))
    given = None
    if extensions is not False:
        from aichipcn.catalogue.extensions import extensions_of  # noqa: PLC0415  (only for those who ask for any)

        given = extensions_of(extensions)
    found = read_files(files, vocabulary, given)
    return tuple(
        CheckedFile(
            file=str(file),
            entries={kind: found.counts[str(file)][kind] for kind in KINDS if found.counts[str(file)][kind]},
            problems=tuple(problem for problem in found.problems if problem.file == str(file)),
        )
        for file in files
    )
