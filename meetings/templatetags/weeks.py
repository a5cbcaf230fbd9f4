"""How templates of meetings write a week."""

from django import template

from ladder import formats
from ladder.weeks import Week

register = template.Library()


@register.filter
def week_name(week: Week) -> str:
    """`Week 39`"""
    return formats.week_name(week)


@register.filter
def week_days(week: Week) -> str:
    """`21–27 september 2020`"""
    return formats.days(week.start, week.end)


@register.filter
def week_option(week: Week) -> str:
    """`Week 39 · 21–27 september 2020`"""
    return formats.week_option(week)
