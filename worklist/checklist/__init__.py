"""The checklist itself: what an item is, what may become of it, and when a day is at zero. No I/O, no clock."""
