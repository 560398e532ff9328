"""Performance by published claims: paths between chips, what supports them, and fitness for a workload."""
