"""Taskwarrior: the JSON of `task export` and `task import`."""
