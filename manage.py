#!/usr/bin/env python
"""Run Alongside's commands: `python manage.py help` lists them."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    # `site/` is a plain folder (the standard library owns the name): what it holds is importable from here.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
