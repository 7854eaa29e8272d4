"""Target values: what they say, and what an expert makes of them."""
