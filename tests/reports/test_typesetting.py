"""What is done to running text before it is set, case by case."""

import pytest

from quizapp.reports.typesetting import typeset
from tests.reports.made import LANGUAGES, plain, questionnaire_in
from tests.reports.test_report import texts_of


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", ""),
        ("Word", "Word"),
        ("Two words", "Two\u00a0words"),
        ("Then do it.", "Then do\u00a0it."),
        ("so extraordinarily long-winded", "so extraordinarily\u00a0long-winded"),
        ("an incomprehensibility", "an incomprehensibility"),
        ("you & me", "you &amp;\u00a0me"),
        ("<b>bold</b> as is", "&lt;b&gt;bold&lt;/b&gt; as\u00a0is"),
    ],
)
def test_the_last_word_of_a_latin_paragraph_is_never_alone(text: str, after: str) -> None:
    assert typeset(text, "en") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("今天", "今天"),
        ("打1分", "打\u20091\u2009\u2060分"),
        ("用A看", "用\u2009A\u2009看"),
        ("写三句就停下来。", "写三\u2060句就停下\u2060来\u2060。"),
        ("<今天>", "&lt;今天&gt;"),
        ("再写一行，歇十分钟。", "再写一\u2060行，歇十\u2060分\u2060钟\u2060。"),
        ("花15分钟写，收好。", "花\u200915\u2009\u2060分\u2060钟写，收\u2060好\u2060。"),
        ("“好”。", '<span class="hw">“</span>好<span class="hw">”</span>。'),
    ],
)
def test_chinese_is_spaced_squeezed_and_kept_together(text: str, after: str) -> None:
    assert typeset(text, "zh-Hans") == after


@pytest.mark.parametrize("language", LANGUAGES)
def test_typesetting_changes_no_word(language: str) -> None:
    for text in texts_of(questionnaire_in(language)):
        assert plain(typeset(text, language).striptags()) == plain(text)
