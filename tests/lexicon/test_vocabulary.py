from __future__ import annotations

import re

import pytest

from duibiao.lexicon import Vocabulary, lint, load
from duibiao.lexicon.lint import main, package_files
from duibiao.lexicon.vocabulary import parse

TOML = """
about = "words for a test"
[groups.buttons]
words = ["打印", "打印本页"]
patterns = ['字号[:：]?']
[[entries]]
name = "地区生产总值"
unit = "元"
[[rejected]]
text = "大通"
because = "某某光大通信 is not a county"
"""


def test_parse() -> None:
    v = parse(TOML)
    assert v.about == "words for a test"
    assert v["buttons"].words == ("打印", "打印本页")
    assert v.entries[0]["unit"] == "元"
    assert v.rejected[0]["text"] == "大通"


def test_the_longest_word_wins() -> None:
    assert re.match(parse(TOML)["buttons"].regex(), "打印本页").group() == "打印本页"  # type: ignore[union-attr]


def test_words_are_no_patterns() -> None:
    regex = parse('about = "x"\n[groups.a]\nwords = ["a.b"]')["a"].regex()
    assert re.fullmatch(regex, "a.b")
    assert not re.fullmatch(regex, "axb")


def test_a_missing_group_or_file_is_told() -> None:
    with pytest.raises(KeyError):
        parse(TOML)["none"]
    with pytest.raises(FileNotFoundError):
        load("duibiao.sources", "none.toml")


def test_a_vocabulary_is_loaded_once() -> None:
    assert load("duibiao.sources") is load("duibiao.sources")


def test_a_good_vocabulary_has_nothing_to_say() -> None:
    assert lint(parse(TOML)) == []


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("", "`about` is missing"),
        ('about = "x"\n[groups.a]\nwords = ["甲", "甲"]', "stands 2 times"),
        ('about = "x"\n[groups.a]\nwords = [" 甲"]', "white space"),
        ('about = "x"\n[groups.a]\nwords = [""]', "is empty"),
        ('about = "x"\n[groups.a]\npatterns = ["("]', "does not compile"),
        ('about = "x"\n[groups.a]\npatterns = ["x*"]', "matches the empty string"),
        ('about = "x"\n[[rejected]]\ntext = "甲"', "needs `text` and `because`"),
        ('about = "x"\n[groups.a]\nwords = ["甲"]\n[[rejected]]\ntext = "甲"\nbecause = "y"', "is in use"),
        ('about = "x"\n[[entries]]\nname = "甲"\n[[rejected]]\ntext = "甲"\nbecause = "y"', "is in use"),
    ],
)
def test_what_is_wrong_is_told(toml: str, told: str) -> None:
    assert any(told in line for line in lint(parse(toml)))


def test_a_word_rejected_for_one_group_may_serve_another() -> None:
    toml = 'about = "x"\n[groups.a]\nwords = ["甲"]\n[groups.b]\nwords = ["乙"]\n'
    assert lint(parse(f'{toml}[[rejected]]\ntext = "甲"\nbecause = "y"\ngroup = "b"')) == []
    assert lint(parse(f'{toml}[[rejected]]\ntext = "甲"\nbecause = "y"\ngroup = "a"')) != []


@pytest.mark.parametrize("path", package_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_vocabulary_of_the_package_is_well_formed(path) -> None:
    assert lint(parse(path.read_text("utf-8"))) == []


def test_the_linter_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert capsys.readouterr().out == ""


def test_an_empty_vocabulary_can_be_made() -> None:
    assert Vocabulary(about="x", groups={}).entries == ()


def test_a_pattern_that_opens_with_words_is_one_for_each() -> None:
    regex = parse("about = 'x'\n[groups.a]\npatterns = ['(?:取得|解决)(?!的)', '(?:大|小)?桥']")["a"].regex()
    assert regex == "(?:取得(?!的)|解决(?!的)|(?:大|小)?桥)"
