"""How signing in works here, in allauth's terms."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts begin with an invitation; nobody signs up from outside."""
        return False


class MFAAdapter(DefaultMFAAdapter):
    pass
