"""The parts of a dossier, a function for each: facts and words in, a `Part` out."""
