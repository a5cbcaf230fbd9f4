"""The pages of a round: of whoever is asked, and of its editor."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.actions import publish
from measures.actions.reactions import answer_reaction, move_closing_day
from measures.models import Measure, Reaction, ReactionAnswer, ReactionRound
from measures.reactions.overview import count_round
from tests.factories import UserFactory
from tests.integration.measures.reaction_records import a_reaction, a_round, entry_row, groups
from tests.integration.measures.records import catalogue, measure
from tests.integration.meetings.region_records import contact_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DAY = timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def editor() -> User:
    return UserFactory(username="redacteur", groups=["editor"])


@pytest.fixture
def lead() -> User:
    return UserFactory(username="sectorleider", groups=["sector_lead"])


@pytest.fixture
def round_(editor: User) -> ReactionRound:
    measure("Bezoek", description="Bezoek kan altijd.")
    measure("Sport", description="Sport kan buiten.", levels=(2,))
    return a_round(editor, question="Kan dit?")


def closed(round_: ReactionRound) -> ReactionRound:
    """Let the round have closed yesterday."""
    ReactionRound.objects.filter(pk=round_.pk).update(closes_on=timezone.localdate() - DAY)
    return ReactionRound.objects.get(pk=round_.pk)


def as_(user: User) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(user)
    return client


def page_of(user: User, name: str, *args: object, **query: str) -> str:
    answer = as_(user).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(user: User, round_: ReactionRound, text: str = "Goed.", suggestion: str | None = None, **headers: str):
    row = entry_row(round_)
    typed = {
        f"{row.key}-text": text,
        f"{row.key}-suggestion": row.description if suggestion is None else suggestion,
    }
    return as_(user).post(reverse("reaction-add", args=[round_.pk, row.key]), typed, **headers)


# Who is asked


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


# The editor


def test_an_editor_sends_a_draft_round(editor: User):
    measure()
    form = page_of(editor, "reaction-round-new", lijst=catalogue().code)
    assert '<option value="jeugd" selected>' in form
    assert "sector lead (0 accounts)" in form
    typed = {"catalogue": "jeugd", "groups": [group.pk for group in groups()], "question": "Kan dit?",
             "closes_on": timezone.localdate().isoformat()}  # fmt: skip
    answer = as_(editor).post(reverse("reaction-round-open"), typed)

    round_ = ReactionRound.objects.get()
    assert answer.url == reverse("reaction-overview", args=[round_.pk])
    assert round_.groups.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"groups": []}, "This field is required"),
        ({"closes_on": "2020-09-07"}, "This day has passed"),
        ({"closes_on": ""}, "This field is required"),
        ({"catalogue": "onbekend"}, "Select a valid choice"),
    ],
)
def test_a_refused_round_keeps_what_was_typed(editor: User, change: dict, said: str):
    measure()
    typed = {"catalogue": "jeugd", "groups": [group.pk for group in groups()], "question": "Kan dit?",
             "closes_on": timezone.localdate().isoformat(), **change}  # fmt: skip
    answer = as_(editor).post(reverse("reaction-round-open"), typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Kan dit?" in answer.content.decode()
    assert not ReactionRound.objects.exists()


def test_the_overview_counts_and_shows_what_is_left(round_: ReactionRound, lead: User, editor: User):
    first = a_reaction(round_, by=lead, suggestion="Bezoek kan bijna altijd.")
    a_reaction(round_, by=UserFactory(groups=["region_contact"]), measure=entry_row(round_, 1), text="Sporten!")
    a_reaction(round_, by=lead, measure=None, text="Te lang.")
    answer_reaction(reaction=first, verdict="adopted", by=editor, now=timezone.now())

    counts = count_round(round_)

    assert [(one.reactions, one.suggestions, one.unanswered) for one in counts.entries] == [
        (1, 0, 1), (1, 1, 0), (1, 0, 1),
    ]  # fmt: skip
    assert (counts.reactions, counts.answered, counts.unanswered, counts.people) == (3, 1, 2, 2)
    page = page_of(editor, "reaction-overview", round_.pk)
    assert "1 of 3 reactions answered" in page
    assert "sector lead" in page
    assert page.count("Save the answer") == 3
    left = page_of(editor, "reaction-overview", round_.pk, toon="onbeantwoord")
    assert left.count("Save the answer") == 2
    assert "Sporten!" in left


@pytest.mark.parametrize(("key", "expected"), [("geheel", "Te lang."), ("entry", "Dit kan.")])
def test_the_overview_shows_one_entry(round_: ReactionRound, lead: User, editor: User, key: str, expected: str):
    a_reaction(round_, by=lead)
    a_reaction(round_, by=lead, measure=None, text="Te lang.")
    chosen = str(entry_row(round_).key) if key == "entry" else key
    page = page_of(editor, "reaction-overview", round_.pk, maatregel=chosen)
    assert expected in page
    assert page.count("Save the answer") == 1


def test_an_answer_changes_in_place_with_the_count(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead)
    typed = {f"answer-{said.pk}-verdict": "not", f"answer-{said.pk}-why": "Kan niet."}
    answer = as_(editor).post(reverse("reaction-answer", args=[said.pk]), typed, **HTMX)

    part = answer.content.decode()
    assert answer.status_code == 200
    assert "Kan niet." in part
    assert "not adopted" in part
    assert "1 of 1 reaction answered" in part
    assert 'hx-swap-oob="true"' in part
    assert ReactionAnswer.objects.get().by == editor


def test_without_script_the_editor_comes_back_where_it_was(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead)
    url = reverse("reaction-answer", args=[said.pk]) + "?toon=onbeantwoord&page=2"
    answer = as_(editor).post(url, {f"answer-{said.pk}-verdict": "adopted"})
    overview = reverse("reaction-overview", args=[round_.pk])
    assert answer.url == f"{overview}?toon=onbeantwoord&page=2#reactie-{said.pk}"


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("verdict", "why"), [("not", ""), ("", "Daarom.")])
def test_a_refused_answer_keeps_what_was_typed(
    round_: ReactionRound, lead: User, editor: User, headers: dict[str, str], verdict: str, why: str
):
    said = a_reaction(round_, by=lead)
    typed = {f"answer-{said.pk}-verdict": verdict, f"answer-{said.pk}-why": why}
    answer = as_(editor).post(reverse("reaction-answer", args=[said.pk]), typed, **headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This could not be saved yet." in page
    assert why in page
    assert ("checked" in page) is bool(verdict)
    assert not ReactionAnswer.objects.exists()


def test_the_closing_day_moves(round_: ReactionRound, editor: User):
    url, today = reverse("reaction-round-move", args=[round_.pk]), timezone.localdate()
    assert as_(editor).post(url, {"closes_on": (today - DAY).isoformat()}).status_code == 422
    assert as_(editor).post(url, {"closes_on": today.isoformat()}).status_code == 302
    assert ReactionRound.objects.get().closes_on == today


def test_the_reactions_go_along_as_a_spreadsheet(round_: ReactionRound, lead: User, editor: User):
    said = a_reaction(round_, by=lead, text="=1+1", suggestion="Bezoek kan.")
    answer_reaction(reaction=said, verdict="not", why="Kan niet.", by=editor, now=timezone.now())
    a_reaction(round_, by=lead, measure=None, text="Te lang.")

    answer = as_(editor).get(reverse("reaction-export-csv", args=[round_.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert [row["Entry"] for row in rows] == ["the whole list", "Bezoek"]
    assert (rows[1]["Reaction"], rows[1]["Suggested text"], rows[1]["Asked as"]) == (
        "'=1+1", "Bezoek kan.", "sector lead",
    )  # fmt: skip
    assert (rows[1]["Outcome"], rows[1]["Why"], rows[0]["Outcome"]) == ("not adopted", "Kan niet.", "")
    workbook = as_(editor).get(reverse("reaction-export-xlsx", args=[round_.pk]))
    assert workbook.content.startswith(b"PK")


# Size


def many(editor: User, entries: int, reactions: int) -> ReactionRound:
    """Make a round of many entries with many reactions each, half of them with a suggestion and an answer."""
    of, theme = catalogue("groot", "Groot"), measure("Eerste").theme
    Measure.objects.bulk_create(
        Measure(catalogue=of, theme=theme, title=f"Maatregel {number}", description="Bezoek kan altijd.")
        for number in range(entries)
    )
    round_ = a_round(editor, catalogue=of)
    people = [UserFactory(groups=["sector_lead"]) for _ in range(min(reactions, 5))]
    now = timezone.now()
    Reaction.objects.bulk_create(
        Reaction(
            round=round_, measure=row, text="Goed.", by=people[number % len(people)], at=now,
            suggestion="Bezoek kan." if number % 2 else "",
        )
        for row in of.measures.all()
        for number in range(reactions)
    )  # fmt: skip
    ReactionAnswer.objects.bulk_create(
        ReactionAnswer(reaction=said, verdict="adopted", by=editor, at=now)
        for said in Reaction.objects.exclude(suggestion="")
    )
    return round_


@pytest.mark.parametrize(("entries", "reactions"), [(2, 2), (60, 25)])
def test_pages_take_few_queries(editor: User, django_assert_max_num_queries, entries: int, reactions: int):
    round_ = many(editor, entries, reactions)
    reactor = Reaction.objects.earliest("pk").by
    pages = [
        (reactor, "reaction-round", {}, 14), (reactor, "reaction-rounds", {}, 8),
        (editor, "reaction-rounds", {}, 11), (editor, "reaction-overview", {}, 14),
        (editor, "reaction-overview", {"toon": "onbeantwoord"}, 14), (editor, "reaction-export-csv", {}, 14),
    ]  # fmt: skip
    for user, name, query, most in pages:
        client, args = as_(user), [] if name == "reaction-rounds" else [round_.pk]
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name, args=args), query).status_code == 200


# What changed, and where it is said that one is asked


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
