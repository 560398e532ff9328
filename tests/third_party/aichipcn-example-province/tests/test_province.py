import aichipcn as acn
from aichipcn.testing import check_predicate, parametrize_with_checks
from aichipcn_example_province import MemoryAtLeast

CATALOGUE = acn.load_catalogue(extensions="aichipcn-example-province")


@parametrize_with_checks([CATALOGUE.mandates["example-province-2028"], CATALOGUE.rules["example-rule-2028"]])
def test_the_mandate_and_the_rule_obey_the_laws(check):
    check()


def test_the_condition_obeys_the_laws():
    check_predicate(MemoryAtLeast("64 GB")).raise_if_failed()
