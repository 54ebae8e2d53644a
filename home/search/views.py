from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import translate_url
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home import reading
from home.models import SearchEntry
from home.search.asking import AskedField
from home.search.finding import Answer, search as ask
from home.search.marking import marked, piece

PER_PAGE = 10
ON_PAGES = {SearchEntry.Kind.PAGE, SearchEntry.Kind.STORY}


class SearchForm(forms.Form):
    q = AskedField(label=_("What are you looking for?"), required=False)
    kind = forms.ChoiceField(choices=SearchEntry.Kind, required=False)

    def __init__(self, data):
        super().__init__(data)
        self.full_clean()

    @property
    def query(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def kind_chosen(self) -> str:
        return self.cleaned_data.get("kind", "")


@dataclass(frozen=True)
class Result:
    title: SafeString
    url: str
    text: SafeString
    kind: str


@require_safe
@cache_control(private=True, max_age=0)
def search(request):
    """Results a page at a time. What people look for is written nowhere: no log, no table, no cookie."""
    form = SearchForm(request.GET)
    places = reading.places(request)
    kinds = ON_PAGES | {kind for kind, url in places.items() if url}
    answer = ask(form.query, language=get_language(), kinds=kinds, kind=form.kind_chosen)
    page_obj = Paginator(answer.found, PER_PAGE).get_page(request.GET.get("page"))
    response = render(
        request,
        "home/search.html",
        {
            "search_form": form,
            "answer": answer,
            "kinds": _tabs(answer),
            "page_obj": page_obj,
            "results": [_result(request, entry, answer, places) for entry in page_obj],
            "query": urlencode({"q": form.query} | ({"kind": form.kind_chosen} if form.kind_chosen else {})) + "&",
            "elsewhere": _elsewhere(request, form.query) if form.query and not answer.found.counts else None,
        },
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _tabs(answer: Answer) -> list[tuple[str, str, int]]:
    counts = answer.found.counts
    return [(kind, kind.label, counts[kind]) for kind in SearchEntry.Kind if kind in counts]


def _result(request, entry: SearchEntry, answer: Answer, places: dict[str, str]) -> Result:
    url = entry.page.get_url(request) if entry.page else entry.url
    if url.startswith("#"):
        url = places[entry.kind] + url
    is_hit = answer.found.is_hit
    return Result(marked(entry.title, is_hit), url, piece(entry.text, is_hit), entry.get_kind_display())


def _elsewhere(request, query: str) -> reading.Language | None:
    """The language most pages are written in, when it has what the reader's own has not."""
    if get_language() == settings.LANGUAGE_CODE:
        return None
    found = ask(query, language=settings.LANGUAGE_CODE, kinds=ON_PAGES).found
    url = f"{translate_url(request.path, settings.LANGUAGE_CODE)}?{urlencode({'q': query})}"
    return reading.language(settings.LANGUAGE_CODE, url=url) if found.counts else None
