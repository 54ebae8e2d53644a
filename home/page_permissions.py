from wagtail.models import PagePermissionTester


class PublicPagePermissionTester(PagePermissionTester):
    """What people with rights in the CMS may still not do by hand: both sides read a page before it goes out.

    Whoever has Wagtail's right to publish takes pages down, moves and deletes them. Words go on the site by a reading,
    by a small fix, or, where the machine's administrator must, by hand.
    """

    def can_publish(self):
        return self.user.is_superuser and super().can_publish()

    def can_publish_subpage(self):
        return self.user.is_superuser and super().can_publish_subpage()

    def can_set_view_restrictions(self):
        return super().can_publish()

    def can_unschedule(self):
        return super().can_publish()

    def can_delete(self, ignore_bulk=False):
        """Writers change words; a page and all its earlier versions are not theirs alone to throw away."""
        return super().can_publish() and super().can_delete(ignore_bulk)
