"""Pages on which one signs in with a password, or asks for another."""

from typing import Any, Final

from allauth.account.views import LoginView, PasswordResetFromKeyView, PasswordResetView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from gatehouse.forms import SignInForm
from gatehouse.queries.agencies import sign_in_for, sign_ins
from gatehouse.rules.delays import minutes
from gatehouse.rules.words import only_through
from gatehouse.services.tries import begin_letter
from gatehouse.views.devices import client_of, remember_device

TOO_MANY_LETTERS: Final = (
    "Too many links for new passwords were asked for from your network. Try again in {minutes}. "
    "If you are in a hurry, ask your lead officer."
)


class SignInView(LoginView):  # type: ignore[misc]
    """The sign-in page: an address and a password, or the button of one's agency."""

    form_class = SignInForm

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        own = sign_in_for(self.request.POST.get("login", ""))
        return context | {"agencies": sign_ins(), "own_agency": own}


class PasswordLinkView(PasswordResetView):  # type: ignore[misc]
    """Asking for a link by which one chooses a new password. The answer is the same whether there
    is such an account and whether it has had its letters."""

    def form_valid(self, form: Any) -> HttpResponse:
        now = timezone.now()
        email = form.cleaned_data["email"].lower()
        agency = sign_in_for(email)
        if agency is not None and agency.only_way:
            form.add_error(None, only_through(str(agency.agency)))
            return self.form_invalid(form)  # type: ignore[no-any-return]
        letter = begin_letter(account=email, address=client_of(self.request), now=now)
        if letter.until:
            form.add_error(None, TOO_MANY_LETTERS.format(minutes=minutes(letter.until - now)))
            return self.form_invalid(form)  # type: ignore[no-any-return]
        if not letter.counted:
            return HttpResponseRedirect(self.get_success_url())
        return super().form_valid(form)  # type: ignore[no-any-return]


class PasswordFromLinkView(PasswordResetFromKeyView):  # type: ignore[misc]
    """Choosing it. Whoever had the letter is known on this device: guesses of others do not make
    them wait at the sign-in page that comes next. Whose agency is the only way in is led there:
    an invitation is such a link."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        agency = sign_in_for(self.reset_user.email) if self.reset_user else None
        if agency is not None and agency.only_way:
            return redirect("agency_sign_in", slug=agency.slug)
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return remember_device(self.request, response, self.reset_user)


sign_in = SignInView.as_view()
password_link = PasswordLinkView.as_view()
password_from_link = PasswordFromLinkView.as_view()
