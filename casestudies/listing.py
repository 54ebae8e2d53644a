"""The list of stories, narrowed by what stands in the address: several things at once, and words to look for."""

from functools import partial

from django import forms
from django.conf import settings
from django.db.models import Count, Min
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy as _
from django_filters import BooleanFilter, CharFilter, ChoiceFilter

from home.freshness import keep
from home.listing import Narrowing, listed
from home.models import SearchEntry
from home.reading import language
from home.search.asking import AskedField
from home.search.finding import search

MANY = {
    "stage": ("stages", "title"),
    "principle": ("principles", "title"),
    "contribution": ("contributions", "name"),
    "partner": ("partners", "name"),
}


class AskedFilter(CharFilter):
    field_class = AskedField


class StoryNarrowing(Narrowing):
    q = AskedFilter(label=_("Words in the story"), method="says")
    stage = ChoiceFilter(field_name="stages", label=_("Part of the work"), empty_label=_("Any part"))
    principle = ChoiceFilter(field_name="principles", label=_("What it shows"), empty_label=_("Anything"))
    contribution = ChoiceFilter(field_name="contributions", label=_("What people gave"), empty_label=_("Anything"))
    partner = ChoiceFilter(field_name="partners", label=_("Worked with"), empty_label=_("Anybody"))
    place = ChoiceFilter(label=_("Where"), empty_label=_("Anywhere"))
    year = ChoiceFilter(field_name="first_published_at__year", label=_("Year"), empty_label=_("Any year"))
    also_in = ChoiceFilter(label=_("Also in"), empty_label=_("Any language"), method="can_be_read_in")
    easy_read = BooleanFilter(label=_("Has an Easy Read version"), widget=forms.CheckboxInput, method="has_easy_read")

    @classmethod
    def kept_names(cls) -> frozenset[str]:
        """What may stand in the address of a list that is kept for others. What somebody looks for is kept nowhere."""
        return cls.names() - {"q"}

    def says(self, queryset, name, value):
        self.answer = search(value, language=get_language(), kinds={SearchEntry.Kind.STORY})
        return queryset.filter(pk__in=self.answer.found.pages)

    def can_be_read_in(self, queryset, name, value):
        return queryset.filter(translation_key__in=_told_in(queryset, value).values("translation_key"))

    def has_easy_read(self, queryset, name, value):
        return queryset.exclude(easy_read=[]) if value else queryset


def _told_in(stories, code=None):
    told = stories.model.objects.readable()
    return told.filter(locale__language_code=code) if code else told


def listed_stories(request, page, stories) -> dict:
    """`stories`: those below the page that the public may read."""
    name = f"stories:{page.pk}"
    end = keep(request, f"{name}-end", partial(_first_end, stories), ends=lambda moment: moment)
    ends = {"ends": lambda _value: end}
    options = keep(request, f"{name}-options", partial(_options, stories, page.locale_id), **ends)
    drawn = {"draw": partial(_card, request), **ends}
    return listed(request, StoryNarrowing, stories.for_cards(), options, page.per_page, name=name, **drawn)


def _card(request, story) -> str:
    return render_to_string("casestudies/_card.html", {"story": story, "url": story.get_url(request)})


def _first_end(stories):
    """The moment at which the first of them is over."""
    return stories.aggregate(end=Min("expire_at"))["end"]


def _options(stories, locale_id) -> dict:
    """What there is to choose, each with how many stories it leads to."""
    return {
        **{name: stories.counted(many, f"{many}__{words}", f"{many}__order") for name, (many, words) in MANY.items()},
        "place": stories.exclude(place="").counted("place", "place"),
        "year": stories.counted_by_year(),
        "also_in": _languages(stories, locale_id),
    }


def _languages(stories, locale_id):
    others = _told_in(stories).exclude(locale=locale_id).filter(translation_key__in=stories.values("translation_key"))
    found = dict(others.order_by().values_list("locale__language_code").annotate(stories=Count("pk")))
    return [(code, language(code).name, found[code]) for code, _name in settings.LANGUAGES if code in found]
