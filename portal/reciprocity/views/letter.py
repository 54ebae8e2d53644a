"""A letter about what somebody does here, for the Jobcentre or whoever asks. Theirs alone, to print or to keep."""

from django.utils import timezone
from django.views.generic import TemplateView

from portal import pdf
from portal.reciprocity.money import pounds
from portal.reciprocity.record import to_come_between
from portal.reciprocity.views.statement import OfPeriod, OnPaper


class ShowLetter(OfPeriod, TemplateView):
    template_name = "portal/reciprocity/letter.html"

    def get_context_data(self, **kwargs):
        statement, person = self.statement, self.request.user
        return super().get_context_data(
            form=self.form,
            statement=statement,
            total=pounds(statement.total),
            paid_back=pounds(statement.paid_back),
            to_come=to_come_between(person, statement.first, statement.last),
            person=person,
            today=timezone.localdate(),
            has_pdf=pdf.IS_INSTALLED,
            **kwargs,
        )


class LetterPdf(OnPaper, ShowLetter):
    named = "letter.pdf"
