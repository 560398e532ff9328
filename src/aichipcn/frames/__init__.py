"""The same answers on the user's own dataframes, from a laptop to a cluster. Needs the extra `frames`."""

try:
    import narwhals  # noqa: F401
except ModuleNotFoundError as error:
    message = 'dataframes need the extra frames: pip install "aichipcn[frames]"'
    raise ModuleNotFoundError(message, name=error.name) from error
