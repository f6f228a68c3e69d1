"""Addresses, records and forms of the pages of registers 9 to 12."""

from tests import make

MAKERS = {"visit": make.visit, "request": make.data_request, "result": make.shared_result}
MAKERS |= {"clearance": make.clearance_item}


def address(book, *parts):
    return "/".join(["/inspections", f"{book.route}s", *(str(part) for part in parts), ""])


def made(book, organization, **fields):
    return MAKERS[book.route](organization, **fields)


def text(response):
    return response.content.decode()


def correction(book, record, **changes):
    """The form as a browser would send it, with some fields changed."""
    stated = book.stated(record)
    said = {name: getattr(record, name) for name in book.editable if name in book.plain or name in stated}
    said = {name: {True: "yes", False: "no", None: ""}.get(value, value) for name, value in said.items()}
    return {"version": record.version, "reason": "核对原件", **said, **changes}
