"""Tables in, answers out: the same questions under the shell, Python and the web."""
