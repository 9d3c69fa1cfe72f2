"""Attacks on the served site: as a guest, as a partner, as staff of another group, and as a program."""
