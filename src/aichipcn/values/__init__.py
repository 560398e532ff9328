"""What a figure is: units, estimates, three-valued truth, shares, dates and schedules."""
