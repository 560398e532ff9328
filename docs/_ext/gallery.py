"""The `{chart}` directive: a few lines of Python that make a `chart`, shown, run, and drawn as a picture.

    ```{chart}
    :alt: What the picture shows, in words.
    :caption: What stands below it.
    :to: png json

    chart = share_chart(...)
    ```

The picture is SVG. `:to:` offers it in further forms for download.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import pages
import vl_convert
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FORMS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "svg": lambda spec: vl_convert.vegalite_to_svg(spec).encode(),
    "png": lambda spec: vl_convert.vegalite_to_png(spec, scale=2),
    "pdf": vl_convert.vegalite_to_pdf,
    "json": lambda spec: json.dumps(spec, indent=1, ensure_ascii=False).encode(),
}


class chart(nodes.General, nodes.Element):  # noqa: N801  (docutils names the method that draws a node after its class)
    """A picture of a chart: `spec`, `alt`, `caption`, and the `forms` in which it is offered."""


class ChartDirective(SphinxDirective):
    """Python that makes a chart, and the chart."""

    has_content = True
    option_spec: ClassVar = {
        "alt": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "to": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The lines as they are run, then the picture."""
        code = "\n".join(self.content)
        missing = [name for name in ("alt", "caption") if not self.options.get(name)]
        if missing:
            raise self.error(f"a chart needs :{missing[0]}:")
        forms = self.options.get("to", "").split()
        if unknown := set(forms) - set(FORMS):
            raise self.error(f"a chart is not drawn as {', '.join(sorted(unknown))}; it is as {', '.join(FORMS)}")
        shown = nodes.literal_block(code, code, language="python")
        words = {name: " ".join(self.options[name].split()) for name in ("alt", "caption")}
        return [shown, chart("", spec=pages.chart_of(code).to_dict(), forms=forms, **words)]


def draw(writer: Any, node: chart) -> None:
    """Write the files of a chart beside the pictures of the site, and show the SVG."""
    files = {form: _written(writer.builder, node["spec"], form) for form in ("svg", *node["forms"])}
    offered = " ".join(f'<a href="{path}" download>{form.upper()}</a>' for form, path in files.items())
    writer.body.append(
        f'<figure class="chart"><img src="{files["svg"]}" alt="{escape(node["alt"])}">'
        f"<figcaption>{escape(node['caption'])} {offered}</figcaption></figure>\n"
    )
    raise nodes.SkipNode


def _written(builder: Any, spec: dict[str, Any], form: str) -> str:
    """The address of a chart in a form, from the page that is being written."""
    name = f"chart-{hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:16]}.{form}"
    file = Path(builder.outdir) / builder.imagedir / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(FORMS[form](spec))
    return f"{builder.imgpath}/{name}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Join the directive to the build."""
    app.add_node(chart, html=(draw, None))
    app.add_directive("chart", ChartDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
