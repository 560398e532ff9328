"""What running a language model asks of hardware: operations, bytes moved and bytes held, by phase."""

from aichipcn.compute.workloads.demand import OPERATION, Demand
from aichipcn.compute.workloads.parts import Parts, parts_of
from aichipcn.compute.workloads.phases import Counting, Decode, Prefill, Training, Workload

__all__ = ["OPERATION", "Counting", "Decode", "Demand", "Parts", "Prefill", "Training", "Workload", "parts_of"]
