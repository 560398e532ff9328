"""What is put into an element comes out as it was put in, and never as markup."""

from hypothesis import given
from hypothesis import strategies as st

from aichipcn.report.html.elements import Trusted, element
from tests.html.reading import Read

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(said=TEXT, named=TEXT)
def test_text_and_attributes_are_read_back_as_they_were_given(said, named):
    read = Read(str(element("p", element("b", said), title=named)))

    assert read.tags == ["p", "b"]
    assert read.text == said
    assert read.attributes[0] == {"title": named}


def test_a_facility_named_script_is_harmless():
    page = str(element("td", '<script>alert("1")</script>', title='"><script>'))
    assert page == '<td title="&quot;&gt;&lt;script&gt;">&lt;script&gt;alert("1")&lt;/script&gt;</td>'


def test_content_may_be_nested_absent_or_a_number():
    assert str(element("p", ["a", None, [1, element("br")]], Trusted("&copy;"))) == "<p>a1<br>&copy;</p>"


def test_attributes_are_named_as_in_html():
    page = str(element("label", class_="x", for_="y", aria_label="z", hidden=True, open=False, id=None))
    assert page == '<label class="x" for="y" aria-label="z" hidden></label>'
