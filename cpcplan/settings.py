"""Settings of the site. Every value that differs between places comes from the environment."""

from pathlib import Path

import django_stubs_ext
import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF

from cpcplan import environment, logs

django_stubs_ext.monkeypatch()

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = environment.data_directory(env)

# -- What this place is --------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
# Off only where the site is served on loopback without a certificate; see cpcplan.checks.
HTTPS = env.bool("CPCPLAN_HTTPS", default=not DEBUG)
# Lets the demonstration areas and their well-known passwords be loaded. Never in production.
DEMONSTRATION = env.bool("CPCPLAN_DEMONSTRATION", default=False)

SECRET_KEY = environment.secret_key(env, debug=DEBUG)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where people reach the site, for links in e-mail sent outside a request.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")

# -- Applications --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "demonstration",
    "archive",
    "exchange",
    "dashboards",
    "public",
    "redactions",
    "retention",
    "reminders",
    "provenance",
    "editions",
    "narratives",
    "short_papers",
    "reporting",
    "papers",
    "governance",
    "meetings",
    "imports",
    "catalogue",
    "outline",
    "regional",
    "decisions",
    "updates",
    "actions",
    "connections",
    "risks",
    "learning_reviews",
    "returns",
    "assurance",
    "voices",
    "impact",
    "evaluation",
    "windows",
    "outcomes",
    "figures",
    "plans",
    "entrance",
    "committees",
    "gatehouse",
    "accounts",
    "letters",
    "web",
    "guard",
    "documents",
    "timescales",
    "audit",
    "jobs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "csp",
    "cpcplan",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A list of 300 actions is 350 kB of HTML and 50 kB on the wire. Django pads what it compresses
    # by a random length, so that secrets on the page cannot be guessed from its size.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # before anything reads a body
    "cpcplan.body_limits.bounded_bodies",
    # writes who met the guard and where, when all else is over
    "guard.middleware.guard_log",
    "web.cache_headers.never_kept",
    # ends sessions that are over, asks for the second factor and for who it is
    "entrance.middleware.EntranceMiddleware",
    # keeps what was typed when the session had ended
    "web.kept_text.KeepingLoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cpcplan.sign_in.known_device",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "cpcplan.urls"
WSGI_APPLICATION = "cpcplan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cpcplan.navigation.navigation",
                "cpcplan.navigation.session_end",
            ],
            "builtins": ["web.templatetags.components", "web.templatetags.form_parts"],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "cpc"
CRISPY_TEMPLATE_PACK = "cpc"

# -- Rooms that stand above and below the one that asks them -----------------------------------

# What says where actions come from, in the order in which it is told of (plans.queries.origins).
ORIGIN_REGISTERS = [
    "reporting.queries.origins.DIRECTIONS",
    "assurance.queries.origins.FINDINGS",
    "voices.queries.origins.VOICES",
    "actions.queries.risks.RISKS",
    "connections.queries.origins.OTHER_PLANS",
    "learning_reviews.queries.origins.REVIEWS",
]

# What a room above reporting says of the parts of a report in preparation
# (reporting.views.reports), and what rooms above carry over into its next version
# (reporting.services.corrections).
REPORT_PARTS = "narratives.models.told_parts"
RECORDED_PARTS = "narratives.models.recorded_parts"
NEXT_VERSIONS = ["narratives.services.carry_parts"]

# -- Data ----------------------------------------------------------------------------------------

