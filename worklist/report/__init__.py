"""Reports for those who ask for figures, each format in a module of its own, all from the same parts."""
