"""The form by which a remembered decision is forgotten."""

from web.forms import PageForm


class ForgetForm(PageForm):
    button = "Forget it"
    warning = True
