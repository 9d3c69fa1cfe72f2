"""Calls made up from the allow-lists and beyond them: none breaks the server, leaks, or changes what it may not."""
