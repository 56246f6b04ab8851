"""Cells and links into tables and back."""
