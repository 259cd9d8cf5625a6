"""The vocabulary of a case: acts, states, audit words, numbers, pseudonyms. Pure."""
