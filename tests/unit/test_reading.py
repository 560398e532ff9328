"""What is read from text: figures, units, dates and shares, odd ones among them; and files, strictly."""

import json
import pickle
import sys
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aichipcn as acn
from aichipcn.catalogue.files import plain_data, read_text
from aichipcn.errors import AichipcnError, FileAccessError, UnknownNameError, UnknownUnitError, shown
from aichipcn.nearest import nearest
from aichipcn.values.dates import DateRange, one_day
from aichipcn.values.numbers import parse_number, tidied
from aichipcn.values.shares import parse_share
from aichipcn.values.units import unit_value

READERS = (acn.Estimate.parse, DateRange.parse, parse_share, one_day, parse_number, unit_value)
VALID = (
    "148 TFLOP/s", "280..400 TFLOP/s", "320 (280..400) TFLOP/s", "320 (280..) W", ">= 1.4", "<= 3 GB/s", "1/3 W", "85%",
    "1.4e3 mm**2", "2025-09-18", "2025-Q3", "2024-01..2024-06", "0.7", "7/10", "12000", "60 GB/min", "wafer/month",
)  # fmt: skip
SIGNS = "0123456789.,/%eE+-()<>=~ \n\tWGBs*²µ–≥４٣年"


@st.composite
def mutations(draw):
    """A valid text with some signs dropped, put in or doubled."""
    text = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(["", *SIGNS, text])) + text[at + draw(st.integers(0, 2)) :]
    return text


@pytest.mark.parametrize("read", READERS)
@given(text=st.one_of(st.text(), st.text(SIGNS), mutations()))
def test_any_text_is_read_back_as_it_is_printed_or_refused_with_our_own_error(read, text):
    try:
        value = read(text)
    except AichipcnError as error:
        assert len(str(error)) <= 720
        assert isinstance(error, ValueError | TypeError)
        return
    if read in (acn.Estimate.parse, DateRange.parse, parse_share):
        assert read(str(value)) == value


@pytest.mark.parametrize(
    ("text", "factor", "root"),
    [
        ("GB/min", Fraction(10**9, 60), "B/s"),
        ("TiB/h", Fraction(2**40, 3600), "B/s"),
        ("kilowatt", 1000, "W"),
        ("watts", 1, "W"),
        ("Gbit/s", 125 * 10**6, "B/s"),
        ("mm²", Fraction(1, 10**6), "m**2"),
        ("mm^2", Fraction(1, 10**6), "m**2"),
        ("cm ** 2", Fraction(1, 10**4), "m**2"),
        ("1/s", 1, "1/s"),
        ("W*s", 1, "W*s"),
        ("GB/GB", 1, ""),
    ],
)
def test_a_unit_is_worked_out_exactly(text, factor, root):
    value = unit_value(text)

    assert value.factor == factor
    assert value.root == root


@given(
    st.lists(
        st.sampled_from(["GB", "W", "s", "min", "h", "nm", "TFLOP", "kilowatt", "bit", "USD"]), min_size=1, max_size=3
    ),
    st.lists(st.sampled_from(["s", "min", "h", "chip", "GB"]), max_size=2),
)
def test_a_unit_is_worth_what_pint_says(above, below):
    from aichipcn.values.quantity import root_factor

    text = "*".join(above) + "".join(f"/{symbol}" for symbol in below)
    factor, root = root_factor(text)

    assert float(unit_value(text).factor) == pytest.approx(factor, rel=1e-9)
    assert unit_value(text).root == root.replace("dimensionless", "").replace(" ", "")


@pytest.mark.parametrize("text", ["W*2", "3 W", "GB per s", "W + W", "/s", "W/", "TFLOPs/chip", "W**0", "", "b"])
def test_what_is_no_unit_is_refused(text):
    if text == "":
        assert unit_value(text).root == ""
    else:
        with pytest.raises(UnknownUnitError, match="not a unit"):
            unit_value(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1,000,000 W", "1000000 W"),
        ("10 000 W", "10000 W"),
        ("1_000 W", "1000 W"),
        ("1,5 W", "1,5 W"),
        ("４００ W", "400 W"),
        ("٧٠%", "70%"),
        ("280-400 W", "280..400 W"),
        ("280～400 W", "280..400 W"),
        ("70 %", "70%"),
        ("≥1.4", ">= 1.4"),
        ("> 5 W", ">= 5 W"),
        ("≤ 3", "<= 3"),
        ("< 3", "<= 3"),
        ("5..", ">= 5"),
        ("..5 W", "<= 5 W"),
        ("~320 W", "~320 W"),
        ("9" * 2000 + ",000", "9" * 2000 + ",000"),
    ],
)
def test_a_figure_written_in_another_way_is_offered_as_we_write_it(text, written):
    assert tidied(text) == written


