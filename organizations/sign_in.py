"""How allauth signs people in here: accounts are given, never taken, and a failure tells nothing."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.lockout import attempt_key, forget, remember_device, spend_attempt
from organizations.models import User
from organizations.roles import Power
from organizations.scoping import has_power

# where work begins for those to whom the overview shows nothing
FIRST_PAGES = {
    Power.MANAGE_ACCOUNTS: "organizations:accounts",
    Power.ASSIGN_ROLES: "organizations:accounts",
    Power.READ_HISTORY: "registers:history",
}

# the same for an unknown name, a wrong password, a locked and a deactivated account
REFUSED = _("用户名或密码不正确。连续输错5次后，该用户名暂停登录15分钟。")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": REFUSED,
        "too_many_login_attempts": REFUSED,
        "account_inactive": REFUSED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if not spend_attempt(attempt_key(request, credentials.get("username", "")), timezone.now()):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            return None
        forget(attempt_key(request, credentials.get("username", "")))
        return user

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        response = super().post_login(request, user, **options)
        remember_device(request, response, user.username)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        for power, page in FIRST_PAGES.items():
            if has_power(request.user, power):
                return reverse(page)
        return super().get_login_redirect_url(request)

    def set_password(self, user: User, password: str) -> None:
        user.must_change_password = False
        super().set_password(user, password)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is announced after signing in or out: the page says it."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Office accounts have no mail address."""


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """A province's single sign-on (OpenID Connect) opens accounts that exist; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The first time, the account is found by the claim that holds the user name (OIDC_USERNAME_CLAIM)."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        data = sociallogin.account.get_provider_account().get_user_data() or {}
        claimed = data.get(settings.OIDC_USERNAME_CLAIM)
        user = User.objects.filter(username__iexact=claimed, is_active=True).first() if claimed else None
        if user is not None:
            sociallogin.connect(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):
    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Office accounts have no mail address."""
