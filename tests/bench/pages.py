"""Pages of a running server, each against an empty signed-in page of it (performance.md 8–10)."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.run.programs import answers
from documents.models import Document
from registers.paging import Order
from tests.bench.filling import YEAR, fill, office
from tests.bench.measured import Ground, Measured, benchmark
from tests.bench.starting import web
from tests.throwaway import wait_until

EMPTY = "/accounts/password/change/"
LIST = f"/documents/?from={YEAR}-01-01&sort=-day"
MOST_QUERIES = 12


def signed_in() -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(office())
    return client


def seconds_of(port: int, cookie: str, path: str, times: int) -> list[float]:
    connection_ = HTTPConnection("127.0.0.1", port, timeout=60)
    taken = []
    for _ in range(times):
        began = perf_counter()
        connection_.request("GET", path, headers={"Cookie": cookie})
        answer = connection_.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        taken.append(perf_counter() - began)
    connection_.close()
    return taken


def p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95) - 1]


def compare(path: str, peer: str, connections: int, times: int = 20) -> tuple[float, float]:
    """95 of 100 answers of either page come within so many seconds."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in().cookies[settings.SESSION_COOKIE_NAME].value}"
    with web() as (port, _), ThreadPoolExecutor(connections) as pool:
        wait_until(lambda: answers(port), "the web server")

        def load(address: str) -> float:
            seconds_of(port, cookie, address, 3)
            runs = pool.map(lambda _: seconds_of(port, cookie, address, times), range(connections))
            return p95([one for run in runs for one in run])

        return load(path), load(peer)


@benchmark("8", "overview, 10 connections, p95", against="an empty signed-in page", goal=6)
def overview(ground: Ground) -> Measured:
    fill(ground)
    ours, peer = compare("/", EMPTY, 10)
    return Measured(ours, peer, "s")


@benchmark("9", "list of 50 documents, filtered and sorted, p95", against="an empty signed-in page", goal=5)
def documents(ground: Ground) -> Measured:
    fill(ground)
    ours, peer = compare(LIST, EMPTY, 1, 60)
    return Measured(ours, peer, "s")


@benchmark("9b", "page 1,000 of that list, p95", against="page 1", goal=1.2)
def far_page(ground: Ground) -> Measured:
    fill(ground)
    rows = Document.objects.filter(day__gte=f"{YEAR}-01-01").order_by("-day", "-pk").values("day", "pk")
    mark = Order("day", True).mark(rows[50 * 999])
    ours, peer = compare(f"{LIST}&after={mark}", LIST, 1, 60)
    return Measured(ours, peer, "s")


@benchmark("10", "queries of the page that asks most", against="limit")
def queries(ground: Ground) -> Measured:
    fill(ground)
    # the pages are asked in this process, whose output is the table
    logging.disable(logging.INFO)
    client, asked = signed_in(), {}
    names = ("dashboard:overview", "dashboard:measures", "dashboard:organizations", "dashboard:flags")
    for path in [*map(reverse, names), LIST, reverse("registers:imports"), reverse("dashboard:measure", args=[4])]:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            if client.get(path).status_code != 200:
                raise RuntimeError(f"{path} does not answer")
        asked[path] = len(seen)
    most = max(asked, key=lambda path: asked[path])
    return Measured(asked[most], MOST_QUERIES, "", most)
