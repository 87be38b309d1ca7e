"""Documents for people: letters on paper, reports. Nothing is imported here, for few commands need them."""
