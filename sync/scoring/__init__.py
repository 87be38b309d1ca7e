"""How likely invoices are to be paid in time: tried on a history in CSV, and on a linked ledger's own."""
