"""What is wrong with two tables, all of it at once, and which rows have it."""
