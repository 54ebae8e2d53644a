class Folded:
    """Put before a form: the boxes named in `FOLDED` are folded away, unless something stands in one of them.

    Drawn by portal/groups/folded_form.html.
    """

    FOLDED: tuple[str, ...] = ()

    @property
    def first_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    @property
    def more_fields(self):
        return [self[name] for name in self.FOLDED if name in self.fields]

    @property
    def opens(self) -> bool:
        return any(field.errors or any(_boxes(field.value())) for field in self.more_fields)


def _boxes(value):
    return value if isinstance(value, (list, tuple)) else [value]
