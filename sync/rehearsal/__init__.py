"""Rehearsals: the program on pretend books. With the tests, the only importer of `connectors.sandbox`."""
