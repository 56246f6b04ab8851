"""Drawings of what a record answers."""
