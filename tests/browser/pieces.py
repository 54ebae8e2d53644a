"""A form with one field of every sort, for the page that shows every piece."""

from django import forms

CHOICES = [("morning", "In the morning"), ("afternoon", "In the afternoon")]


class AnyForm(forms.Form):
    name = forms.CharField(label="What to call you", help_text="A first name is enough.")
    email = forms.EmailField(label="E-mail")
    words = forms.CharField(label="What you would like to say", widget=forms.Textarea, required=False)
    when = forms.ChoiceField(label="When to ring", choices=CHOICES, widget=forms.RadioSelect, required=False)
    days = forms.MultipleChoiceField(label="Days", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False)
    place = forms.ChoiceField(label="Place", choices=CHOICES, required=False)
    born = forms.DateField(label="From when", widget=forms.SelectDateWidget, required=False)
    agreed = forms.BooleanField(label="I have read it", required=False)
    photo = forms.FileField(label="A picture", required=False)
