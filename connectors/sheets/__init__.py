"""Tables that people export from other programs: their headers, cells and doubtful dates read with care.

Shared by the ledger that is a folder of exports and by whatever else reads a person's CSV file.
"""
