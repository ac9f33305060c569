"""Forms speak: labels, help and errors are tied to their fields."""

from django import forms
from lxml import html


class _Form(forms.Form):
    name = forms.CharField(label="Your name", help_text="As others see it.")
    motto = forms.CharField(label="Motto", required=False)
    ready = forms.BooleanField(label="I agree")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def _tree(form: forms.Form) -> html.HtmlElement:
    return html.fragment_fromstring(str(form), create_parent="form")


def test_every_field_has_a_label_and_its_help() -> None:
    tree = _tree(_Form())
    assert tree.cssselect("label[for=id_name]")[0].text_content() == "Your name"
    assert "if you like" in tree.cssselect("label[for=id_motto]")[0].text_content()
    field = tree.cssselect("#id_name")[0]
    assert tree.cssselect("#" + field.get("aria-describedby"))[0].text == "As others see it."
    assert tree.cssselect("fieldset legend")[0].text == "Kind"
    assert not tree.cssselect("[role=alert]")


def test_errors_say_that_nothing_is_lost_and_lead_to_the_field() -> None:
    tree = _tree(_Form({"motto": "Soma", "kind": "a"}))
    note = tree.cssselect("[role=alert]")[0]
    assert "Nothing that you typed is lost" in note.text_content()
    assert [one.get("href") for one in note.cssselect("a")] == ["#id_name", "#id_ready"]
    field = tree.cssselect("#id_name")[0]
    assert field.get("aria-invalid") == "true"
    described = field.get("aria-describedby").split()
    assert "id_name_error" in described
    assert tree.cssselect("#id_name_error")
    assert tree.cssselect("#id_motto")[0].get("value") == "Soma"
