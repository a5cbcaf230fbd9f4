"""Signing in and out."""

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth_views.LoginView):
    """The form of Django, which django-axes watches: a class, because Django offers no function for it."""

    redirect_authenticated_user = True


sign_out = auth_views.LogoutView.as_view()
