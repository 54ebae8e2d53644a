from django.db import models


class StarterRecord(models.Model):
    """A piece of starter content that was once written here. It is never written again over people's changes."""

    key = models.CharField(max_length=200, unique=True)
    object_id = models.PositiveBigIntegerField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
