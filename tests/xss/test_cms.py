"""Whatever people write stays words in the CMS too."""

from django.urls import reverse
from django.utils.html import escape
from wagtail.rich_text import RichText

from home.models import GlossaryTerm, Picture, StandardPage
from tests.factories.media import PictureFactory
from tests.xss.looking import look, shape
from tests.xss.payloads import PAYLOADS


def test_the_cms_lists_and_edits_hostile_words(english_home, client, people):
    """Wagtail's own screens print scripts of their own, so only what a payload would add is looked for."""
    screens = cms_screens(english_home)
    client.force_login(people["superuser"], backend="django.contrib.auth.backends.ModelBackend")
    before = {name: shape(look(client, url)) for name, url in screens("one").items()}
    for payload in PAYLOADS:
        for name, url in screens(payload).items():
            assert shape(look(client, url)) <= before[name], (name, payload)


def cms_screens(home):
    made = StandardPage(title="one", slug="one", locale=home.locale)
    home.add_child(instance=made)
    picture = PictureFactory()
    term = GlossaryTerm.objects.create(term="one", meaning="one", locale=home.locale)

    def screens(words):
        for name in ("title", "draft_title", "introduction", "content_note"):
            setattr(made, name, words)
        made.body = [("text", RichText(f"<p>{escape(words)}</p>")), ("quote", {"words": words, "who": words})]
        made.full_clean = lambda *args, **kwargs: None
        made.save_revision(clean=False)
        made.save()
        Picture.objects.filter(pk=picture.pk).update(title=words, description=words, credit=words)
        GlossaryTerm.objects.filter(pk=term.pk).update(term=words[:80], meaning=words)
        return {
            "dashboard": reverse("wagtailadmin_home"),
            "explorer": reverse("wagtailadmin_explore", args=[home.pk]),
            "editor": reverse("wagtailadmin_pages:edit", args=[made.pk]),
            "history": reverse("wagtailadmin_pages:history", args=[made.pk]),
            "advice": reverse("plain-english", args=[made.pk]),
            "pictures": reverse("wagtailimages:index"),
            "words": term.snippet_viewset.get_list_url() if hasattr(term, "snippet_viewset") else "/cms/snippets/",
        }

    return screens
