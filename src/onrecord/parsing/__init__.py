"""Articles in, analyses out: tokens, sentences, the encoder's heads."""
