"""Verdicts, thresholds and totals in the words that a table, a page and a notebook share."""

from __future__ import annotations

from collections.abc import Mapping

from aichipcn.report.rows.plain import Plain

SCOPE = {"true": "in scope", "unknown": "perhaps in scope", "false": ""}

LEVELS = {
    "facility": "each facility",
    "operator": "each operator",
    "place": "the place as a whole",
    "nation": "the nation as a whole",
    "programme": "the programme as a whole",
}


def in_plain(word: str) -> str:
    """A status as people write it: "non-compliant", "not in force"."""
    return word.replace("-", " ") if word.startswith("not-") else word


def required(mandate: Plain) -> str:
    """What a mandate requires on the date, in short."""
    return f"needs {in_short(mandate['required'])}" if mandate["required"] else "not in force"


def in_short(threshold: Plain) -> str:
    """A threshold in words, where "at least" goes without saying."""
    text: str = threshold["words"]
    return text.removeprefix("at least ")


def share(item: Plain) -> str:
    """The share in short, and whether it is that of a place of which nobody knows that it runs."""
    text: str = item["share"]["text"] if item["share"] else "nothing counted"
    unsure = any(fact["field"] == "operation on the date" for fact in item["would-decide"])
    return f"{text} if it runs" if unsure and text != "unknown" else text


def shortfall(item: Plain) -> list[str]:
    """What to add or to swap, in the worst case; nothing where the threshold is met or the totals are not known."""
    gap = item["shortfall"]
    ways = {verb: gap[verb]["text"] for verb in ("add", "swap", "remove") if gap and gap[verb]}
    if item["status"] == "compliant" or all(text == "0" for text in ways.values()):
        return []
    more = "more than " if gap["beyond"] else ""
    first, *others = [f"{verb} {more}{text}" for verb, text in ways.items()]
    return [first, *(f"or {other}" for other in others)]


def requires(mandate: Plain) -> str:
    """What a mandate requires on the date, and its schedule."""
    if mandate["required"]:
        return f"{mandate['required']['words']} on this date ({mandate['schedule']})"
    upcoming = mandate["next-milestone"]
    return f"nothing on this date; next {upcoming}" if upcoming else "nothing on this date, and no milestone follows"


def by_status(statuses: Mapping[str, str]) -> str:
    """Which verdict there is under which readings."""
    readings: dict[str, list[str]] = {}
    for reading, word in statuses.items():
        readings.setdefault(word, []).append(reading)
    if len(readings) == 1:
        return f"{in_plain(next(iter(readings)))} under every reading"
    return "; ".join(f"{in_plain(word)} as {', '.join(names)}" for word, names in readings.items())


def judged_on(data: Plain) -> str:
    """The day of which a total is."""
    return data["on"] or "no date: all that is stated as standing there, built or planned"


def total(data: Plain) -> str:
    """A total on its basis; unknown where nothing of it can be counted."""
    unit = data["basis"]["unit"]
    if data["short"] == "unknown":
        return f"unknown: nothing of it can be counted on this basis, in {unit}"
    text: str = data["total"]["text"]
    return text if data["total"]["unit"] else f"{text} {unit}"


def uncounted(item: Plain) -> str:
    """What is not in a total, and why; its number where anything is known of it."""
    count = item["count"]
    number = "" if count["high"] is None and count["low"]["float"] == 0 else f"{count['text']} x "
    return f"{number}{item['what']}: {item['reason']}"
