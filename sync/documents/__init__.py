"""Documents for people: letters on paper. Nothing is imported here, for few commands need them."""
