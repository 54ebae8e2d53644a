"""The number of a row, in an address."""

from django.urls import register_converter


class Number:
    """No bigger than a database takes."""

    regex = "[0-9]{1,18}"
    to_python, to_url = int, str


register_converter(Number, "number")
