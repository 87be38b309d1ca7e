"""Evidence: the audit chain, which tells of everything that was done, and the file made of it."""
