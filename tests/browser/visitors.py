"""Somebody who looks at the site in a browser, in either language, with or without scripts."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.contexts import new_context
from tests.browser.site import Site
from tests.browser.states import State

Profile = tuple[str, str, bool]  # account, language, with scripts


@dataclass
class Profiles:
    """Browser profiles on a site, made when first asked for and kept: what was loaded once is loaded no more."""

    browser: Browser
    site: Site
    _known: dict[Profile, BrowserContext] = field(default_factory=dict)

    def get(self, profile: Profile) -> BrowserContext:
        account, language, script = profile
        if profile not in self._known:
            self._known[profile] = new_context(
                self.browser, self.site, account, language=language, java_script_enabled=script
            )
        return self._known[profile]

    def close(self) -> None:
        for context in self._known.values():
            context.close()


@dataclass
class Visitor:
    """Opens pages of a site that nobody changes in between; what goes wrong in one fails the test."""

    profiles: Profiles
    watch: Callable[[BrowserContext], Page]

    def page(self, account: str = "", *, language: str = "nl", script: bool = True) -> Page:
        """Return an empty page of somebody ("" for nobody in particular)."""
        return self.watch(self.profiles.get((account, language, script)))

    def show(self, state: State, *, language: str = "nl", script: bool = True) -> Page:
        """Return a page that is in a state."""
        page = self.page(state.account, language=language, script=script)
        state.show(page, self.profiles.site.places, script=script)
        return page
