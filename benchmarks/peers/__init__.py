"""Other extractors, each run by an interpreter of its own: sentences in, spans and seconds out."""
