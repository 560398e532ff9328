"""What `docs/check_links.py` finds, on sites of a few pages. It is run on the pages themselves where they are built."""

import importlib.util
import sys

import pages
import pytest

spec = importlib.util.spec_from_file_location("check_links", pages.ROOT / "docs" / "check_links.py")
checking = importlib.util.module_from_spec(spec)
sys.modules["check_links"] = checking
spec.loader.exec_module(checking)

HEAD = '<html><head><link rel="stylesheet" href="_static/own.css?v=1"></head><body>'


@pytest.fixture
def site(tmp_path):
    """A site of two pages and a style sheet, without a fault."""
    (tmp_path / "beside.html").write_text("<p>no page of the site</p>")
    site = tmp_path / "site"
    (site / "_static").mkdir(parents=True)
    (site / "_static" / "own.css").write_text('a { background: url("own.svg") } b { src: url(data:x) }')
    (site / "_static" / "own.svg").write_text("<svg></svg>")
    (site / "sub").mkdir()
    (site / "sub" / "b.html").write_text('<p id="there">b</p><a href="../a.html#top-of-it">a</a>')
    (site / "sub" / "index.html").write_text("<p>index</p>")
    (site / "a.html").write_text(
        f'{HEAD}<h1 id="top-of-it">a</h1><a href="sub/b.html#there">b</a><a href="#">up</a><a href="sub/">sub</a>'
        '<a href="https://example.org/x#y">out</a><img src="_static/own.svg"><img src="data:image/png;base64,x">'
    )
    return site


def test_a_site_whose_links_all_lead_somewhere_has_no_problem(site, capsys):
    assert checking.problems(site) == []
    assert checking.main([str(site), "--list"]) == 0
    assert capsys.readouterr().out == (
        "https://example.org/x#y\n0 problems; 1 links to other hosts, which were not followed\n"
    )


FAULTS = {
    '<a href="gone.html">x</a>': "'gone.html' leads to no file",
    '<a href="../beside.html">x</a>': "'../beside.html' leads to no file",
    '<a href="#gone">x</a>': "'#gone' leads to no id of c.html",
    '<a href="sub/b.html#gone">x</a>': "'sub/b.html#gone' leads to no id of sub/b.html",
    '<a href="javascript:alert(1)">x</a>': "'javascript:alert(1)' is neither https nor http",
    '<a href="ftp://example.org/">x</a>': "'ftp://example.org/' is neither https nor http",
    '<a href="http://[">x</a>': "'http://[' is no address",
    '<img src="https://example.org/x.png">': "'https://example.org/x.png' is loaded from another host",
    '<img srcset="a.html 1x, //example.org/x.png 2x">': "'//example.org/x.png' is loaded from another host",
    '<script src="//example.org/x.js"></script>': "'//example.org/x.js' is loaded from another host",
    '<link rel="preconnect" href="https://example.org">': "'https://example.org' is loaded from another host",
    '<iframe src="https://example.org/"></iframe>': "'https://example.org/' is loaded from another host",
    '<p style="background: url(https://example.org/x)">x</p>': "'https://example.org/x' is loaded from another host",
    "<style>@import 'https://example.org/x.css';</style>": "'https://example.org/x.css' is loaded from another host",
    '<svg><use href="gone.svg#a"></use></svg>': "'gone.svg#a' leads to no file",
    '<p id="a"></p><p id="a"></p>': "the id 'a' is there more than once",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told(fault, site):
    (site / "c.html").write_text(fault)

    assert checking.problems(site) == [f"c.html: {FAULTS[fault]}"]


def test_a_style_sheet_loads_nothing_from_elsewhere(site):
    (site / "_static" / "own.css").write_text('@import "https://example.org/x.css"; a { src: url(gone.woff) }')

    assert checking.problems(site) == [
        "_static/own.css: 'https://example.org/x.css' is loaded from another host",
        "_static/own.css: 'gone.woff' leads to no file",
    ]


def test_a_site_without_pages_is_not_in_order(tmp_path, capsys):
    assert checking.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("no pages in ")
