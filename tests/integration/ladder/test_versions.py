"""Drafts: copied, checked, compared, adopted, withdrawn."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from ladder.actions import VersionRefusedError, adopt_version, copy_version, withdraw_version
from ladder.models import LadderVersion, Level, Signal, SignalUse, Threshold
from ladder.version_checks import check_version
from ladder.version_comparison import compare_versions
from tests.factories import UserFactory, store_assessments
from tests.integration.ladder.versions import a_draft, add_level, loaded, set_bound, use_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOW = datetime(2020, 10, 9, 12, tzinfo=UTC)


@pytest.fixture
def by() -> User:
    user: User = UserFactory()
    return user


def test_a_copy_is_a_draft_with_everything_but_code_date_and_motivation():
    source = LadderVersion.objects.get(code="2021-02")
    draft = copy_version(version=source, code="2021-03", valid_from=date(2021, 3, 1), by=None, now=NOW)
    assert (draft.status, draft.motivation, draft.valid_from) == ("draft", "", date(2021, 3, 1))
    assert compare_versions(loaded(source), loaded(draft)) == []
    assert draft.levels.count() == 3
    assert Threshold.objects.filter(use__version=draft).count() == 4


def test_a_code_is_used_once_in_a_ladder():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_draft(code="2020-09")


def nothing(draft: LadderVersion) -> None:
    pass


def lower_is_worse(draft: LadderVersion) -> None:
    signal = Signal.objects.create(code="x", name="x", direction="lower_is_worse")
    use = SignalUse.objects.create(version=draft, signal=signal, role="deciding")
    for level, value in zip(draft.levels.filter(number__gte=2), (80, 90), strict=True):
        Threshold.objects.create(use=use, level=level, value=value)


def bound_of_lowest(draft: LadderVersion) -> None:
    set_bound(draft, 1, 10)


CASES: dict[str, tuple[Callable[[LadderVersion], object], list[str]]] = {
    "in order": (nothing, []),
    "a level more without its signal value": (lambda draft: add_level(draft, 4), ["bound-missing"]),
    "a gap in the numbers": (
        lambda draft: draft.levels.filter(number=2).delete(),
        ["level-numbers"],
    ),
    "one level": (
        lambda draft: draft.levels.filter(number__gte=2).delete(),
        ["too-few-levels"],
    ),
    "no levels": (lambda draft: draft.levels.all().delete(), ["too-few-levels"]),
    "bounds that fall": (lambda draft: set_bound(draft, 3, 40), ["bound-order"]),
    "bounds that are equal": (lambda draft: set_bound(draft, 3, 50), ["bound-order"]),
    "bounds that rise where lower is worse": (lower_is_worse, ["bound-order"]),
    "a bound of the lowest level": (bound_of_lowest, ["bound-of-lowest"]),
    "a bound of a shown signal": (lambda draft: set_bound(draft, 2, 1, "sewage"), ["bound-of-shown"]),
    "nothing decides": (lambda draft: use_of(draft).delete(), ["nothing-decides"]),
    "two levels of one name": (
        lambda draft: draft.levels.filter(number=3).update(name="Zorgelijk"),
        ["same-name"],
    ),
    "two levels of one colour": (
        lambda draft: draft.levels.filter(number=3).update(colour="#d95790"),
        ["same-colour"],
    ),
    "no colour": (lambda draft: draft.levels.filter(number=3).update(colour="red"), ["colour"]),
    "a date that is taken": (
        lambda draft: LadderVersion.objects.filter(pk=draft.pk).update(valid_from=date(2021, 2, 17)),
        ["date-taken"],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_a_draft_is_checked_before_it_is_adopted(change, expected, by):
    draft = a_draft()
    change(draft)
    problems = check_version(loaded(draft))
    assert [problem.code for problem in problems] == expected
    if expected:
        with pytest.raises(VersionRefusedError) as refused:
            adopt_version(version=draft, by=by, now=NOW)
        assert list(refused.value.problems) == problems
        assert loaded(draft).is_draft
    else:
        assert adopt_version(version=draft, by=by, now=NOW).status == "adopted"


def test_both_default_versions_are_in_order():
    for version in LadderVersion.objects.with_levels_and_bounds():
        assert [problem.code for problem in check_version(version)] == ["not-a-draft"]


def test_the_problem_names_signal_and_level():
    draft = a_draft()
    add_level(draft, 4)
    assert [problem.message for problem in check_version(loaded(draft))] == [
        "positive tests decides, but has no signal value for level 4."
    ]


def test_an_adoption_says_who_and_when_and_happens_once(by):
    adopted = adopt_version(version=a_draft(), by=by, now=NOW)
    assert (adopted.adopted_by, adopted.adopted_at) == (by, NOW)
    with pytest.raises(VersionRefusedError, match="Only a draft"):
        adopt_version(version=adopted, by=by, now=NOW)


def test_what_differs_from_another_version_is_told_line_by_line():
    draft = a_draft()
    LadderVersion.objects.filter(pk=draft.pk).update(comparator="from", dead_band=20, dwell_weeks=2)
    add_level(draft, 4, name="zeer ernstig", name_en="very serious")
    set_bound(draft, 4, 250)
    set_bound(draft, 3, 140.5)
    use_of(draft, "sewage").delete()
    SignalUse.objects.filter(pk=use_of(draft, "share_positive").pk).update(role="shown")
    found = compare_versions(loaded(LadderVersion.objects.get(code="2020-09")), loaded(draft))
    assert [(line.subject, line.before, line.after) for line in found] == [
        ("comparator", "above the signal value (>)", "from the signal value (≥)"),
        ("dead-band (%)", "", "20"),
        ("dwell (weeks)", "", "2"),
        ("level 4", "", "very serious"),
        ("level 4: colour", "", "#68032F"),
        ("positive tests: signal value of level 3", "150", "140.5"),
        ("positive tests: signal value of level 4", "", "250"),
        ("share of tests positive: role", "supporting", "shown"),
        ("virus particles in sewage: role", "shown", ""),
    ]


def test_a_comparison_takes_no_queries(django_assert_num_queries):
    one, other = loaded(a_draft()), loaded(LadderVersion.objects.get(code="2020-09"))
    with django_assert_num_queries(0):
        compare_versions(one, other)


def test_a_version_by_which_nothing_was_judged_can_be_withdrawn(by):
    adopted = adopt_version(version=a_draft(), by=by, now=NOW)
    withdrawn = withdraw_version(version=adopted, by=by, now=NOW)
    assert (withdrawn.status, withdrawn.withdrawn_by, withdrawn.withdrawn_at) == ("withdrawn", by, NOW)
    in_force = LadderVersion.objects.in_force(date(2020, 10, 20)).get()
    assert in_force.code == "2020-09"


def test_a_version_that_judged_weeks_cannot_be_withdrawn(by):
    store_assessments("2020-W39", {"VR15": 2})
    with pytest.raises(VersionRefusedError, match="superseded"):
        withdraw_version(version=LadderVersion.objects.get(code="2020-09"), by=by, now=NOW)
    assert LadderVersion.objects.get(code="2020-09").status == "adopted"


def test_a_draft_cannot_be_withdrawn(by):
    with pytest.raises(VersionRefusedError, match="Only an adopted"):
        withdraw_version(version=a_draft(), by=by, now=NOW)


def test_a_draft_can_be_thrown_away():
    a_draft().delete()
    assert LadderVersion.objects.count() == 2
    assert not Level.objects.filter(version__code="2020-10").exists()


def test_a_meaning_is_told_as_words_that_are_kept_in_dutch():
    draft = a_draft()
    draft.levels.filter(number=2).update(meaning="Let op.", name_en="mind")
    found = compare_versions(loaded(LadderVersion.objects.get(code="2020-09")), loaded(draft))
    assert [(line.subject, line.after, line.is_data) for line in found] == [
        ("level 2", "mind", False),
        ("level 2: meaning", "Let op.", True),
    ]
