"""What is run of every command where a law is of all of them, and the files that some of it needs."""

from pathlib import Path

from tests.unit.commands import run

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
AMENDMENT = DATA / "amendments" / "guiyang-for-all.toml"

DECODE = ("--workload", "decode:llama-3.1-8b")
NATION = ("national", "inventory.parquet", "--facilities", "facilities.parquet", "--out", "verdicts.parquet", "--force")
RULE = ("--mandate", "guiyang-new-facilities", "--on", "2026-12-31", "--on", "2027-12-31")

EXAMPLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "report": ((), ("--place", "Shanghai", "--known-by", "2026-03-01")),
    "assess": (
        ("china-mobile-harbin", "beijing-2027", "--as-if-in-scope"),
        ("china-mobile-beijing", "beijing-2027"),
        ("china-mobile-beijing", "beijing-2027", "--on", "2026-12-31"),
        ("china-mobile-hohhot", "guiyang-new-facilities", "--as-if-in-scope"),
    ),
    "explain": (
        ("china-mobile-beijing", "beijing-2027"),
        ("china-mobile-hohhot", "guiyang-new-facilities", "--as-if-in-scope", "--known-by", "2026-03-01"),
    ),
    "verdicts": ((), ("--on", "2026-12-31", "--on", "2027-12-31", "--on", "2028-12-31")),
    "what-if": ((str(AMENDMENT),), (str(AMENDMENT), "--check"), ("amendment.toml", "--write-expected")),
    "national": ((*NATION[1:], *RULE),),
    "generate-inventory": (("made", "--deployments", "50", "--force"),),
    "compute": (
        ("pengcheng-cloud-brain-ii", "--peak", "fp16"),
        ("qinghai",),
        ("qinghai", "--workload", "decode:deepseek-v3", "--reference", "H20"),
    ),
    "compare": (
        ("H20", "H100", "910B"),
        ("H20", "910B", "910C", "H100", "B200", *DECODE),
    ),
    "frontier": (
        ("20 MW", "--foreign", "H20", "--domestic", "910C", *DECODE),
        ("500e6 USD", "--hold", "price", "--foreign", "H20", "--domestic", "910B", "--peak", "fp16"),
    ),
    "suits": (("910C", "training"), ("H20", "inference/prefill")),
    "classify": (
        (),
        ("H20",),
        ("H20", "--on", "2025-05-01"),
        ("910D", "--on", "2026-02-01"),
        ("910D", "--on", "2026-02-01", "--explain"),
        ("H20", "L20", "910B", "H100"),
    ),
    "rules": ((), ("us-2026-01",), ("October 2023 rule",)),
    "obtainable": (
        ("--on", "2025-08-20"),
        ("H20", "--on", "2025-08-20", "--by", "ByteDance"),
        ("H20", "--on", "2025-08-20", "--by", "ByteDance", "--explain"),
    ),
    "chips": ((), ("H20",), ("910C",), ("samsung-hbm2-8gb",)),
    "vendors": ((), ("Cambricon",)),
    "facilities": ((), ("Qinghai",)),
    "mandates": ((), ("guiyang-new-facilities",), ("--place", "CN-SH"), ("--stale", "2027-06-01")),
    "incentives": ((), ("power-subsidy",)),
    "lists": ((), ("anke-ai-chips",)),
    "sources": ((), ("trendforce-2025-08-21",), ("--undated",)),
    "transformers": ((), ("Kimi K2",)),
    "utilisations": ((), ("palm-540b-mfu",)),
    "check": ((str(DATA / "chongqing.toml"),), ("broken.toml",)),
    "extensions": ((),),
    "schema": ((),),
}
"""Words behind each command; every command has some."""

CODES = {("assess", *EXAMPLES["assess"][1]): 3, ("assess", *EXAMPLES["assess"][3]): 4, ("check", "broken.toml"): 1}
"""How those end that do not end with 0."""

WITHOUT_JSON = {
    "schema": "what it prints is JSON, of a format that is not ours",
}

BROKEN = """
[[chips]]
slug = "x-chip"
name = "X chip"
designer = "huwaei"
sources = ["nowhere-at-all"]
rates = { fp16 = "a hundred TFLOP/s, more or less, depending on what one reads and when it was read" }
"""


def each():
    """Each example, as the words of the command."""
    return [(name, *words) for name, several in EXAMPLES.items() for words in several]


def prepare(folder: Path) -> None:
    """The files that examples name, in a folder that is the current one."""
    (folder / "broken.toml").write_text(BROKEN, "utf-8")
    (folder / "amendment.toml").write_text(AMENDMENT.read_text("utf-8"), "utf-8")
    for name in ("inventory.parquet", "facilities.parquet"):
        assert not (folder / name).exists()
    run("generate-inventory", str(folder), "--deployments", "200", "--seed", "7")
