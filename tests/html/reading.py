"""HTML as a parser that is not ours reads it, strictly: every element that is opened is closed in its turn."""

from html.parser import HTMLParser

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}


class Read(HTMLParser):
    """What a text of HTML holds: its tags with their attributes, its text, its tables, its ids and its links."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts, self.scripts = [], [], [], ""
        self.tables, self.ids, self.links = {}, [], []
        self._rows = None
        self.feed(page)
        self.close()
        assert self.open == [], f"not closed: {self.open}"

    @property
    def text(self):
        return "".join(self.texts)

    @property
    def tags(self):
        return [tag for tag, _ in self.elements]

    @property
    def attributes(self):
        return [attributes for _, attributes in self.elements]

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        assert len(named) == len(attributes), f"twice: {attributes}"
        self.elements.append((tag, named))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named["href"])
        if tag == "table":
            self._rows = self.tables.setdefault(named.get("id"), [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            self.scripts += data
            return
        self.texts.append(data)
        if "td" in self.open or "th" in self.open:
            self._rows[-1][-1] += data


def squeezed(text):
    """A text without any space, so that how it is laid out is no matter."""
    return "".join(text.split())
