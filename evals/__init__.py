"""How right onrecord is, on public gold."""
