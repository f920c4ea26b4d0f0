"""A staff worklist: the notebook in which nothing is missed, the day closes at zero, and nothing is lost."""

__version__ = "0.1.0"
