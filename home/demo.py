"""A made-up organisation to try the site out with: somebody to ring."""

from home.models import Brand


def load() -> None:
    """Give the site a name to call, unless somebody has written one already."""
    brand = Brand.load()
    if not brand.contact_name:
        brand.tagline = "An example organisation"
        brand.what_we_are = "Alongside is an example. Nobody here is real."
        brand.contact_name = "Rosie"
        brand.contact_phone = "01632 960 146"
        brand.contact_email = "rosie@example.org"
        brand.contact_hours = "Monday to Thursday, 9.30am to 4pm"
        brand.save()
