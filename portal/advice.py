"""Plain-English advice under what people write in the portal. It never stops anybody, and nothing of it is kept."""

from django import forms
from wagtail.models import Locale

from home.plain_english import LONGEST_SENTENCE, LONGEST_SENTENCE_EASY_READ, Advice
from home.writing_advice import AT_MOST, advisor_for

LONGEST = 20_000  # characters looked at


def advice_on(words: str, *, easy=False, advisor=None) -> list[Advice]:
    """What could be plainer, by the lists of the language that is being read; in Easy Read, sentences are shorter."""
    if not words:
        return []
    advisor = advisor or advisor_for(Locale.get_active())
    longest = LONGEST_SENTENCE_EASY_READ if easy else LONGEST_SENTENCE
    return advisor.advise(words[:LONGEST], longest=longest)[:AT_MOST]


class LongWords(forms.Textarea):
    """For words to other people, not for what somebody says of themselves: with advice under them.

    It is on what stands there when the form is shown and, with JavaScript, on what is being written.
    """

    template_name = "portal/_long_words.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["advice"] = advice_on(context["widget"]["value"] or "")
        return context


class EasyWords(LongWords):
    """For Easy Read. Many stand in one form, and share what advises: `advisor` is asked for it."""

    def __init__(self, *, advisor, **given):
        super().__init__(**given)
        self.advisor = advisor

    def get_context(self, name, value, attrs):
        context = forms.Textarea.get_context(self, name, value, attrs)
        words = context["widget"]["value"]
        found = advice_on(words, easy=True, advisor=self.advisor()) if words else []
        context["widget"] |= {"advice": found, "easy": True}
        return context
