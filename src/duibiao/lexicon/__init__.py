"""Vocabulary files: how they are loaded and what makes one well-formed.

A vocabulary is a TOML file that stands beside the logic using it::

    about = "what the words are for"

    [groups.buttons]              # any number of groups
    words = ["打印", "收藏"]       # exact strings
    patterns = ['字号[:：]?']      # regular expressions

    [[entries]]                   # or rows, for catalogues: free keys, `name` first
    name = "地区生产总值"

    [[rejected]]                  # what was tried and gave a false positive stays on record
    text = "大通"
    because = "中国光大通信 is not 大通县"
    group = "buttons"             # optional: rejected for this group, another may use it
"""

from duibiao.lexicon.indicators import Indicator, indicators
from duibiao.lexicon.lint import lint
from duibiao.lexicon.rules import first_answer
from duibiao.lexicon.vocabulary import Group, Vocabulary, load

__all__ = ["Group", "Indicator", "Vocabulary", "first_answer", "indicators", "lint", "load"]
