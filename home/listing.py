"""Long lists a page at a time, narrowed by what stands in the address, so that what somebody found can be shared."""

import re
from collections import Counter
from functools import cache, partial
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from home.freshness import keep
from home.models.resources import Resource
from home.queries import not_over, not_private

FURTHEST = 100_000  # of the pages of a list: beyond, a database may not be able to count


class Narrowing(FilterSet):
    """Filters whose choices are what is there. `options`: for each name of a filter its (value, words, how many)."""

    answer = None  # what a search for words made of them, where one was made

    def __init__(self, data, queryset, options):
        super().__init__(data, queryset)
        for name, choices in options.items():
            self.filters[name].extra["choices"] = [(str(value), f"{words} ({many})") for value, words, many in choices]

    @classmethod
    def names(cls) -> frozenset[str]:
        """What may stand in the address of such a list."""
        return frozenset({*cls.base_filters, "page"})

    def only_ticked(self, queryset, name, value):
        return queryset.filter(**{name: True}) if value else queryset


def listed(request, narrowing, queryset, options, per_page, *, name, draw, ends=None):
    """For the template: `form`, `page_obj`, `cards`, `found`, `query`, `narrowed`; `unknown`: a choice we do not have.

    Most readers choose nothing: what they all get is kept under `name`, and so is each box to choose in, until `ends`
    (as `keep` takes it). What stands for one of them is kept too, as `draw` drew it: a list that was read before asks
    only which of them to show.
    """
    asked = {name: request.GET[name] for name in narrowing.base_filters if request.GET.get(name)}
    filters = narrowing(asked, queryset, options)
    unknown = set(filters.form.errors)
    if unknown:
        asked = {name: value for name, value in asked.items() if name not in unknown}
        filters = narrowing(asked, queryset, options)
    kept = partial(keep, request, ends=ends)
    found = filters.qs.values_list("pk", flat=True)
    pages = Pages(found, per_page) if asked else Paginator(found, per_page)
    if not asked:
        pages.count = kept(f"{name}-found", found.count)
    page_obj = pages.get_page(request.GET.get("page"))
    return {
        "form": _drawn(kept, filters.form, asked, name),
        "page_obj": page_obj,
        "cards": _cards(kept, queryset, page_obj, draw, name),
        "found": pages.count,
        "query": f"{urlencode(asked)}&" if asked else "",
        "narrowed": bool(asked),
        "unknown": bool(unknown),
        "answer": filters.answer,
    }


class Pages(Paginator):
    """Of a list of numbers. Counts what was found in the query that fetches a page of it: what somebody chose is seldom
    asked for again."""

    def get_page(self, number):
        try:
            number = int(number or 1)
        except ValueError:
            number = 1
        if not 1 <= number <= FURTHEST:
            return super().get_page(number)
        first = (number - 1) * self.per_page
        found = self.object_list.annotate(found=Window(Count("pk"))).values_list("pk", "found")
        rows = list(found[first : first + self.per_page])
        if not rows:
            return super().get_page(number)
        self.count = rows[0][1]
        return self._get_page([pk for pk, _found in rows], number, self)


def _cards(kept, queryset, numbers, draw, name) -> list[str]:
    """Whatever is not kept yet is fetched together, the first time that one of them is missing."""
    missing = cache(lambda: queryset.in_bulk(list(numbers)))

    def card(number):
        thing = missing().get(number)
        return draw(thing) if thing else ""  # it went between the two questions

    return [kept(f"{name}-card-{number}", partial(card, number)) for number in numbers]


def _drawn(kept, form, asked, name) -> str:
    return format_html_join("", "{}", ((_box(kept, box, asked.get(box.name, ""), name),) for box in form))


def _box(kept, box, chosen, name) -> str:
    """Words that somebody wrote are kept nowhere; what they chose is one of a few."""
    written = chosen and not hasattr(box.field, "choices")
    draw = box.as_field_group
    return draw() if written else kept(f"{name}-{box.name}-{chosen}", draw)


def pages_below(request, page):
    """The public pages right below this one, some at a time, with what a card shows and nothing of the long text."""
    below = page.get_children().live().filter(not_private(), not_over()).defer_streamfields().specific()
    return Paginator(below, page.per_page).get_page(request.GET.get("page"))


class ResourceNarrowing(Narrowing):
    topic = ChoiceFilter(label=_("Topic"), empty_label=_("Any topic"), method="about")
    format = ChoiceFilter(label=_("Format"), empty_label=_("Any format"))
    publisher = ChoiceFilter(label=_("Published by"), empty_label=_("Anybody"))
    easy_read = BooleanFilter(label=_("Easy Read only"), widget=forms.CheckboxInput, method="only_ticked")

    def about(self, queryset, name, value):
        return queryset.filter(topics__regex=rf"(^|,)\s*{re.escape(value)}\s*(,|$)")


def listed_resources(request, page) -> dict:
    resources = Resource.objects.filter(locale_id=page.locale_id).order_by("title", "pk")
    name = f"resources:{page.locale_id}"
    options = keep(request, f"{name}-options", partial(_resource_options, resources))
    return listed(request, ResourceNarrowing, resources, options, page.per_page, name=name, draw=_resource)


def _resource(resource) -> str:
    return render_to_string("home/_resource.html", {"resource": resource})


def _resource_options(resources) -> dict:
    topics, formats, publishers = Counter(), Counter(), Counter()
    for resource in resources.only("topics", "format", "publisher"):
        topics.update(set(resource.topic_list))
        formats[resource.format] += 1
        publishers[resource.publisher] += 1
    return {
        "topic": [(topic, topic, count) for topic, count in sorted(topics.items())],
        "format": [(value, label, formats[value]) for value, label in Resource.Format.choices if formats[value]],
        "publisher": [(name, name, count) for name, count in sorted(publishers.items())],
    }
