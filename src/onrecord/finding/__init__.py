"""Analyses in, cells out: names, times, statements, events, figures."""
