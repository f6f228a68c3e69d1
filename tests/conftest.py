"""The cast of every test: an invented province and one signed-in person for each part.

    def test_a_county_sees_no_targets(county):
        assert county.get("/targets/").status_code == 403

Any member is a fixture of its name; `cast` holds all of them.
"""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import pytest_socket
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from organizations.models import Kind, Organization, User
from organizations.roles import Role
from tests import make
from tests.flushing import flush_knows_the_append_only_table  # noqa: F401


def pytest_runtest_setup():
    """No test reaches further than this machine."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes():
    """The same Argon2 as always with little work: what it costs is not what these tests are about."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    """Rate limits of one test do not reach the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _chinese_again():
    """A page asked for in English does not leave the next test in English."""
    yield
    translation.deactivate()


@dataclass
class Member:
    """One of the cast: an account (None: nobody is signed in), a browser, and where it works."""

    name: str
    user: User | None
    client: Client
    organization: Organization | None

    def get(self, path, *args, **kwargs):
        return self.client.get(path, *args, **kwargs)

    def post(self, path, *args, **kwargs):
        return self.client.post(path, *args, **kwargs)


@pytest.fixture
def province(db):
    """The tree: province, two departments, a city with a county, a discipline body."""
    root = make.organization("示例省委", kind=Kind.LEADING, code="P0")
    office = make.organization("示例省委办公厅", kind=Kind.LEADING, code="P1", parent=root)
    city = make.organization("示例市", kind=Kind.CITY, code="C1", parent=root)
    return SimpleNamespace(
        root=root,
        office=office,
        department=make.organization("示例厅", kind=Kind.DEPARTMENT, code="D1", parent=root),
        other_department=make.organization("另一厅", kind=Kind.DEPARTMENT, code="D2", parent=root),
        city=city,
        county=make.organization("示例县", kind=Kind.COUNTY, code="X1", parent=city),
        discipline=make.organization("示例省纪委监委", kind=Kind.DISCIPLINE, code="J1", parent=root),
    )


PASSWORD = "a long and odd passphrase"

# who plays what, and where
PARTS = {
    "clerk": (Role.GENERAL_OFFICE, "office"),
    "principal": (Role.PRINCIPAL, "root"),
    "leader": (Role.LEADER, "root"),
    "department": (Role.DEPARTMENT_CLERK, "department"),
    "colleague": (Role.DEPARTMENT_HEAD, "department"),
    "other_department": (Role.DEPARTMENT_CLERK, "other_department"),
    "city": (Role.CITY_CLERK, "city"),
    "county": (Role.COUNTY_CLERK, "county"),
    "discipline": (Role.DISCIPLINE, "discipline"),
    "system_admin": (Role.SYSTEM_ADMIN, "office"),
    "security_admin": (Role.SECURITY_ADMIN, "office"),
    "auditor": (Role.AUDITOR, "office"),
    "stranger": (None, None),
}


def _member(name, province):
    role, where = PARTS[name]
    organization = getattr(province, where) if where else None
    user = make.user(name, role=role, organization=organization, password=PASSWORD)
    client = Client()
    client.force_login(user)
    return Member(name, user, client, organization)


def _part(name):
    @pytest.fixture(name=name)
    def member(province):
        return _member(name, province)

    return member


clerk = _part("clerk")
principal = _part("principal")
leader = _part("leader")
department = _part("department")
colleague = _part("colleague")
other_department = _part("other_department")
city = _part("city")
county = _part("county")
discipline = _part("discipline")
system_admin = _part("system_admin")
security_admin = _part("security_admin")
auditor = _part("auditor")
stranger = _part("stranger")


@pytest.fixture
def anonymous(db):
    return Member("anonymous", None, Client(), None)


@pytest.fixture
def cast(request):
    """Every member by name, nobody signed in included."""
    return {name: request.getfixturevalue(name) for name in (*PARTS, "anonymous")}
