"""Wagtail would mail people about readings by itself. Messages to people go by the portal, by their own channel."""

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

# Wagtail connects its mails under these names when it starts, after us; a name that is taken is not connected again.
MAILS = [
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
]


def say_nothing(sender, **kwargs):
    pass


def keep_wagtail_from_mailing() -> None:
    for signal, sender, name in MAILS:
        signal.connect(say_nothing, sender=sender, dispatch_uid=name)
