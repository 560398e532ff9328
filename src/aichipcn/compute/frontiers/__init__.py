"""What a domestic share costs in compute: budgets, mixes of two chips, and the best of them share by share."""
