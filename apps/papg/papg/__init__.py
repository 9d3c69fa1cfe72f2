"""Protect & Prepare Groups: the app with which a council runs them."""

__version__ = "0.1.0"
