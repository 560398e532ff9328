"""Mandates and incentives out of plain data, in the words of a file, with every problem named.

All problems of one entry are collected before any is raised; each says where (a path such as
`require.share-at-least`), what was found, what is allowed, and the nearest match. `mandates.writing` writes them back.
"""

from aichipcn.mandates.grammar.entries import read_incentive, read_mandate
from aichipcn.mandates.grammar.reader import Known, no_source

__all__ = ["Known", "no_source", "read_incentive", "read_mandate"]
