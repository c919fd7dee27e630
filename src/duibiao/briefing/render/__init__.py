"""One ``Brief`` -> page, Word document, WeChat article, Markdown, JSON: the same content in the same order.

Each form has a module of its own; this one imports none of them, since pictures use the same words.
"""
