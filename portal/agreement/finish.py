"""What happens when both sides have read a page. Wagtail loads this by name before any model, so it imports none."""

from django.utils.timezone import localdate


def publish_reviewed(workflow_state, user=None):
    """Put exactly the version that was read on the site: the verbs hold the page's row while they get here."""
    page = workflow_state.content_object
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    page.specific_class.objects.filter(pk=page.pk).update(reviewed_on=localdate(), starting_text=False)
