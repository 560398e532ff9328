"""Tokens a second beside those of two other libraries: `python tests/benchmarks/peers.py`. Not part of the test suite.

Each difference is taken apart: from our time of a pass to theirs, one cause after the other. The results, and what the
causes are, stand in docs/explanation/peers.md.
"""

import sys
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

import aichipcn as acn
from aichipcn.compute.roofline import Roofline
from aichipcn.compute.workloads import Counting, Decode, Prefill, parts_of

PEERS = {"mlsysim": "0.3.0", "llm-analysis": "0.2.2"}
CONTEXT = 2048
CATALOGUE = acn.load_catalogue()
MODEL = CATALOGUE.transformers["llama-2-7b"]
CHIPS = {"nvidia-h100-sxm": ("H100", "h100-sxm-80gb"), "nvidia-a100-80gb": ("A100", "a100-sxm-80gb")}
WORKLOADS = {
    "decode, batch 1": Decode(transformer=MODEL, batch=1, context=CONTEXT),
    "decode, batch 64": Decode(transformer=MODEL, batch=64, context=CONTEXT),
    "prefill": Prefill(transformer=MODEL, prompt=CONTEXT),
}


class Figures(NamedTuple):
    """Seconds of a pass, and whether it is held to fit on one chip."""

    seconds: float
    fits: bool


class Step(NamedTuple):
    """What is counted otherwise, and the seconds of a pass with it and all before it."""

    cause: str
    seconds: float


def installed(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def ours(chip, workload):
    """The ceiling of one chip, whether or not the workload fits on it."""
    model = Roofline(workload=workload)
    seconds = workload.demand.tokens / float(model.rate(chip).low)
    return Figures(seconds, model.fewest(chip) == 1)


def of_mlsysim(chip, workload):
    from mlsysim import Hardware, Models
    from mlsysim.solvers import ServingModel

    hardware = getattr(Hardware.Cloud, CHIPS[chip.slug][0])
    result = ServingModel().solve(
        Models.Language.Llama2_7B,
        hardware,
        seq_len=CONTEXT,
        batch_size=workload.batch,
        precision="fp16",
    )
    time = result.itl if isinstance(workload, Decode) else result.ttft
    return Figures(time.to("s").magnitude, result.feasible)


def of_llm_analysis(chip, workload):
    from llm_analysis.analysis import infer

    result = infer(
        model_name="NousResearch_Llama-2-7b-hf",
        gpu_name=CHIPS[chip.slug][1],
        batch_size_per_gpu=workload.batch,
        seq_len=CONTEXT,
        num_tokens_to_generate=1,
        log_level="ERROR",
    )
    return Figures(result["decode_latency" if isinstance(workload, Decode) else "prefill_latency"], True)


def attention(workload, counting):
    """Operations of attention, of all layers."""
    return workload.batch * 4 * MODEL.layers * MODEL.heads * MODEL.head_dimension * float(counting.pairs(CONTEXT))


def to_mlsysim(chip, workload):
    """From our time of a pass to that of mlsysim."""
    rate, bandwidth = (float(figure.low) for figure in (chip.rate(acn.NumberFormat.FP16), chip.memory_bandwidth))
    if isinstance(workload, Decode):
        read = (2 * 7e9 + workload.batch * CONTEXT * 2 * MODEL.cached) / bandwidth
        return [
            Step("7.0 billion parameters, every one of them read", read),
            Step("10 us for each layer", read + MODEL.layers * 1e-5),
        ]
    matrices = 2 * 7e9 * CONTEXT
    square = (matrices + attention(workload, Counting.FULL)) / rate
    return [
        Step(
            "7.0 billion parameters, every one for every token",
            (matrices + attention(workload, Counting.CAUSAL)) / rate,
        ),
        Step("attention to later tokens too", square),
        Step("half of the peak, unless efficiency is given", 2 * square),
    ]


def to_llm_analysis(chip, workload):
    """From our time of a pass to that of llm-analysis."""
    rate, bandwidth = (float(figure.low) for figure in (chip.rate(acn.NumberFormat.FP16), chip.memory_bandwidth))
    demand = workload.demand
    if isinstance(workload, Decode):
        cache = workload.batch * (CONTEXT + 1) * 2 * MODEL.cached
        return [Step("the cache read and written as a whole", float(demand.traffic + cache) / bandwidth)]
    head = 2 * parts_of(MODEL).head * (CONTEXT - 1)
    later = attention(workload, Counting.FULL) - attention(workload, Counting.CAUSAL)
    square = (float(demand.operations + head) + later) / rate
    norms = 2 * MODEL.layers * CONTEXT * MODEL.hidden * 4 / bandwidth
    return [
        Step("a word predicted after every token", float(demand.operations + head) / rate),
        Step("attention to later tokens too", square),
        Step("norms waited for, in FP32", square + norms),
    ]


def show(name, chip, workload, mine, theirs, steps):
    def tokens(figures):
        return float(workload.demand.tokens) / figures.seconds

    fits = "" if mine.fits == theirs.fits else ", and holds it to fit on one chip"
    print(f"  {name}: {tokens(theirs):,.0f} token/s, {tokens(theirs) / tokens(mine) - 1:+.1%}{fits}")
    print(f"    {mine.seconds * 1e3:8.3f} ms  ours")
    for cause, seconds in steps:
        print(f"    {seconds * 1e3:8.3f} ms  {cause}")
    print(f"    {theirs.seconds * 1e3:8.3f} ms  theirs; {theirs.seconds / steps[-1].seconds - 1:+.1%} is left")


def main():
    found = {name: installed(name) for name in PEERS}
    if not any(found.values()):
        needed = " ".join(f"{name}=={number}" for name, number in PEERS.items())
        sys.exit(f"no peer is installed; in an environment of its own: pip install {needed} -e .")
    for name, number in found.items():
        print(f"{name} {number or f'is not installed: pip install {name}=={PEERS[name]}'}")
    for slug in CHIPS:
        chip = CATALOGUE.chips[slug]
        for title, workload in WORKLOADS.items():
            mine = ours(chip, workload)
            rate = float(workload.demand.tokens) / mine.seconds
            print(f"\n{chip.name}, {title}: {rate:,.0f} token/s{'' if mine.fits else ', does not fit on one chip'}")
            if found["mlsysim"]:
                show("mlsysim", chip, workload, mine, of_mlsysim(chip, workload), to_mlsysim(chip, workload))
            if found["llm-analysis"]:
                theirs = of_llm_analysis(chip, workload)
                show("llm-analysis", chip, workload, mine, theirs, to_llm_analysis(chip, workload))


if __name__ == "__main__":
    main()
