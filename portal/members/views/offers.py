"""Offers to help, as coordinators see them."""

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from home import reading
from portal.drafts.forms import KeyedForm
from portal.members.forms.offers import NoForm, OfferDownForm
from portal.members.models import Answering, Enquiry
from portal.members.services import offers
from portal.members.views.asking import AskedList, ShowAsked, WriteAbout, WriteDown

OFFERS = Enquiry.objects.select_related("taken_by", "answered_by")


class Offers(AskedList):
    queryset = Enquiry.objects.all()
    extra_context = {
        "word": "offers",
        "one": "portal:asking:offer",
        "all": "portal:asking:offers",
        "down": "portal:asking:offer-down",
        "outside": "get-involved:help",
        "drawing": "hand-up",
        "none_found": gettext_lazy("Nobody by that name or number"),
        "see_all": gettext_lazy("See all offers"),
        "none_now": gettext_lazy("No offers now"),
        "what_comes": gettext_lazy(
            "Whoever says on the website that they would like to help stands here until somebody has answered."
        ),
    }

    @property
    def lead(self):
        answering = Answering.now()
        said = ngettext(
            "Who answers: %(name)s, within %(days)s working day. That is what we promise.",
            "Who answers: %(name)s, within %(days)s working days. That is what we promise.",
            answering.help_days,
        )
        return said % {"name": answering.who_helps, "days": answering.help_days}


class WriteOfferDown(WriteDown):
    form_class, back_to, keeps_about = OfferDownForm, "portal:asking:offers", "offer-down:new"
    heading = gettext_lazy("Write an offer down")
    lead = gettext_lazy("Somebody rang, wrote or said that they would like to help.")

    def write_down(self, given, **whom):
        return offers.offer_help(**{name: given[name] for name in ("key", "came_by", "came_on", "interests")}, **whom)


class ShowOffer(ShowAsked):
    template_name = "portal/members/asking/offer.html"
    queryset = OFFERS.prefetch_related("interests")


class SayNo(WriteAbout):
    queryset, form_class, which = OFFERS, NoForm, "no"
    heading, button, icon = gettext_lazy("Not this time"), gettext_lazy("Send our answer"), "arrow-right"
    said = gettext_lazy("Your answer is on its way to them.")

    @property
    def lead(self):
        return _("This goes to them by %(means)s. Change any word.") % {"means": self.object.get_means_display()}

    @property
    def more(self):
        days = self.answering.help_kept_days
        said = ngettext(
            "We add your name, and that what they told us is deleted in %(days)s day.",
            "We add your name, and that what they told us is deleted in %(days)s days.",
            days,
        )
        return said % {"days": days}

    def get_initial(self):
        thanks = _("Thank you for offering to help us at %(name)s. We are glad that you thought of us.")
        return {
            "opening": thanks % {"name": reading.brand(self.request)["name"]},
            "closing": _("This says nothing about you. You are welcome to ask again at any time."),
        }

    def do(self, form, by):
        offers.say_no(enquiry=self.object, by=by, words=form.letter)


class TakenBack(WriteAbout):
    """Asked once more, since what goes does not come back."""

    queryset, form_class = OFFERS, KeyedForm
    for_whom = "members.take_back_offer"
    heading, button, icon = gettext_lazy("They changed their mind"), gettext_lazy("Yes, delete it"), "trash-2"
    lead = gettext_lazy(
        "Do they not want to help after all? Then what they told us, and your notes, go at once. "
        "Nobody can bring them back."
    )
    said = gettext_lazy("Noted. What they told us is gone.")

    def do(self, form, by):
        offers.take_back(enquiry=self.object, by=by)
