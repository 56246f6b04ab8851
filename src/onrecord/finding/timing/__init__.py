"""The grammar of time expressions: words, patterns, what they mean, and how that becomes a value."""
