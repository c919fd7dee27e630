"""What rules look at: the figures of a document with the words around them, names, strands, mentions."""