@pytest.mark.parametrize(
    "text", ["1/3 W", "2/3 (1/3..5/7) TFLOP/s", "1e3 W", "0.5e-3 mm**2", "85%", "50%..85%", "<= 85%"]
)
def test_fractions_and_percentages_stay_readable(text):
    assert acn.Estimate.parse(str(acn.Estimate.parse(text))) == acn.Estimate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("0025", date(25, 1, 1), date(25, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        (" 2025-02 ", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-H1..2025-Q3", date(2025, 1, 1), date(2025, 9, 30)),
    ],
)
def test_dates_at_the_edges(text, first, last):
    span = DateRange.parse(text)

    assert (span.first, span.last) == (first, last)
    assert DateRange.parse(str(span)) == span


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("2025/9/18", "2025-09-18"),
        ("2025年9月", "2025-09"),
        ("2025q3", "2025-Q3"),
        ("٢٠٢٥-09", "2025-09"),
        ("18.09.2025", None),
        ("2025-13-1", None),
    ],
)
def test_a_date_written_in_another_way_is_offered_as_we_write_it(text, near):
    with pytest.raises(ValueError, match="not a date") as caught:
        DateRange.parse(text)

    assert caught.value.nearest == ((near,) if near else ())


def test_a_range_of_dates_made_by_hand_runs_forwards():
    with pytest.raises(ValueError, match=r"ends before it starts: 2025-01-02\.\.2025-01-01"):
        DateRange(date(2025, 1, 2), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("asked", "known", "found"),
    [
        ("CM", ("CN-NM", "CN-MO", "MY", "CN"), ("CN",)),
        ("cn-sh", ("CN", "CN-SH", "CN-SX"), ("CN-SH",)),
        ("huawai", ("huawei", "huawei-cloud", "hygon"), ("huawei",)),
        ("huwaei", ("huawei", "hygon"), ("huawei",)),
        ("NC", ("CN", "US"), ("CN",)),
        ("Ascend910", ("ascend-910b", "Ascend 910", "ascend-910"), ("Ascend 910",)),
        ("ascend", ("ascend-910b", "biren"), ("ascend-910b",)),
        ("desinged-in", ("designed-in", "produced-in"), ("designed-in",)),
        ("kunpeng-chip", ("kunpeng-chips-ltd", "enflame"), ("kunpeng-chips-ltd",)),
        ("cambrican-tech", ("cambricon", "biren"), ("cambricon",)),
        ("zzz", ("huawei",), ()),
        ("x", ("y",), ()),
        ("", ("y",), ()),
    ],
)
def test_the_nearest_names_come_first_and_far_ones_not_at_all(asked, known, found):
    assert nearest(asked, known) == found


def test_a_miss_offers_three_names_at_most():
    assert nearest("B100", ["A100", "H100", "B200", "B300"]) == ("A100", "H100", "B200")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2027, 1, 1), "2027-01-01"),
        (datetime(2027, 1, 1, 3), "2027-01-01T03:00:00"),
        ("a" * 100, "'aaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaa'"),
        pytest.param(10**5000, "a long int", id="long"),
        ([1, 2, 3, 4], "[1, 2, 3, ...]"),
        ([[[[1]]]], "[[[...]]]"),
    ],
)
def test_a_value_in_a_message_is_short(value, text):
    assert shown(value) == text


def test_errors_survive_a_pickle_with_what_they_carry(catalogue):
    def lost():
        raise catalogue.chips["H2O"]

    with pytest.raises(UnknownNameError) as missed:
        lost()
    with pytest.raises(acn.CatalogueError) as refused:
        acn.load_catalogue("none.toml")
    for error in (missed.value, refused.value):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert str(again) == str(error)
    assert pickle.loads(pickle.dumps(missed.value)).nearest == ("H20",)
    assert pickle.loads(pickle.dumps(refused.value)).problems[0].file == "none.toml"


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def read(path):
    return plain_data(read_text(path), path, [])


def test_a_byte_order_mark_and_carriage_returns_are_read_over(tmp_path):
    text = '\ufeff[[sources]]\r\nslug = "s"\r\n'.encode()

    assert read(written(tmp_path, "mine.toml", text)) == {"sources": [{"slug": "s"}]}


