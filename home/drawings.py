"""Our own drawings."""

DRAWINGS = []
