"""Builds and runs the bench: one module per step, plain Python, nothing to install first."""
