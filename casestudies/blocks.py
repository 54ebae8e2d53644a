"""What a story is built from, beside the blocks of every public page. Templates in templates/casestudies/blocks/."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import BODY_BLOCKS, RICH_TEXT

JUDGES = [
    ("people", _("The people it is about")),
    ("staff", _("Staff")),
    ("both", _("Both, together")),
]


class PartBlock(blocks.RichTextBlock):
    """A part that every story may have, under the same heading in each. Nothing is shown until something is written."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT, "required": False} | kwargs)

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"heading": self.label}

    class Meta:
        icon = "pilcrow"
        template = "casestudies/blocks/part.html"


class InfluencedBlock(blocks.StructBlock):
    """Where the work reached beyond those who did it."""

    who = blocks.CharBlock(label=_("Who took it up"), max_length=160, help_text=_("Such as: the council, a review."))
    what = blocks.TextBlock(label=_("What they did with it"), required=False)
    when = blocks.CharBlock(
        label=_("When"), max_length=40, required=False, help_text=_("As well as you know: a day, a month or a year.")
    )
    url = blocks.URLBlock(label=_("Where to read about it"), max_length=500, required=False)

    class Meta:
        icon = "redirect"
        label = _("What this influenced")
        template = "casestudies/blocks/influenced.html"


class OutcomeBlock(blocks.StructBlock):
    """One thing that came of it, and whose judgement that is."""

    words = blocks.TextBlock(label=_("What came of it"), required=False)
    judged_by = blocks.ChoiceBlock(label=_("Who says so"), choices=JUDGES, required=False)

    class Meta:
        icon = "success"
        label = _("What came of it")
        template = "casestudies/blocks/outcome.html"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"judge": dict(JUDGES).get(value["judged_by"], "")}


class PeerResearchBlock(blocks.StructBlock):
    """Says that people with their own experience did the asking, and how that was made fair."""

    method = blocks.TextBlock(label=_("How we asked"))
    led_by = blocks.CharBlock(
        label=_("Who led it"), max_length=160, required=False, help_text=_("As they chose to be called.")
    )
    agreed = blocks.TextBlock(
        label=_("How people agreed"),
        required=False,
        help_text=_("What those who were asked knew, and how they said yes."),
    )

    class Meta:
        icon = "group"
        label = _("Peer research")
        template = "casestudies/blocks/peer_research.html"


STORY_BLOCKS = [
    ("what_happened", PartBlock(label=_("What happened"))),
    ("what_changed", PartBlock(label=_("What changed"))),
    ("what_we_learned", PartBlock(label=_("What we learned"))),
    ("outcome", OutcomeBlock()),
    ("influenced", InfluencedBlock()),
    ("peer_research", PeerResearchBlock()),
    *BODY_BLOCKS,
]
