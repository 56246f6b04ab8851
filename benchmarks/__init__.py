"""How fast onrecord is, and how much it takes."""
