import secrets

import rules
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.members.queries import PeopleQuerySet
from portal.members.routes import routes_of
from portal.members.standing import COORDINATORS, PAYERS
from portal.notices.routes import Route, SafeTimes

sign_in_name = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,39}\Z",
    _("Use 3 to 40 small letters, numbers, dots or dashes, and start with a letter or number."),
)


def new_username() -> str:
    """A sign-in name that says nothing about the person, in letters that cannot be mistaken for one another."""
    return "m-" + "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _n in range(8))


class Users(UserManager.from_queryset(PeopleQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(username=username.lower())

    def create_superuser(self, username=None, email=None, password=None, **fields):
        return super().create_superuser(username or new_username(), email or "", password, **fields)

    def called(self, typed: str) -> "User | None":
        """Whom somebody means by an e-mail or a sign-in name, however they typed it. A name never holds an @."""
        typed = typed.strip().lower()
        return self.filter(**{"email" if "@" in typed else "username": typed}).first() if typed else None


class User(AbstractUser):
    """Somebody with an account: the same kind for everyone.

    What a person *is* (lived experience, staff, carer …) is never stored here; people say how they are here in each
    group, panel or story. A row is never deleted: leaving for good blanks it and sets `erased_at`.
    """

    # Unique by its constraint below. A unique column would be a key of the row: whoever leaves gives it up, and would
    # wait for everybody who writes a row that points at them, while those wait for them.
    username = models.CharField(
        _("sign-in name"), max_length=40, db_index=True, default=new_username, validators=[sign_in_name]
    )
    email = models.EmailField(_("e-mail"), blank=True)
    known_as = models.CharField(_("what to call you"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = Users()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_account_an_email"),
            models.UniqueConstraint(Lower("username"), name="one_account_a_sign_in_name"),
            # Sign-in looks for small letters; a row written by hand in capitals would be a person nobody can find.
            models.CheckConstraint(
                condition=models.Q(username=Lower("username"), email=Lower("email")), name="sign_in_in_small_letters"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(is_active=False), name="nobody_erased_signs_in"
            ),
        ]

    def __str__(self):
        return display_name(self)

    def save(self, *args, **kwargs):
        self.username = self.username.lower()
        self.email = self.email.lower()
        # Wagtail greets people by their first name.
        self.first_name = self.known_as
        super().save(*args, **kwargs)

    def has_perm(self, perm, obj=None):
        """The portal's rules bind everybody: a superuser runs the site, but does not sit on every panel."""
        if rules.perm_exists(perm):
            return self.is_active and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    def get_full_name(self):
        return display_name(self)

    def get_short_name(self):
        return display_name(self)

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The names of the person's groups: one query a request, whatever asks."""
        return frozenset(self.groups.values_list("name", flat=True)) if self.is_active else frozenset()

    @property
    def is_coordinator(self) -> bool:
        return COORDINATORS in self.group_names

    @property
    def pays(self) -> bool:
        """Sees what people are offered and given: coordinators, and whoever looks after payments with them."""
        return not self.group_names.isdisjoint({COORDINATORS, PAYERS})

    @cached_property
    def known(self):
        """What the person told about being reached; an empty one when they told nothing yet."""
        return getattr(self, "about", None) or apps.get_model("members", "About")(person=self)

    @property
    def is_paused(self) -> bool:
        return self.known.paused_at is not None

    def contact_routes(self) -> list[Route]:
        """The ways to send this person something, the best first; none that they said never to use."""
        return routes_of(self)

    def safe_times(self) -> SafeTimes:
        return self.known.safe_times


def display_name(user) -> str:
    """The name a person chose to be called by; never their address or sign-in name."""
    if user.erased_at:
        return str(_("a former member"))
    return user.known_as or str(_("a member"))
