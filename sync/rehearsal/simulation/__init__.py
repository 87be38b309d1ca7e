"""A year of business against the sandbox with a simulated clock: seeded, every fault, judged after each step.

The whole program as users have it runs in it (configuration file, store, connectors, passes); what is
simulated is the world around it: time, the network, the disk, the people on both sides. The same seed
gives the same history.
"""
