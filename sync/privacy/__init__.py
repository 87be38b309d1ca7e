"""Privacy: what is held of a person, its erasure, and how long what is kept."""
