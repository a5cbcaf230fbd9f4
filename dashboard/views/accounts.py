"""Signing in and out, and choosing a language."""

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.i18n import set_language


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth_views.LoginView):
    """The form of Django, which django-axes watches: a class, because Django offers no function for it."""

    redirect_authenticated_user = True


sign_out = auth_views.LogoutView.as_view()
# Also for readers of the public pages, and on the sign-in form.
choose_language = login_not_required(set_language)