def test_an_ending_may_be_in_capitals(tmp_path):
    assert read(written(tmp_path, "MINE.JSON", b'{"chips": []}')) == {"chips": []}


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b'x = 1\nx = """\na\n"""', 2, 1, "x: the key 'x' stands twice"),
        (b"a.b = 1\na . b = 2\n", 2, 5, "a.b: the key 'b' stands twice"),
        (b"[[x]]\n[x.y]\n[[x]]\n[x.y]\n[x.y]\n", 5, 4, "x[1].y: the key 'y' stands twice"),
        (b"a.b = 1\n[a]\n", 2, 2, "a: the key 'a' stands twice"),
        (b"[[a]]\n[a]\n", 2, 2, "a: the key 'a' stands twice"),
        (b"[a]\nb = 1\n[[a]]\n", 3, 3, "a: the key 'a' stands twice"),
        (b"a = { b = 1, b = 2 }", 1, 14, "a.b: the key 'b' stands twice"),
        (b"a = 1\na.b = 2\n", 2, 8, "not TOML from column 8 on: cannot overwrite a value"),
        (b"a = 1 a = 2\n", 1, 7, "not TOML from column 7 on: expected newline or end of document after a statement"),
        (b"a = 1 a = 2\na = 3\n", 1, 7, "not TOML from column 7 on: expected newline or end of document after a"),
        (b'x = "a', 1, 7, "not TOML from column 7 on: illegal character"),
        (b'x = """a', 1, 1, "not TOML from column 1 on: unterminated string"),
        pytest.param(b"x = " + b"9" * 5000, 1, 1, "not TOML from column 1 on: exceeds the limit", id="long"),
    ],
)
def test_what_is_wrong_with_a_toml_file_has_its_line(tmp_path, content, line, column, message):
    with pytest.raises(acn.AichipcnError) as caught:
        read(written(tmp_path, "mine.toml", content))

    assert str(caught.value).startswith(message)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b'{"a": {"b": 1,\n "b": 2}}', 2, 2, "a.b: the key 'b' stands twice"),
        (b'{"a": 1, "a": {"b": 1, "b": 2}}', 1, 10, "a: the key 'a' stands twice"),
        (b'[{"\\/": 1, "\\u002f": 2}]', 1, 12, "[0]./: the key '/' stands twice"),
        (b'{"a": 1, "a": 2} x', 1, 10, "a: the key 'a' stands twice"),
        (b'{"a": 1,\n"b"}', 2, 4, "not JSON from column 4 on: expecting ':' delimiter"),
    ],
)
def test_what_is_wrong_with_a_json_file_has_its_line(tmp_path, content, line, column, message):
    with pytest.raises(acn.AichipcnError) as caught:
        read(written(tmp_path, "mine.json", content))

    assert str(caught.value) == message
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.fixture
def ordinary_stack():
    """As deep a stack as an interpreter starts with, whatever other tests have made of it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("ordinary_stack")
@pytest.mark.parametrize("deep", [300, 600, 100_000])
def test_what_is_nested_too_deep_for_the_reader_or_for_us_is_refused(tmp_path, deep):
    path = written(tmp_path, "mine.json", b'{"a":' * deep + b"1" + b"}" * deep)
    if deep == 300:
        assert isinstance(read(path), dict)
        return
    with pytest.raises(acn.AichipcnError, match="nested too deep to be read") as caught:
        read(path)
    assert caught.value.code == "too-deep"


def test_json_with_a_number_of_thousands_of_digits_is_refused(tmp_path):
    with pytest.raises(ValueError, match="not JSON: Exceeds the limit"):
        read(written(tmp_path, "mine.json", b"[" + b"9" * 5000 + b"]"))


def test_a_folder_a_null_and_a_forbidden_file_cannot_be_read(tmp_path, monkeypatch):
    with pytest.raises(OSError, match="cannot be read: Is a directory"):
        read_text(tmp_path)
    with pytest.raises(FileAccessError, match="cannot be read: embedded null byte"):
        read_text(Path("mine\0.toml"))

    def forbidden(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(OSError, match="cannot be read: Permission denied"):
        read_text(tmp_path / "mine.toml")


def test_what_cannot_be_written_is_said_with_its_file(tmp_path):
    source = acn.Source(slug="s", title="T", publisher="P")

    with pytest.raises(OSError, match=r"none/mine\.json: cannot be written: No such file or directory"):
        acn.save([source], tmp_path / "none" / "mine.json")


def test_toml_is_not_written_without_its_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tomli_w", None)

    with pytest.raises(ValueError, match="install the extra"):
        acn.save([acn.Source(slug="s", title="T", publisher="P")], tmp_path / "mine.toml")


def test_null_in_json_is_unknown(tmp_path):
    chip = {
        "slug": "x-chip",
        "name": "X",
        "designer": None,
        "power": None,
        "status": None,
        "dies": None,
        "sources": ["s"],
    }
    source = {"slug": "s", "title": "T", "publisher": "P", "url": None}
    file = written(tmp_path, "mine.json", json.dumps({"sources": [source], "chips": [chip]}).encode())
    read = acn.load_catalogue(file).chips["x-chip"]

    assert (read.designer, read.power, read.status, read.dies) == (None, None, None, None)
