"""The plain reference of the checks: each row made into an object by itself, and held to the limits of a table."""

from collections import Counter
from datetime import date

from hypothesis import strategies as st

from aichipcn.errors import AichipcnError
from aichipcn.frames.columns import DATES
from aichipcn.values.dates import DateRange
from tests.frames.engines import OF_DEPLOYMENTS, OF_FACILITIES

MOST = 1_000_000_000
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def is_good(row, read):
    """Whether a row of either table can be read by itself: by the object path, within the limits of a table."""
    if row["facility"] is None or not str(row["facility"]).strip():
        return False
    try:
        read(row)
    except AichipcnError:
        return False
    spans = [DateRange.parse(row[name]) for name in DATES if row.get(name) is not None]
    return (row.get("count") or 1) <= MOST and all(span.first >= FIRST and span.last <= LAST for span in spans)


def parted(reader, deployments, facilities):
    """The rows of both tables that are good, and those that are not: two pairs of lists."""
    times = Counter(row["facility"] for row in facilities)
    places = [row for row in facilities if times[row["facility"]] == 1 and is_good(row, reader.facility)]
    known = {row["facility"] for row in places}
    rows = [row for row in deployments if row["facility"] in known and is_good(row, reader.deployment)]
    lost = {row["facility"] for row in deployments if row not in rows}
    good = [{**row, "inventory": "partial"} if row["facility"] in lost else row for row in places]
    return (rows, [row for row in deployments if row not in rows]), (
        good,
        [row for row in facilities if row not in places],
    )


def _mostly(good, bad):
    """A cell that is good far more often than not, because one bad cell spoils its row and all that hangs on it."""
    cells = [None, *good]
    return st.integers(0, 29).flatmap(lambda luck: st.sampled_from(bad if luck == 29 else cells))


DAYS = _mostly([date(2024, 5, 1), date(2025, 1, 31)], [date(1899, 12, 31), date(2200, 1, 1), FIRST, LAST])
TEXTS = _mostly(
    ["2024", "2025-H1", "2025-01-31", "2024-03..2024-06"], ["2025-13", "", "2025..2024", "2199..2201", "next year"]
)
KEYS = {"text": ["one", "two", "three", "four"], "whole": [1, 2, 3, 4]}
BAD_KEYS = {"text": ["", "\u3000", "five", None], "whole": [5, -6, None]}

_OF_DEPLOYMENT = {
    "chip": _mostly(["H20", "nvidia-h20", "Ascend 910B"], ["H2O", ""]),
    "count": _mostly([1, 7, MOST], [0, -1, MOST + 1]),
    "designer": _mostly(["huawei"], ["Hauwei", "NVIDIA"]),
}
_OF_FACILITY = {
    "place": _mostly(["CN-SH", "Shanghai", "CN-GZ/guiyang"], ["CN-XX", "CN-GZ/Gui Yang"]),
    "kind": _mostly(["ai-data-centre"], ["ai-dc"]),
    "operator": _mostly(["Huawei", "Nobody & Sons"], [" "]),
    "status": _mostly(["operating", "planned"], ["runs"]),
    "extent": _mostly(["site"], [""]),
    "funding": _mostly(["state", "state; private", ""], ["public"]),
    "ownership": _mostly(["central-state"], ["state-owned"]),
    "uses": _mostly(["training;inference"], ["training,inference"]),
    "uses_complete": st.none() | st.booleans(),
    "programmes": _mostly(["eastern-data-western-computing"], ["Eastern Data"]),
    "inventory": _mostly(["complete", "unknown"], ["all"]),
}


@st.composite
def tables(draw):
    """Rows of two tables, good and bad, with their schemas: columns of dates are of any type, or not there."""
    kind = draw(st.sampled_from(sorted(KEYS)))
    odd = st.sampled_from([*KEYS[kind], *BAD_KEYS[kind]])
    rows = st.lists(odd, max_size=2).map(lambda more: [*KEYS[kind], *more])
    facilities = draw(st.just(KEYS[kind]) | rows | st.lists(odd, max_size=3))
    deployments = draw(st.lists(st.sampled_from(KEYS[kind]) | st.sampled_from(KEYS[kind]) | odd, max_size=5))
    return [
        _table(draw, deployments, kind, _OF_DEPLOYMENT, OF_DEPLOYMENTS),
        _table(draw, facilities, kind, _OF_FACILITY, OF_FACILITIES),
    ]


def _table(draw, keys, kind, cells, whole):
    dates = {name: draw(st.sampled_from(["day", "moment", "text", None])) for name in whole if name in DATES}
    schema = {name: dates.get(name, of) for name, of in whole.items()} | {"facility": kind, "own": "whole"}
    schema = {name: of for name, of in schema.items() if of is not None}
    columns = {name: TEXTS if schema[name] == "text" else DAYS for name in schema if name in DATES}
    row = st.fixed_dictionaries({**cells, **columns})
    return [{"facility": key, **draw(row), "own": number} for number, key in enumerate(keys)], schema
