"""The dossier: all that is known of one customer's debt, as a zip of PDFs and JSON that proves itself.

`gather` reads it, `parts` make of it values, one module for each, `bundle` writes them; nothing else acts.
"""
