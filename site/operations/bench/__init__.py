"""`manage.py bench`: what a page costs, beside the least that a Wagtail page can cost there and then.

`figures` says what is measured and what it may cost at most; `run` measures; the rest are its tools.
"""
