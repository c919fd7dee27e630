"""The words between a subject and its figure: bounds, verbs, kinds."""
