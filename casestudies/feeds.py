"""The newest stories of one list, for people who use a feed reader. Whose they are is for whoever opens one."""

from django.utils.translation import gettext as _

from home.feeds import MOST, PagesFeed, clean

ADDRESS = "feed"


class StoriesFeed(PagesFeed):
    def __init__(self, page, stories):
        self.page, self.stories = page, stories

    def title(self, request):
        return f"{clean(self.page.title)} – {super().title(request)}"

    def link(self, request):
        return self.page.get_url(request)

    def subtitle(self, request):
        return _("New stories")

    def items(self, request):
        return [(story, story.get_url(request)) for story in self.stories.newest_first()[:MOST]]
