"""The JSON Schema of data files, made from the classes and from the reader's tables, for editors and other checkers.

It knows files as they are documented: keys with hyphens, and what is unknown left out. The reader also takes keys with
underscores, and null in JSON. What hangs on other entries, or on two keys at once, the reader alone can say.
"""

from aichipcn.catalogue.schema.document import schema

__all__ = ["schema"]
