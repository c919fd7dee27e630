"""Tables and catalogues of places; ``docs/gazetteer.md`` says where each comes from."""
