"""Pictures of a brief, made from its figures: charts, and a map of the place's divisions.

``charts`` and ``maps`` choose what is worth drawing, ``draw`` makes SVG of it. What a brief keeps is
``model.Picture``: this module stays light, because the brief's own model imports it.
"""
