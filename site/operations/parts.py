"""What the parts offer under an agreed file name: `demo.py`, `clock.py`, `erasure.py`."""

import sys
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import autodiscover_modules


def modules(name: str) -> dict[str, ModuleType]:
    """The modules called `name` of all installed apps, by the app's name, in the order of INSTALLED_APPS."""
    autodiscover_modules(name)
    found = {app.name: sys.modules.get(f"{app.name}.{name}") for app in apps.get_app_configs()}
    return {app: module for app, module in found.items() if module is not None}
