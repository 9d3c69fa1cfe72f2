"""Values for arguments: what each shape takes, what nearly fits, and what fits nothing."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from papg.security import record_types
from papg.security.allowlist import Argument
from tests.fuzz.known import Known

Values = st.SearchStrategy[Any]
WORDS = st.sampled_from(("", "Open actions", "Harbour", "a", "the minutes of 14 June 2026", "Ymlaen", "0"))
SQLISH = (
    "' or 1=1 -- ",
    "1; drop table `tabUser`",
    "name) union select password from `__Auth` -- ",
    "sleep(3)",
    "`tabUser`.`name`",
    "name asc, (select 1)",
    "%' and '1'='1",
    "\\",
    "`",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ frappe.db }}",
    "{% import os %}",
    "${7*7}",
    "javascript:alert(1)",
    "<b>bold</b>",
)
HARD = (
    "\x00",
    "\u202e\u200b",
    "😀" * 40,
    "ﬀ İ ß",
    "\r\nX-Injected: 1",
    "../../site_config.json",
    "/private/files/x.txt",
    "nan",
    "Infinity",
    "-0",
    "1e999",
    "99999999999999999999999",
    "0x10",
    "true",
    "null",
    "undefined",
    "eval:1",
    "2026-02-31",
    "9999-99-99 99:99",
    "0000-00-00",
    "[",
    "{",
    '{"a":',
    "[]",
    "{}",
    '[["name","=","x"]]',
    '{"name":["like","%"]}',
    '"text"',
    "[null]",
    "[[]]",
    "[{}]",
)
LARGE = st.sampled_from(("x" * 300, "x" * 3_000, "y" * 250_000, "[" * 2_000, "é" * 1_000))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**9, 10**30),
    st.floats(allow_nan=False),
    st.text(max_size=12),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
ODD: Values = st.one_of(
    st.sampled_from(SQLISH), st.sampled_from(MARKUP), st.sampled_from(HARD), SCALARS, TREES, LARGE
)
OPERATORS = st.sampled_from(
    ("=", "!=", "like", "not like", "in", "not in", "is", "between", "timespan", ">", "descendants of", "x")
)
PATHS = ("/app", "/partner", "app/papg-meeting", "//example.org", "https://example.org", "/")
OF_THE_DESK = {
    "assets": st.sampled_from((["assets/papg/js/x.js"], ["/assets/frappe/x.css"], ["assets/../x.js"], "x")),
    "desk page": st.sampled_from(("print", "setup-wizard", "user-profile", "nothing")),
    "card": st.sampled_from(("Number Card", "Dashboard Chart")),
    "workspace": st.sampled_from(({"name": "Home"}, {"name": "papg"}, {"name": 7}, {}, "Home", [])),
    "people": st.lists(st.sampled_from(("secretary@harbour.example", "x@y.example", 7)), max_size=3),
    "pairs": st.dictionaries(st.sampled_from(("List", "GridView", "last_view")), TREES, max_size=2),
    "numbers": st.lists(st.integers(0, 20), max_size=5),
    "delimiter": st.sampled_from((",", ";", "\t", "|", "x")),
    "rows": st.lists(st.fixed_dictionaries({"route": WORDS, "creation": st.just("2026-06-14")}), max_size=2),
    "own comment": st.sampled_from(("0123456789", "x", 1)),
}


class Makes:
    """Makes values for the arguments of one kind of person's calls."""

    def __init__(self, known: Known, of_kinds: frozenset[str]) -> None:
        self.known = known
        self.kinds = of_kinds

    def arguments(self, listed: tuple[Argument, ...]) -> st.SearchStrategy[dict[str, Any]]:
        """Arguments for an endpoint: mostly what it takes, some missing, odd or added."""

        @st.composite
        def made(draw: Callable[[Values], Any]) -> dict[str, Any]:
            record = draw(st.sampled_from(self.known.records))
            sent: dict[str, Any] = {}
            for argument in listed:
                if argument.is_required or draw(st.booleans()):
                    sent[argument.name] = draw(self.value(argument, record))
            if sent and draw(st.integers(0, 9)) == 0:
                sent.pop(draw(st.sampled_from(sorted(sent))))
            if draw(st.integers(0, 9)) == 0:
                sent[draw(EXTRA)] = draw(ODD)
            return sent

        return made()

    def value(self, argument: Argument, record: str) -> Values:
        """A value for an argument: right, nearly right or odd."""
        right = self.right(argument, record)
        return st.one_of(*[right] * 9, right.map(spoiled), right.map(as_text), ODD)

    def right(self, argument: Argument, record: str) -> Values:
        """A value of the shape."""
        fields = self.fields(record)
        by_shape: dict[str, Callable[[], Values]] = {
            "number": lambda: st.sampled_from((0, 1, 20, "5", -1, 999_999_999)),
            "offset": lambda: st.sampled_from((0, 1, 20, "500")),
            "page": lambda: st.sampled_from((0, 1, 20, "500", 2_500)),
            "flag": lambda: st.sampled_from((0, 1, "0", "1", "true", "false")),
            "day": lambda: st.sampled_from(("2026-06-14", "2026-06-14 10:00:00", "1000-01-01", "9999-12-31")),
            "one": lambda: st.sampled_from(argument.what.split("|")),
            "json": lambda: TREES,
            "type": lambda: st.sampled_from((record, record, record, *self.types(argument.what))),
            "record": lambda: self.name_for(argument, record),
            "record or new": lambda: st.one_of(self.name_for(argument, record), st.just(f"new-{record}-1")),
            "form name": lambda: self.name(record),
            "names": lambda: st.lists(self.name_for(argument, record), max_size=3),
            "doc": lambda: self.document(record),
            "stored": lambda: self.name(record).map(lambda name: {"doctype": record, "name": name}),
            "fields": lambda: st.one_of(st.just("*"), st.lists(fields, max_size=4)),
            "list fields": lambda: st.lists(fields, max_size=4),
            "field": lambda: st.one_of(fields, st.lists(fields, max_size=2)),
            "filters": lambda: self.filters(record),
            "filters or name": lambda: st.one_of(self.filters(record), self.name(record)),
            "card filters": lambda: self.filters(record),
            "order": lambda: st.tuples(fields, st.sampled_from(("asc", "desc", "", "x"))).map(" ".join),
            "path": lambda: st.sampled_from(PATHS),
            "report": lambda: st.sampled_from((*self.known.reports, "Permitted Documents For User", "x")),
        }
        if argument.shape in by_shape:
            return by_shape[argument.shape]()
        return OF_THE_DESK.get(argument.shape, st.one_of(WORDS, self.words(record)))

    def words(self, record: str) -> Values:
        """Free text, sometimes a word out of a row, its name or an odd one."""
        return st.one_of(WORDS, self.name(record), st.sampled_from(self.known.titles), st.sampled_from(HARD))

    def types(self, purpose: str) -> tuple[str, ...]:
        """Record types this kind of person may name for a purpose, and some they may not."""
        return (*sorted(record_types.allowed(purpose, self.kinds)), *self.known.foreign_types)

    def name_for(self, argument: Argument, record: str) -> Values:
        """A name of the record type the argument is about."""
        return self.name(argument.what if argument.what in self.known.names else record)

    def name(self, record: str) -> Values:
        """A name: one's own, a foreign one or nobody's."""
        return st.sampled_from((*self.known.names[record], "fedcba9876"))

    def fields(self, record: str) -> Values:
        """A field name: plain, with its table, of another table, or secret."""
        columns = self.known.columns[record]
        qualified = tuple(f"`tab{record}`.`{column}`" for column in columns[:4])
        strange = ("owner", "_user_tags", "api_key", "parent.title", "count(name)", "name as x")
        return st.sampled_from((*columns, *columns, *qualified, *strange))

    def filters(self, record: str) -> Values:
        """Filters in each of their forms."""
        value = st.one_of(self.words(record), SCALARS, st.lists(SCALARS, max_size=3))
        fields = self.fields(record)
        row = st.one_of(
            st.tuples(fields, OPERATORS, value).map(list),
            st.tuples(st.just(record), fields, OPERATORS, value).map(list),
        )
        pair = st.one_of(value, st.tuples(OPERATORS, value).map(list))
        return st.one_of(st.lists(row, max_size=3), st.dictionaries(fields, pair, max_size=2))

    def document(self, record: str) -> Values:
        """A record as a form sends it: a stored one with some fields changed, or a new one."""
        stored = st.sampled_from(self.known.documents[record])
        columns = self.known.columns[record]
        value = st.one_of(WORDS, WORDS, self.name(record), ODD)
        changes = st.dictionaries(st.sampled_from(columns), value, max_size=3)
        marks = st.sampled_from(
            ({}, {}, {"__islocal": 1}, {"__unsaved": 1}, {"docstatus": 1}, {"name": None})
        )
        return st.tuples(stored, changes, marks).map(lambda parts: {**parts[0], **parts[1], **parts[2]})


EXTRA = st.sampled_from(
    (
        *("ignore_permissions", "ignore_user_permissions", "as_dict", "cmd", "sid", "run_method", "parent"),
        *("method", "args", "user", "doctype", "name", "with_parent", "debug", "_lang", "data", "x" * 80),
    )
)


def spoiled(value: Any) -> Any:
    """A value that nearly fits."""
    if isinstance(value, list):
        return [*value, None]
    if isinstance(value, dict):
        return {**value, "doctype": ["PAPG Meeting"]}
    return f"{value}'"


def as_text(value: Any) -> str:
    """The value as JSON in a string."""
    return json.dumps(value)
