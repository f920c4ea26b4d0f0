"""CSV: the table of items that a spreadsheet opens, and the tables that come from elsewhere."""
