"""Announced counts of things and the lists that tell them: by marks, by words, by sets named by a number."""