DATABASES = {"default": environment.database(env)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
MEDIA_ROOT = DATA / "media"

# -- People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "entrance.passwords.BreachedPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# People are invited by an administrator: nobody signs up (cpcplan.sign_in closes it).
ACCOUNT_ADAPTER = "cpcplan.sign_in.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {"reset_password": "cpcplan.sign_in.ConfirmedResetForm"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "cpcplan: "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# The agencies' own sign-in: gatehouse.AgencySignIn says which there are; nothing of theirs is kept.
SOCIALACCOUNT_ADAPTER = "gatehouse.views.agencies.AgencyAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# gatehouse.services.tries counts these: a committee behind one address is never shut out
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": None}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Who changes a password, a factor, an address or a role showed lately who they are.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * env.int("REAUTHENTICATION_MINUTES", default=15)

# One-time codes, security keys and recovery codes; areas say who needs them (entrance).
MFA_ADAPTER = "cpcplan.second_factor.FactorAdapter"
MFA_FORMS = {
    "authenticate": "cpcplan.second_factor.CodeForm",
    "reauthenticate": "cpcplan.second_factor.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "cpcplan"
# a clock may be half a minute off
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Addresses are an administrator's word, not confirmed by a link: nobody signs up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Secrets of second factors are encrypted under it; whoever changes it lets everybody set up anew.
SECOND_FACTOR_KEY = env.str("SECOND_FACTOR_KEY", default=SECRET_KEY)

SESSION_ENGINE = "entrance.services.store"
# A session ends so long after the last press, and at the latest so long after it began.
SESSION_IDLE_SECONDS = 60 * env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_WARNING_SECONDS = 5 * 60
SESSION_COOKIE_AGE = 60 * 60 * env.int("SESSION_HOURS", default=12)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# A browser takes these from this host alone, over HTTPS (ASVS 3.3.3).
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# What is said after a press needs no cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "cpcplan.views.csrf_failure"

# -- E-mail --------------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="filemail://"))
EMAIL_FILE_PATH = DATA / "email"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="cpcplan@localhost")

# The hour from which the day's e-mails go out.
DAY_BEGINS_AT = env.int("DAY_BEGINS_AT", default=7)

# -- Pages ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "cpcplan.formats"

ASSETS = BASE_DIR / "var" / "assets"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ASSETS]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# What a request may bring to a page that takes no files; cpcplan.body_limits has the others.
MOST_BODY = 6 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# What the process may use that reads one file from outside (guard.outside): processor time, time
# by the clock, memory.
READING = {
    "seconds": env.int("READING_SECONDS", default=30),
    "wall_seconds": env.int("READING_WALL_SECONDS", default=60),
    "megabytes": env.int("READING_MEGABYTES", default=512),
}
# ClamAV's clamd, tcp://host:3310 or unix:///run/clamav/clamd.ctl; empty: no scanner.
CLAMD_URL = env.str("CLAMD_URL", default="")
# Off: a file is refused while the scanner does not answer.
CLAMD_MAY_BE_DOWN = env.bool("CLAMD_MAY_BE_DOWN", default=False)

# -- Security headers ----------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# -- Jobs ----------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = environment.celery_transport(CELERY_BROKER_URL, DATA)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "beat-schedule")
# A job whose worker says nothing for so long is taken to be abandoned.
JOBS_LEASE_SECONDS = env.float("JOBS_LEASE_SECONDS", default=60)
# How long a bell may go unanswered before it is rung again, and how often that is looked at.
JOBS_PATIENCE_SECONDS = env.float("JOBS_PATIENCE_SECONDS", default=30)
JOBS_SWEEP_SECONDS = env.float("JOBS_SWEEP_SECONDS", default=15)
# Wait before another try: so many seconds times the number of tries so far.
JOBS_RETRY_SECONDS = env.float("JOBS_RETRY_SECONDS", default=10)
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_BEAT_SCHEDULE = {
    "jobs.sweep": {
        "task": "jobs.sweep",
        "schedule": JOBS_SWEEP_SECONDS,
        "options": {"expires": 2 * JOBS_SWEEP_SECONDS},
    },
    "gatehouse.forget_tries": {
        "task": "gatehouse.forget_tries",
        "schedule": 6 * 60 * 60,
        "options": {"expires": 60 * 60},
    },
    # at night, by each area's own rule (docs/security.md)
    "retention.remove_due": {
        "task": "retention.remove_due",
        "schedule": crontab(hour="2", minute="20"),
        "options": {"expires": 3600},
    },
    # nothing is done twice, so it may ring often: a day that was missed is made up for at once
    "reminders.run_day": {
        "task": "reminders.run_day",
        "schedule": 600,
        "options": {"expires": 600},
    },
    # once a day, from midnight on: what was missed while the server was off is made up for
    "reporting.verify_record": {
        "task": "reporting.verify_record",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
}

LOGGING = logs.configuration(level=env.str("LOG_LEVEL", default="INFO"), plain=DEBUG)
