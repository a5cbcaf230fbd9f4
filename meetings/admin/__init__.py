"""The meetings in the administration."""

from meetings.admin import accounts as accounts
from meetings.admin import api_tokens as api_tokens
from meetings.admin import digests as digests
from meetings.admin import meetings as meetings
from meetings.admin import memberships as memberships
from meetings.admin import routes as routes
from meetings.admin import settings as settings
