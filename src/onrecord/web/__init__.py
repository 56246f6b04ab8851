"""The record in a browser, and as an API: the same questions as the command line and Python."""
