"""What stands in the specification of a chart."""


def drawn(chart):
    """The rows of each part of a chart that has its own, from above, but for the words at the foot."""
    return [rows for rows in _values(chart.to_dict()) if "kind" in rows[0]]


def _values(spec):
    if "values" in spec.get("data", {}):
        yield spec["data"]["values"]
    for key in ("vconcat", "layer"):
        for part in spec.get(key, ()):
            yield from _values(part)
    if "spec" in spec:
        yield from _values(spec["spec"])
