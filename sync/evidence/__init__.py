"""Evidence: the audit chain, which tells of everything that was done, and what is made of it."""
