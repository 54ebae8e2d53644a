"""The blocks every public page is built from. Each has one template in templates/home/blocks/."""

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from home.drawings import DRAWINGS
from home.queries import is_out

LONGEST_POINT = 400
RICH_TEXT = ["h3", "bold", "italic", "ul", "ol", "link", "document-link"]


def drawing_choices():
    """Named in migrations in place of the list, so that a new drawing needs no migration."""
    return DRAWINGS


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "home/blocks/heading.html"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"anchor": slugify(value["text"] or "")}


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("Words"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "home/blocks/quote.html"


class PeoplesWordsBlock(blocks.StructBlock):
    """What somebody said, as they said it, under the name they chose."""

    words = blocks.TextBlock(label=_("Their words"))
    who = blocks.CharBlock(
        label=_("Name"), required=False, help_text=_("As they chose: full name, first name, another name, or nothing.")
    )

    class Meta:
        icon = "comment"
        label = _("People's words")
        template = "home/blocks/peoples_words.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"), required=False, help_text=_("Leave empty to use the words kept with the picture.")
    )
    caption = blocks.CharBlock(label=_("Words under it"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "home/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "home/blocks/gallery.html"


class PointsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    points = blocks.ListBlock(
        blocks.CharBlock(label=_("Point"), max_length=LONGEST_POINT), label=_("Points"), min_num=1
    )
    numbered = blocks.BooleanBlock(label=_("Number them"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("List of points")
        template = "home/blocks/points.html"


class CallToActionBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("Words"), required=False)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Next step")
        template = "home/blocks/call_to_action.html"

    def get_context(self, value, parent_context=None):
        """Only to a page that is on the site, whatever was chosen once."""
        leads_to = value.get("page") if is_out(value.get("page")) else None
        return super().get_context(value, parent_context) | {"leads_to": leads_to}

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            message = ValidationError(_("Choose a page, or write an address: one of the two."))
            raise StructBlockValidationError(block_errors={"page": ErrorList([message])})
        return value


class DetailsBlock(blocks.StructBlock):
    summary = blocks.CharBlock(label=_("Words to press"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text that opens"), features=RICH_TEXT)

    class Meta:
        icon = "collapse-down"
        label = _("Details")
        template = "home/blocks/details.html"


class VideoBlock(blocks.StructBlock):
    """A film that everybody can follow: refused without captions and the words to read."""

    title = blocks.CharBlock(label=_("Title"))
    video = DocumentChooserBlock(label=_("Film"), help_text=_("An MP4 or WebM file."))
    captions = DocumentChooserBlock(label=_("Captions"), help_text=_("A VTT file: the words, with their times."))
    transcript = blocks.RichTextBlock(label=_("Everything that is said and shown, to read"), features=["bold"])

    class Meta:
        icon = "media"
        label = _("Video")
        template = "home/blocks/video.html"

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if value["video"] and value["video"].file_extension.lower() not in {"mp4", "webm"}:
            errors["video"] = ErrorList([ValidationError(_("Choose an MP4 or WebM film."))])
        if value["captions"] and value["captions"].file_extension.lower() != "vtt":
            errors["captions"] = ErrorList([ValidationError(_("Choose a VTT file for the captions."))])
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    words = blocks.CharBlock(label=_("What it is"), required=False)

    class Meta:
        icon = "download"
        label = _("Download")
        template = "home/blocks/download.html"


class SignpostingBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)

    class Meta:
        icon = "help"
        label = _("Where to get help")
        template = "home/blocks/signposting.html"


class RelatedStoriesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    stories = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="casestudies.StoryPage"), label=_("Stories"), min_num=1
    )

    class Meta:
        icon = "openquote"
        label = _("Related stories")
        template = "home/blocks/related_stories.html"

    def get_context(self, value, parent_context=None):
        """Only stories that everybody may read, whatever was chosen once."""
        model = self.child_blocks["stories"].child_block.target_model
        readable = model.objects.readable().defer_streamfields().in_bulk([story.pk for story in value["stories"]])
        stories = [readable[story.pk] for story in value["stories"] if story.pk in readable]
        return super().get_context(value, parent_context) | {"stories": stories}


class EasyReadPairBlock(blocks.StructBlock):
    """One picture, one idea: ours to choose from, or a picture of your own."""

    drawing = blocks.ChoiceBlock(label=_("Drawing"), choices=drawing_choices, required=False)
    picture = ImageChooserBlock(label=_("Or a picture of your own"), required=False)
    words = blocks.TextBlock(label=_("Words"), help_text=_("One idea. 15 words or fewer."))

    class Meta:
        icon = "image"
        label = _("Picture and words")
        template = "home/blocks/easy_read_pair.html"

    def clean(self, value):
        value = super().clean(value)
        if not value["drawing"] and not value["picture"]:
            raise StructBlockValidationError(
                block_errors={"drawing": ErrorList([ValidationError(_("Choose a drawing or a picture."))])}
            )
        return value


BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    (
        "text",
        blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT, template="home/blocks/text.html", icon="pilcrow"),
    ),
    ("quote", QuoteBlock()),
    ("peoples_words", PeoplesWordsBlock()),
    ("picture", PictureBlock()),
    ("gallery", GalleryBlock()),
    ("points", PointsBlock()),
    ("call_to_action", CallToActionBlock()),
    ("details", DetailsBlock()),
    ("table", TableBlock(label=_("Table"), template="home/blocks/table.html", icon="table")),
    ("video", VideoBlock()),
    ("download", DownloadBlock()),
    ("signposting", SignpostingBlock()),
    ("related_stories", RelatedStoriesBlock()),
]
EASY_READ_BLOCKS = [("pair", EasyReadPairBlock())]
