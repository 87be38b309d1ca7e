"""`python -m sync.cli`, for processes that start one another."""

from sync.cli import main

main()
