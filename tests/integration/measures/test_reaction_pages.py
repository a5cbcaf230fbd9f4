"""The pages of a round for whoever is asked."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from measures.actions import publish
from measures.actions.reactions import answer_reaction, move_closing_day
from measures.models import Measure, Reaction, ReactionRound
from tests.factories import UserFactory
from tests.integration.measures.reaction_pages import DAY, HTMX, as_, closed, page_of, send
from tests.integration.measures.reaction_records import a_reaction, a_round, entry_row, groups
from tests.integration.measures.records import catalogue, measure
from tests.integration.meetings.region_records import contact_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def round_(editor: User) -> ReactionRound:
    measure("Bezoek", description="Bezoek kan altijd.")
    measure("Sport", description="Sport kan buiten.", levels=(2,))
    return a_round(editor, question="Kan dit?")


def test_who_is_asked_finds_the_round_and_reacts_in_place(round_: ReactionRound, lead: User):
    assert "You have not reacted yet." in page_of(lead, "reaction-rounds")
    page = page_of(lead, "reaction-round", round_.pk)
    assert "Kan dit?" in page
    assert page.count("Send the reaction") == 3  # two entries, and the list as a whole

    answer = send(lead, round_, "Goed.", "Bezoek kan bijna altijd.", **HTMX)

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Your reaction is with the editor." in said
    assert "</html>" not in said
    assert "Sport" not in said
    assert '<ins><span class="visually-hidden">[added: </span>bijna' in said
    assert "You gave 1 reaction" in page_of(lead, "reaction-rounds")


def test_without_script_the_page_comes_back_at_the_entry(round_: ReactionRound, lead: User):
    answer = send(lead, round_)

    assert answer.url == reverse("reaction-round", args=[round_.pk]) + f"#maatregel-{entry_row(round_).key}"
    said = Reaction.objects.get()
    assert (said.text, said.suggestion, said.by) == ("Goed.", "", lead)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_refusal_keeps_what_was_typed(round_: ReactionRound, lead: User, headers: dict[str, str]):
    answer = send(lead, round_, "x" * 4_001, "Mijn tekst.", **headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "x" * 4_001 in page
    assert "Mijn tekst." in page
    assert '<details class="suggest" open>' in page
    assert ("</html>" in page) is not headers


def test_saying_nothing_is_refused_at_its_field(round_: ReactionRound, lead: User):
    answer = send(lead, round_, "")

    key = entry_row(round_).key
    assert f'<a href="#id_{key}-text">' in answer.content.decode()


def test_the_list_as_a_whole_gets_a_reaction(round_: ReactionRound, lead: User):
    answer = as_(lead).post(reverse("reaction-add-whole", args=[round_.pk]), {"whole-text": "Te lang."})

    assert answer.url.endswith("#geheel")
    assert Reaction.objects.get().measure is None
    assert "Te lang." in page_of(lead, "reaction-round", round_.pk)


def test_an_entry_outside_the_draft_is_not_found(round_: ReactionRound, lead: User):
    later = measure("Later")
    url = reverse("reaction-add", args=[round_.pk, later.key])
    assert as_(lead).post(url, {f"{later.key}-text": "Goed."}).status_code == 404


def test_one_sees_only_what_one_said(round_: ReactionRound, lead: User):
    a_reaction(round_, by=UserFactory(groups=["region_contact"]), text="Van een ander.")
    assert "Van een ander." not in page_of(lead, "reaction-round", round_.pk)


def test_answers_show_after_the_round(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead)
    answer_reaction(reaction=said, verdict="partly", why="Alleen buiten.", by=editor, now=timezone.now())
    a_reaction(round_, by=lead, measure=entry_row(round_, 1))
    assert "Alleen buiten." not in page_of(lead, "reaction-round", round_.pk)

    page = page_of(lead, "reaction-round", closed(round_).pk)

    assert "Alleen buiten." in page
    assert "partly adopted" in page
    assert "1 of your 2 reactions answered" in page
    assert "The editor has not answered this yet." in page
    assert "Send the reaction" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_round_that_closed_meanwhile_keeps_what_was_typed(
    round_: ReactionRound, lead: User, headers: dict[str, str]
):
    answer = send(lead, closed(round_), "Toch nog iets.", **headers)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This round closed after" in page
    assert "Toch nog iets." in page
    assert not Reaction.objects.exists()


@pytest.mark.parametrize(("days", "is_said"), [(0, True), (1, False)])
def test_the_last_day_is_said(round_: ReactionRound, lead: User, editor: User, days: int, is_said: bool):
    today = timezone.localdate()
    move_closing_day(round_=round_, closes_on=today + days * DAY, by=editor, now=timezone.now())
    assert ("today is the last day" in page_of(lead, "reaction-round", round_.pk)) is is_said


def test_who_is_in_no_group_that_is_asked_does_not_see_the_draft(editor: User, lead: User):
    round_ = a_round(editor, groups=groups(["region_contact"]))
    assert as_(lead).get(reverse("reaction-round", args=[round_.pk])).status_code == 403
    assert send(lead, round_).status_code == 403
    assert "It stands here" not in page_of(lead, "reaction-rounds")


def test_the_editor_sees_the_draft_and_cannot_react(round_: ReactionRound, editor: User):
    page = page_of(editor, "reaction-round", round_.pk)
    assert "You are not in a group that is asked." in page
    assert "Send the reaction" not in page
    assert send(editor, round_).status_code == 403


def test_what_is_typed_is_shown_as_text(round_: ReactionRound, lead: User, editor: User):
    a_reaction(round_, by=lead, text="<script>x</script>", suggestion="<b>vet</b>")
    for user, name in ((lead, "reaction-round"), (editor, "reaction-overview")):
        page = page_of(user, name, round_.pk)
        assert "<script>x" not in page
        assert "<b>vet" not in page


def test_the_draft_shows_what_changed_since_the_version_in_force(editor: User, lead: User):
    changed, dropped = measure("Bezoek", description="Bezoek kan altijd."), measure("Sport")
    publish(catalogue=catalogue(), motivation="Eerste.", by=editor, now=timezone.now() - DAY)
    changed.description = "Bezoek kan soms."
    changed.save()
    Measure.objects.filter(pk=dropped.pk).update(catalogue=catalogue("anders", "Anders"))
    measure("Nieuw")

    page = page_of(lead, "reaction-round", a_round(editor).pk)

    assert page.count("What changed since version 1") == 1
    assert '[removed: </span>altijd.<span class="visually-hidden">]</span></del>' in page
    assert page.count('<span class="tag info">') == 2  # changed, and added
    assert "In version 1, and not in this draft" in page
    assert "<li>Sport</li>" in page


def test_a_first_draft_has_nothing_to_compare_with(round_: ReactionRound, lead: User):
    page = page_of(lead, "reaction-round", round_.pk)
    assert "What changed since" not in page
    assert "not in this draft" not in page


@pytest.mark.parametrize("name", ["catalogue-list", "catalogue"])
def test_the_list_says_that_one_is_asked(round_: ReactionRound, lead: User, editor: User, name: str):
    args = [catalogue().code] if name == "catalogue" else []
    link = reverse("reaction-round", args=[round_.pk])
    assert link in page_of(lead, name, *args)
    assert link not in page_of(editor, name, *args)
    assert link not in page_of(UserFactory(groups=["viewer"]), name, *args)
    closed(round_)
    assert link not in page_of(lead, name, *args)


def test_another_list_does_not_say_so(round_: ReactionRound, lead: User):
    other = catalogue("anders", "Anders")
    assert reverse("reaction-round", args=[round_.pk]) not in page_of(lead, "catalogue", other.code)


def test_the_page_of_a_region_contact_says_so(round_: ReactionRound):
    page = page_of(contact_of("VR15"), "my-regions")
    assert reverse("reaction-round", args=[round_.pk]) in page
    assert "You are asked to react to the draft of the list Jeugd" in page


@pytest.mark.parametrize(("role", "is_there"), [("sector_lead", True), ("editor", True), ("viewer", False)])
def test_the_header_leads_to_the_rounds(role: str, is_there: bool):
    page = page_of(UserFactory(groups=[role]), "catalogue-list")
    assert (f'href="{reverse("reaction-rounds")}"' in page) is is_there
