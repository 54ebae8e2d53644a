from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """Something the public can find, in one language, as plain words. Kept up to date by home/search/entries.py."""

    class Kind(models.TextChoices):
        PAGE = "page", _("Pages")
        STORY = "story", _("Stories")
        RESOURCE = "resource", _("Resources")
        ANSWER = "answer", _("Answers")
        WORD = "word", _("Words explained")

    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=12)
    # A page and its entry go together, whoever deletes the page; other things are found by kind and number.
    page = models.OneToOneField("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    snippet_id = models.BigIntegerField(null=True)
    url = models.CharField(max_length=600, blank=True)
    title = models.TextField()
    text = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "snippet_id"], name="one_search_entry_a_snippet"),
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(snippet_id=None), name="search_entry_is_of_one_thing"
            ),
        ]

    def __str__(self):
        return self.title


class WordField(models.CharField):
    """A folded word: letters and numbers only."""


@WordField.register_lookup
class Begins(models.Lookup):
    """`word__begins="light"`, answered from the index on both databases, whatever order they sort letters in."""

    lookup_name = "begins"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*params, f"{self.rhs}%"]

    def as_sqlite(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*params, self.rhs, *params, f"{self.rhs}\U0010ffff"]


class SearchWord(models.Model):
    """A word of an entry, and how much it says about it: more when it comes often, most in the title."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=12)
    word = WordField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "word"], name="a_word_once_an_entry")]
        indexes = [
            models.Index(
                fields=["language", "word", "entry", "weight"],
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "int8_ops", "int2_ops"],
                name="search_by_word",
            )
        ]

    def __str__(self):
        return self.word
