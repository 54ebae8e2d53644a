"""Plain-English advice under what people write in the portal. It never stops anybody, and nothing of it is kept."""

from django import forms
from wagtail.models import Locale

from home.plain_english import Advice
from home.writing_advice import AT_MOST, advisor_for

LONGEST = 20_000  # characters looked at


def advice_on(words: str) -> list[Advice]:
    """What could be plainer, by the lists of the language that is being read."""
    return advisor_for(Locale.get_active()).advise(words[:LONGEST])[:AT_MOST] if words else []


class LongWords(forms.Textarea):
    """For words to other people, not for what somebody says of themselves: with advice under them.

    It is on what stands there when the form is shown and, with JavaScript, on what is being written.
    """

    template_name = "portal/_long_words.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["advice"] = advice_on(context["widget"]["value"] or "")
        return context
