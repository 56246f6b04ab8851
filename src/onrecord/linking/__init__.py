"""Cells and earlier cells in, links and standing out."""
