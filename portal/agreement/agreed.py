"""Which words of a page people have agreed to. Whoever keeps a version here holds the page's row."""

from django.db.models import Exists, OuterRef, Q

from portal.agreement.digest import digest_of_revision, words_to_keep
from portal.agreement.kinds import kind_of
from portal.agreement.models.versions import Agreement, Version
from portal.members.models import Side


def subject_of(page) -> str:
    return f"page:{page.pk}"


def keep(revision, *, by, **why) -> Version:
    """What a revision says, as the next version of its page. `by`: whose words they are."""
    subject = f"page:{revision.object_id}"
    before = Version.objects.of(subject).first()
    return Version.objects.create(
        subject=subject,
        number=before.number + 1 if before else 1,
        words=words_to_keep(revision),
        digest=digest_of_revision(revision),
        by=by,
        **why,
    )


def as_it_was(page, version):
    """The page as it said what the version keeps."""
    return page.with_content_json(page.serializable_data() | version.words)


def is_agreed(page, digest: str) -> bool:
    """Whether these are the words of the page that count now: those that people agreed to last."""
    return Version.objects.of(subject_of(page)).filter(_counts()).values_list("digest", flat=True).first() == digest


def last_read(page) -> Version | None:
    """What others than its writer agreed to last: small fixes since are not it.

    Whose yes counts for a page that the two sides do not read, its own part knows; on the site are only words with
    those yeses, so the last ones that are no small fix are what people read.
    """
    put_forward = Version.objects.of(subject_of(page)).filter(small_fix="")
    return (put_forward.filter(_counts()) if kind_of(page).is_read_by_both_sides else put_forward).first()


def _counts() -> Q:
    """A yes from each side, or from the one other person who stood for both; of a small fix, its maker's. Nobody's yes
    to their own words counts."""
    yes = Agreement.objects.filter(version=OuterRef("pk"), taken_back_at=None)
    others = yes.filter(Q(version__by=None) | ~Q(person=OuterRef("by")))
    lived, staff, for_both = (Exists(others.filter(side=side)) for side in (Side.LIVED, Side.STAFF, ""))
    fixed = ~Q(small_fix="") & Exists(yes.filter(person=OuterRef("by")))
    return (Q(lived) & Q(staff)) | Q(for_both) | fixed | ~Q(unread="")
