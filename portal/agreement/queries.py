from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Locale, Page, PageQuerySet, WorkflowState, get_page_models
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from home.models import PublicPage, SearchEntry
from home.queries import not_over, not_private
from portal.agreement.readers import is_reader

UNDO_DAYS = 7


def translation_of(page) -> Translation | None:
    """The sentences that people translate for this page in the CMS; None for a page with words of its own."""
    asked = {"source__object_id": page.translation_key, "target_locale": page.locale_id, "enabled": True}
    return Translation.objects.filter(**asked).first()


def languages_without(page):
    """The languages that have a home here, and in which nobody has begun this page; a mirror that waits there is no
    beginning."""
    begun = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    homes = Page.objects.filter(depth=2).values("locale")
    return Locale.objects.filter(pk__in=homes).exclude(pk__in=begun.values("locale"))


def public_page_types() -> list[ContentType]:
    found = ContentType.objects.get_for_models(*(model for model in get_page_models() if issubclass(model, PublicPage)))
    return list(found.values())


class TeamPages(PageQuerySet):
    """Public pages, as the people who write and read them may know them. Wagtail's own page permissions decide."""

    def ours(self):
        """Pages with words of their own: not Wagtail's root, nor a mirror of another page."""
        return self.filter(content_type__in=public_page_types(), alias_of=None, depth__gt=1)

    def changeable_by(self, user):
        may = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
        return self.ours().filter(pk__in=may.values("pk"))

    def visible_to(self, user):
        """What the person may change; and, for those who read for one side, what waits to be read."""
        if not user.is_active:
            return self.none()
        mine = self.changeable_by(user)
        if is_reader(user) or user.is_coordinator:
            mine = mine | self.ours().filter(self.waiting())
        return mine

    def saying(self, words: str):
        """With these words in the title, or in what the public reads."""
        said = SearchEntry.objects.filter(text__icontains=words).values("page")
        return self.filter(Q(title__icontains=words) | Q(pk__in=said)) if words else self

    @staticmethod
    def waiting():
        """Whether a page waits to be read now."""
        return Exists(
            WorkflowState.objects.filter(
                base_content_type=ContentType.objects.get_for_model(Page),
                object_id=Cast(OuterRef("pk"), CharField()),
                status=WorkflowState.STATUS_IN_PROGRESS,
            )
        )

    def with_waiting(self):
        return self.annotate(is_waiting=self.waiting())


class PagesOut(TeamPages):
    """Public pages, as everybody may read them who is here."""

    def visible_to(self, user):
        return self.ours().live().filter(not_private(), not_over()) if user.is_active else self.none()


class SmallFixQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The team of its page; and while anybody can read that page, whoever made the fix or was told of it."""
        team = TeamPages(Page).changeable_by(user).values("pk")
        concerned = (self.of_live_pages() & (Q(by=user) | Q(tellings__person=user))) | Q(page__in=team)
        return self.filter(concerned).distinct() if user.is_active else self.none()

    @staticmethod
    def of_live_pages():
        """What was taken down says nothing any more, also by what was put right in it."""
        return Q(page__live=True) & not_over("page__")

    def can_still_be_undone(self):
        return self.filter(undone_at=None, made_at__gt=timezone.now() - timedelta(days=UNDO_DAYS))


class VersionQuerySet(models.QuerySet):
    def of(self, subject: str):
        """The newest first."""
        return self.filter(subject=subject).order_by("-number")
