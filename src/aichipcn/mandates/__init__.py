"""What is required: predicates, measures, populations, and mandates made of them."""
