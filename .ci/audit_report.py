"""Says what pip-audit found. Usage: audit_report.py report.json. A finding fails; a list out of reach is said aloud."""

import json
import sys
from pathlib import Path

try:
    packages = json.loads(Path(sys.argv[1]).read_text())["dependencies"]
except (ValueError, KeyError):
    packages = []
checked = [package for package in packages if "vulns" in package]
found = [f"{package['name']}: {weakness['id']}" for package in checked for weakness in package["vulns"]]
if len(checked) < len(packages) or not packages:
    unknown = len(packages) - len(checked) or "all"
    sys.stdout.write(f"NOT CHECKED: {unknown} packages. The list of known weaknesses is out of reach.\n")
sys.stdout.write("".join(f"{line}\n" for line in found) or f"Nothing known against {len(checked)} packages.\n")
sys.exit(bool(found))
