"""Browser libraries straight from node_modules: only the files named here are ever served."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

# whole packages are 7,000 files; maps stand here because the files beside them name them
LIBRARIES = (
    "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.min.css.map",
    "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap/dist/js/bootstrap.bundle.min.js.map",
    "echarts/dist/echarts.common.min.js",
    "htmx.org/dist/htmx.min.js",
    "tom-select/dist/css/tom-select.bootstrap5.min.css",
    "tom-select/dist/css/tom-select.bootstrap5.min.css.map",
    "tom-select/dist/js/tom-select.complete.min.js",
    "tom-select/dist/js/tom-select.complete.min.js.map",
)
PREFIX = "libraries"


class BrowserLibraries(BaseFinder):
    """`{% static "libraries/htmx.org/dist/htmx.min.js" %}` and the others of LIBRARIES."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.root = Path(settings.BASE_DIR) / "node_modules"
        self.storage = FileSystemStorage(location=self.root)
        self.storage.prefix = PREFIX
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        name = path.removeprefix(f"{PREFIX}/")
        found = name != path and name in LIBRARIES and (self.root / name).is_file()
        if not found:
            return []
        return [str(self.root / name)] if find_all else str(self.root / name)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in LIBRARIES:
            if not (self.root / name).is_file():
                raise ImproperlyConfigured(f"node_modules/{name} is missing. Run: npm ci")
            yield name, self.storage
