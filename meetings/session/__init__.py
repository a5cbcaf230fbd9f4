"""The screen of one region while the meeting is in session."""

from meetings.session.page import ItemPage, Place, item_page

__all__ = ["ItemPage", "Place", "item_page"]
