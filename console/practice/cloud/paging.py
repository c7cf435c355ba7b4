"""Lists in pages, as REST 2010-04-01 hands them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar
from urllib.parse import urlencode

from yarl import URL

from console.practice.cloud.problems import Problem
from console.practice.cloud.shapes import whole

_DEFAULT_SIZE: Final = 50
_BIGGEST_SIZE: Final = 1000

Item = TypeVar("Item")


def page_of(
    key: str,
    path: str,
    query: Mapping[str, str],
    items: Sequence[Item],
    sid: Callable[[Item], str],
    as_json: Callable[[Item], dict[str, object]],
) -> dict[str, object]:
    """Return one page of ``items`` under ``key``, with the links to its neighbours.

    A link forward carries `PageToken`, the identifier that the page before ended with, so
    that entries which come to the top meanwhile push nothing onto the next page.

    Raises:
        Problem: 20422, a page number or size that is none.
    """
    size = min(_whole(query, "PageSize", _DEFAULT_SIZE), _BIGGEST_SIZE)
    page = _whole(query, "Page", 0)
    if size < 1:
        raise Problem(20422)
    start = page * size
    if token := query.get("PageToken", "").removeprefix("PA"):
        sids = [sid(item) for item in items]
        start = sids.index(token) + 1 if token in sids else len(items)
    shown = items[start : start + size]
    filters = {k: v for k, v in query.items() if k not in ("PageSize", "Page", "PageToken")}

    def link(number: int, token: str = "") -> str:
        wanted = filters | {"PageSize": str(size), "Page": str(number)}
        return f"{path}?{urlencode(wanted | ({'PageToken': 'PA' + token} if token else {}))}"

    more = shown and start + size < len(items)
    return {
        key: [as_json(item) for item in shown],
        "page": page,
        "page_size": size,
        "start": page * size,
        "end": page * size + max(len(shown) - 1, 0),
        "uri": link(page, token),
        "first_page_uri": link(0),
        "previous_page_uri": link(page - 1) if page else None,
        "next_page_uri": link(page + 1, sid(shown[-1])) if more else None,
    }


def page_of_v1(
    key: str, url: URL, items: Sequence[Item], as_json: Callable[[Item], dict[str, object]]
) -> dict[str, object]:
    """Return one page as the products of ``v1`` hand them out: links whole, and in `meta`.

    Raises:
        Problem: 20422, a page number or size that is none.
    """
    size = min(_whole(url.query, "PageSize", _DEFAULT_SIZE), _BIGGEST_SIZE)
    page = _whole(url.query, "Page", 0)
    if size < 1:
        raise Problem(20422)

    def link(number: int) -> str:
        return str(url.update_query({"PageSize": str(size), "Page": str(number)}))

    start = page * size
    return {
        key: [as_json(item) for item in items[start : start + size]],
        "meta": {
            "page": page,
            "page_size": size,
            "first_page_url": link(0),
            "previous_page_url": link(page - 1) if page else None,
            "url": link(page),
            "next_page_url": link(page + 1) if start + size < len(items) else None,
            "key": key,
        },
    }


def _whole(query: Mapping[str, str], name: str, default: int) -> int:
    number = whole(query[name]) if name in query else default
    if number is None:
        raise Problem(20422)
    return number
