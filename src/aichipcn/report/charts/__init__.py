"""Results as charts of Vega-Altair: every function takes results and returns a chart. Needs the extra `report`."""

try:
    import altair  # noqa: F401
except ModuleNotFoundError as error:
    message = 'charts need the extra report: pip install "aichipcn[report]"'
    raise ModuleNotFoundError(message, name=error.name) from error
