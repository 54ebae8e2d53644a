"""Verbs of agreeing on public pages."""


def publish_reviewed(workflow_state, user=None):
    """Both sides have read it: put exactly this version on the site."""
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
