"""What somebody asks for, as it is taken: signs that cannot be seen become spaces, and nobody asks for a book."""

from django import forms

LONGEST_QUERY = 200


def as_asked(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)[:LONGEST_QUERY].strip()


class AskedInput(forms.TextInput):
    input_type = "search"

    def __init__(self, attrs=None):
        super().__init__({"maxlength": LONGEST_QUERY, "dir": "auto"} | (attrs or {}))

    def value_from_datadict(self, data, files, name):
        return as_asked(data.get(name) or "")

    def format_value(self, value):
        return as_asked(value or "")


class AskedField(forms.CharField):
    widget = AskedInput
