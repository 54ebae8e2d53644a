"""The forms of pages in the portal."""

from .reading import AnswerForm, LanguageForm, SearchForm
from .writing import FIX, SEND, PageForm, words_in

__all__ = ["FIX", "SEND", "AnswerForm", "LanguageForm", "PageForm", "SearchForm", "words_in"]
