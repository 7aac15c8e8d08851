"""Organisations and demo accounts. Every password here is public: development only."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher

from fairapp.domain.accounts import ARGON2, Role
from fairapp.models import Organisation, User
from fairapp.seeds.story import Story, save
from fairapp.services.accounts import read_contact

PASSWORD = "hoi-cho-ocop"
SALT = b"demo data, only!"  # fixed, so that the same seed gives the same rows


@dataclass(frozen=True)
class Demo:
    """An account to try a role with."""

    key: str
    role: Role
    name: str
    contact: str
    sees: str


DEMO_ACCOUNTS = (
    Demo(
        "organiser",
        Role.ORGANISER,
        "Phạm Thị Thu Hương",
        "bantochuc@ocop.example",
        "the fair under way, one that takes applications, a draft, and every past fair",
    ),
    Demo(
        "lead",
        Role.DELEGATION,
        "Lò Thị Xuân",
        "doantinh@ocop.example",
        "the delegation of Sơn La: quota, applications, a producer without a phone",
    ),
    Demo(
        "producer",
        Role.PRODUCER,
        "Hoàng Thị Hạnh",
        "chuthe@ocop.example",
        "a booth at the fair under way, an evening not yet reported, a draft application",
    ),
    Demo(
        "phone_producer",
        Role.PRODUCER,
        "Quàng Văn Toàn",
        "0900 000 002",
        "the same with a phone number only",
    ),
    Demo(
        "sponsor",
        Role.SPONSOR,
        "Đỗ Quang Huy",
        "nhataitro@ocop.example",
        "what a sponsor was promised and what was delivered",
    ),
    Demo(
        "stranger",
        Role.ORGANISER,
        "Nguyễn Thanh Hà",
        "bantochuc.khac@ocop.example",
        "another organisation with a fair of its own",
    ),
)


def sow(story: Story) -> str:
    story.owner, story.stranger = save(
        [
            Organisation(name="Trung tâm Xúc tiến thương mại Quảng Ninh", address="Tỉnh Quảng Ninh"),
            Organisation(name="Trung tâm Xúc tiến thương mại Hà Nội", address="Thành phố Hà Nội"),
        ]
    )
    own = {"organiser": story.owner, "stranger": story.stranger}
    for demo in DEMO_ACCOUNTS:
        story.cast[demo.key] = account(demo.name, demo.contact, demo.role, own.get(demo.key))
    story.cast["deputy"] = account(
        "Nguyễn Đức Minh", "nguyenducminh@ocop.example", Role.ORGANISER, story.owner
    )
    save(list(story.cast.values()))
    return f"{len(DEMO_ACCOUNTS)} demo accounts, password {PASSWORD}"


@cache
def password_hash() -> str:
    return PasswordHasher(**ARGON2).hash(PASSWORD, salt=SALT)


def account(name: str, contact: str, role: Role, organisation: Organisation | None = None) -> User:
    """An account with the demo password, not yet added."""
    email, phone = read_contact(contact)
    return User(
        name=name,
        email=email,
        phone=phone,
        password_hash=password_hash(),
        role=role,
        organisation=organisation,
    )
