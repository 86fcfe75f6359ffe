"""What the committed reference data say: tables and columns, code lists, divisions."""
