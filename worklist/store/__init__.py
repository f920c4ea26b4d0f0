"""The notebook on disk. Nothing outside this package knows what a TinyDB document or table is."""
