"""One settings file. Values come from the environment or `.env` (django-environ); docs/decisions/ says why."""

import logging
from pathlib import Path

from config.broker import broker
from config.environment import caches, database, email, environment, number, redis_url, rule_sets, secret_key, switch
from config.headers import content_security_policy
from config.identity import openid_connect
from config.logs import logging_settings
from config.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environment(BASE_DIR)
# what the program writes: the embedded database and broker, collected static files, logs
VAR = Path(env.str("VAR", default="") or BASE_DIR / "var").resolve()

DEBUG = switch(env, "DEBUG")
PRODUCTION = switch(env, "PRODUCTION")
SECRET_KEY = secret_key(env, VAR, PRODUCTION)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DATABASES = {"default": database(env, VAR)}
REDIS_URL = redis_url(env)
BROKER = broker(REDIS_URL, VAR)
CACHES = {"default": caches(REDIS_URL)}
# EMAIL_BACKEND, EMAIL_HOST and the rest of them
vars().update(email(env))
LOGGING = logging_settings()
# one line a request, when it ends
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "django_tables2",
    "import_export",
    "template_partials",
    "config",
    "organizations",
    "metrics",
    "registers",
    "measures",
    "documents",
    "meetings",
    "inspections",
    "accountability",
    "dashboard",
]

MIDDLEWARE = [
    "config.middleware.kept_nowhere",
    "accountability.anonymity.WithoutTraces",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.bounded",
    "config.addresses.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organizations.sessions.SessionLimits",
    "organizations.sessions.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.logs.RequestLog",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "dashboard.context.shell",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# 8 hours at most; idle limits are organizations/sessions.py
SESSION_COOKIE_AGE = 8 * 60 * 60
# confidential and administrator roles cannot go on without one
SECOND_FACTOR_DEMANDED = PRODUCTION

ACCOUNT_ADAPTER = "organizations.sign_in.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# failures are counted in organizations/lockout.py, which every web process shares
ACCOUNT_RATE_LIMITS = {"login_failed": None}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
MFA_ADAPTER = "organizations.sign_in.SecondFactorAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "轻装"
# passkeys want https, except on the machine itself while developing
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "organizations.sign_in.SingleSignOnAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"
SOCIALACCOUNT_PROVIDERS = openid_connect(env)
OIDC_USERNAME_CLAIM = env.str("OIDC_USERNAME_CLAIM", default="preferred_username")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.static.BrowserLibraries",
]
# served from STATIC_ROOT under hashed names where `collectstatic` has run, else from where they lie
COLLECTED_STATIC = switch(env, "COLLECTED_STATIC", default=PRODUCTION)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECTED_STATIC
WHITENOISE_ALLOW_ALL_ORIGINS = False
# WhiteNoise warns of a missing folder
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

CONTENT_SECURITY_POLICY = content_security_policy(PRODUCTION, env.str("OIDC_SERVER_URL", default=""))
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# the probes ask over plain HTTP from inside
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
if switch(env, "BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# which rule set judges from which year on: {2019: "2019", …}
RULE_SETS = rule_sets(env)

# counts of classified documents (register 4): an administrator may leave even these out of the system
CLASSIFIED_COUNTS = switch(env, "CLASSIFIED_COUNTS", default=True)

# days after its last planned day when a meeting of the plan lapses and frees its place
MEETING_LAPSES_AFTER_DAYS = number(env, "MEETING_LAPSES_AFTER_DAYS", default=30)

# where the public writes about the level above or the head of the lead office: that is never kept here
TIPS_DIVERTED_TO = env.str("TIPS_DIVERTED_TO", default="") or (
    "中央纪委国家监委信访举报：电话 12388，网站 www.12388.gov.cn；"
    "来信请寄北京市西城区平安里西大街41号中央纪委国家监委信访室（邮编100813）"
)

# the job that each topic of the outbox starts; registers do not know who listens
OUTBOX_JOBS = {
    "records_changed": "measures.tasks.judge_changed",
    "judging_wanted": "measures.tasks.judge_again",
    "import_requested": "registers.tasks.run_import",
    "derivation_changed": "documents.tasks.derive_again",
    "meetings_imported": "meetings.tasks.match_imported",
    "merging_wanted": "inspections.tasks.propose",
    "items_decided": "inspections.tasks.link_visits",
}

CELERY_BROKER_URL = BROKER.url
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# a worker waits for its broker for ever; a sender does not wait at all
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = BROKER.options
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = SCHEDULE

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "components/table.html"
