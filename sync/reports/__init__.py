"""Reports: figures of a ledger over a period, as pages, spreadsheets, charts, a PDF, and a weekly mail."""
