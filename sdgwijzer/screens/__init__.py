"""What a page says: one module per page."""
