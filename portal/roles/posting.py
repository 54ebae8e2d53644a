"""An open role as schema.org's JobPosting, for search engines."""

from django.utils.html import escape
from django.utils.safestring import SafeString

from home import reading
from home.sharing import for_engines
from portal.roles.models import Role

EMPLOYMENT = {
    Role.Kind.PAID: "OTHER",  # how many hours it has stands in its words alone
    Role.Kind.SESSIONAL: "PER_DIEM",
    Role.Kind.VOLUNTARY: "VOLUNTEER",
}


def job_posting(request, vacancy) -> SafeString:
    """Only while people can apply. That experience counts in place of education is said where those who wrote it say
    so, and nowhere else."""
    if not vacancy.takes_applications:
        return SafeString("")
    brand = reading.brand(request)
    data = {
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _description(vacancy),
        "url": request.build_absolute_uri(vacancy.url),
        "datePosted": vacancy.opened_at.date().isoformat(),
        "validThrough": vacancy.closes_at.isoformat(),
        "employmentType": EMPLOYMENT[Role.Kind(vacancy.kind)],
        "directApply": True,
        "hiringOrganization": {
            "@type": "Organization",
            "name": brand["name"],
            "sameAs": request.build_absolute_uri(brand["home_url"]),
        },
    }
    if vacancy.town:
        address = {"@type": "PostalAddress", "addressLocality": vacancy.town, "addressCountry": "GB"}
        data["jobLocation"] = {"@type": "Place", "address": address}
    if vacancy.from_home:
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = {"@type": "Country", "name": "United Kingdom"}
    if vacancy.instead_of_education:
        data["experienceInPlaceOfEducation"] = True
    return for_engines(data)


def _description(vacancy) -> str:
    said = [f"<h2>{escape(label)}</h2><p>{escape(words)}</p>" for label, words in vacancy.sections]
    needs = "".join(f"<li>{escape(need.text)}</li>" for need in vacancy.needs)
    return "".join([*said, f"<ul>{needs}</ul>"])
