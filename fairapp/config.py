"""One frozen Config, read from the environment."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

POOL = 16
"""Connections kept open by a process; with fewer than threads, some would be opened anew for each request."""

CODE_CHANNELS = ("mailbox", "gateway", "none")

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Config:
    """Everything the environment may decide. `development` is the only mode with a default secret."""

    development: bool
    secret_key: str
    database_url: str
    instance: Path
    public_url: str  # scheme and host that printed codes lead to, no trailing slash
    smtp_url: str | None  # smtp://user:password@host:587?starttls=1; None: letters become files
    mail_from: str
    max_upload_bytes: int
    code_channel: str = "none"  # how a sign-in code reaches a telephone: mailbox, gateway, none
    code_gateway_url: str = ""  # may hold {phone}, {code} and {text}
    code_gateway_token: str = ""
    trusted_proxies: int = 0  # how many proxies of ours stand before us and say who is asking

    def flask(self) -> dict[str, object]:
        """The same facts under the names that Flask and its extensions expect."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": POOL, "pool_use_lifo": True},
            "MAX_CONTENT_LENGTH": self.max_upload_bytes,
            "MAX_FORM_MEMORY_SIZE": 2_000_000,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": self.public_url.startswith("https://"),
            "REMEMBER_COOKIE_SECURE": self.public_url.startswith("https://"),
            "REMEMBER_COOKIE_SAMESITE": "Lax",
            "REMEMBER_COOKIE_HTTPONLY": True,
            "WTF_CSRF_TIME_LIMIT": None,  # a form may stay open all day; the session still ends
            "BABEL_DEFAULT_LOCALE": "vi",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
            "FAIRAPP": self,
        }


def read(environ: dict[str, str] | None = None) -> Config:
    """Read the environment; outside development a missing SECRET_KEY is an error that says so."""
    env = dict(os.environ if environ is None else environ)
    development = env.get("FAIRAPP_ENV", "development") == "development"
    instance = Path(env.get("FAIRAPP_INSTANCE", ROOT / "instance"))
    instance.mkdir(parents=True, exist_ok=True)
    gateway = env.get("CODE_GATEWAY_URL", "")
    return Config(
        development=development,
        secret_key=env.get("SECRET_KEY") or _development_secret(development, instance),
        database_url=_database_url(env.get("DATABASE_URL"), instance),
        instance=instance,
        public_url=env.get("PUBLIC_URL", f"http://127.0.0.1:{env.get('PORT', '5000')}").rstrip("/"),
        smtp_url=env.get("SMTP_URL") or None,
        mail_from=env.get("MAIL_FROM", "fairapp <no-reply@localhost>"),
        max_upload_bytes=int(env.get("MAX_UPLOAD_MB", "12")) * 1_000_000,
        code_channel=_code_channel(env.get("CODE_CHANNEL"), development, gateway),
        code_gateway_url=gateway,
        code_gateway_token=env.get("CODE_GATEWAY_TOKEN", ""),
        trusted_proxies=int(env.get("TRUSTED_PROXIES", "0")),
    )


def _code_channel(chosen: str | None, development: bool, gateway: str) -> str:
    """Outside development nobody may sign in with a code that lies in a file."""
    channel = chosen or ("gateway" if gateway else "mailbox" if development else "none")
    if channel not in CODE_CHANNELS:
        raise RuntimeError(f"CODE_CHANNEL is one of {', '.join(CODE_CHANNELS)}.")
    if channel == "mailbox" and not development:
        raise RuntimeError("CODE_CHANNEL=mailbox is for development (FAIRAPP_ENV) alone.")
    if channel == "gateway" and not gateway.startswith(("https://", "http://")):
        raise RuntimeError("CODE_CHANNEL=gateway needs CODE_GATEWAY_URL, beginning with https://.")
    return channel


def _development_secret(development: bool, instance: Path) -> str:
    """A random secret kept beside the development database, so that sign-ins outlive a restart."""
    if not development:
        raise RuntimeError("SECRET_KEY must be set outside development (FAIRAPP_ENV).")
    path = instance / "development-secret"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text().strip()


def _database_url(url: str | None, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'fair.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):  # psycopg 3 is the driver that is installed
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
