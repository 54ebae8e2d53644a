"""Roles that many places have, to begin with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.models import Choosable
from portal.roles.models.roles import Role


class StarterRole(Choosable):
    """Its words are those that a new role begins with. Where, when and for how much is for those who write it."""

    SECTIONS = ("purpose", "doing", "people", "support")

    kind = models.CharField(_("what sort of role is it?"), max_length=9, choices=Role.Kind.choices)
    purpose = models.TextField(Role.purpose.field.verbose_name, blank=True)
    doing = models.TextField(Role.doing.field.verbose_name, blank=True)
    people = models.TextField(Role.people.field.verbose_name, blank=True)
    support = models.TextField(Role.support.field.verbose_name, blank=True)
    needs = models.TextField(_("what it needs: one thing on each line"), blank=True)

    class Meta(Choosable.Meta):
        verbose_name = _("role to begin from")
        verbose_name_plural = _("roles to begin from")
