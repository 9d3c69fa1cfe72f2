"""Every guard opened once, one after the other: a check notices each, or a check is missing."""
