"""How users write it: checked by mypy strict, never run."""

from datetime import date

import aichipcn as acn

catalogue: acn.Catalogue = acn.load_catalogue()
chip: acn.Chip = catalogue.chips["H20"]
facility = acn.Facility(slug="f", name="F", deployments=(acn.Deployment(chip=chip, count=12_000),))
verdict: acn.Assessment = acn.assess(facility, catalogue.mandates["shanghai-2027"], on=date(2027, 12, 31))
text: str = str(acn.explain(verdict))
