"""Imported where processes of the site are forked: modules, tables of names, templates, what files hash to.

No thread is begun and no database opened here.
"""

from __future__ import annotations

import gc

from duibiao.gazetteer import Gazetteer
from duibiao.lexicon.indicators import indicators
from duibiao.site.app import PUBLIC
from duibiao.site.keeping.audited import rules
from duibiao.site.keeping.shelf import program
from duibiao.site.pages.setting import templates

__all__ = ["PUBLIC"]

Gazetteer.load()
indicators()
templates()
program()
rules()
gc.collect()
gc.freeze()  # what is shared is not written to by looking for what can go
