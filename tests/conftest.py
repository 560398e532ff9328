"""Profiles of hypothesis: `dev` is quick, `ci` is thorough and derandomised, `brief` is quick and derandomised."""

import os

import pytest
from hypothesis import HealthCheck, settings

import aichipcn as acn

collect_ignore = ["third_party"]
"""Tests of a package that is installed on its own, in CI."""

settings.register_profile("dev", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "brief", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def catalogue() -> acn.Catalogue:
    return acn.load_catalogue()
