"""The list of stories, narrowed by stage, principle, place and Easy Read."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter

from home.freshness import keep
from home.listing import Narrowing, listed


class StoryNarrowing(Narrowing):
    stage = ChoiceFilter(field_name="stages", label=_("Part of the work"), empty_label=_("Any part"))
    principle = ChoiceFilter(field_name="principles", label=_("What it shows"), empty_label=_("Anything"))
    place = ChoiceFilter(label=_("Where"), empty_label=_("Anywhere"))
    easy_read = BooleanFilter(label=_("Has an Easy Read version"), widget=forms.CheckboxInput, method="has_easy_read")

    def has_easy_read(self, queryset, name, value):
        return queryset.exclude(easy_read=[]) if value else queryset


def listed_stories(request, page, stories) -> dict:
    """`stories`: those below the page that the public may read."""
    name = f"stories:{page.pk}"
    options = keep(request, f"{name}-options", partial(_options, stories))
    return listed(request, StoryNarrowing, stories.for_cards(), options, page.per_page, name=name)


def _options(stories) -> dict:
    return {
        "stage": stories.counted("stages", "stages__title", "stages__order"),
        "principle": stories.counted("principles", "principles__title", "principles__order"),
        "place": stories.exclude(place="").counted("place", "place"),
    }
