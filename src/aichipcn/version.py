"""The version of this library, as its package states it."""

__version__ = "0.1.0"
