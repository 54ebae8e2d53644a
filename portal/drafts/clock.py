"""What the clock lets go of: old answers to forms, and who was editing long ago. Drafts are never dropped."""

from datetime import timedelta

from django.utils import timezone

from portal.drafts.models import Editing, Sent

REMEMBERED = timedelta(days=30)


def let_old_answers_go():
    Sent.objects.filter(sent_at__lt=timezone.now() - REMEMBERED).delete()
    Editing.objects.filter(seen_at__lt=timezone.now() - REMEMBERED).delete()


DUE = [let_old_answers_go]
