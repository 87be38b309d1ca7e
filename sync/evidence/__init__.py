"""Evidence: the file about one customer that a lawyer or a court gets."""
