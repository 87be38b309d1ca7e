"""`sync` remembers and runs: the store, the order of work, the entry points."""
