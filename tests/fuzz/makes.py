"""Whole requests, made up for one person: listed calls, unlisted ones, odd paths, headers and bodies."""

import string
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from papg.security import allowlist
from papg.security.allowlist import Entry
from papg.security.binding import arguments_of
from tests.fuzz.known import Known
from tests.fuzz.message import CARRIERS, JSON, QUERY, RAW, Message
from tests.fuzz.values import HARD, MARKUP, ODD, SQLISH, Makes

Messages = st.SearchStrategy[Message]
VERBS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND")
ASCII = st.text(string.ascii_letters + string.digits + " ,;=/*+.-_()", max_size=30).map(str.strip)
NAMED = (
    *("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Frappe-Site-Name", "X-Real-IP", "Host"),
    *("Origin", "Referer", "Accept", "Accept-Language", "Accept-Encoding", "X-HTTP-Method-Override"),
    *("X-Frappe-CSRF-Token", "X-Frappe-CMD", "Sec-Fetch-Site", "Content-Type", "Range", "If-Modified-Since"),
    *("Authorization", "Frappe-Authorization-Source", "X-Frappe-Doctype", "User-Agent"),
)
SAID = (
    "*/*",
    "text/html",
    "cy",
    "xx-YY",
    "cross-site",
    "same-origin",
    "token a:b",
    "Basic !!",
    "Bearer x",
    "1",
)
TYPES = (
    *(
        "application/json",
        "application/json; charset=utf-7",
        "application/x-www-form-urlencoded",
        "text/plain",
    ),
    *(
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/xml",
        "nonsense",
        "a/b; charset=\xff",
    ),
)
BODIES = (
    b"{",
    b"[]",
    b"7",
    b'"text"',
    b"null",
    b"",
    b"\xff\xfe",
    b"{" * 3_000,
    b"[" * 100_000,
    b'{"a": 1e999}',
    b'{"a": NaN}',
    b'{"cmd": ["x"]}',
    b'{"doctype": {"a": 1}}',
    b'{"\\ud800": 1}',
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
    b"a=%ff&b=%00&=&&c",
    b"<xml/>",
)
ODD_PATHS = (
    *("/", "//", "/.", "/..;/app", "/index", "/robots.txt", "/sitemap.xml", "/.well-known/x", "/favicon.ico"),
    *("/api", "/api/", "/api/method", "/api/method/", "/api/resource", "/api/v2/document/User", "/api/v1/x"),
    *(
        "/api/method/a%00b",
        "/api/method/..",
        "/api/method/frappe",
        "/api/method/frappe.client",
        "/api/method/%s",
    ),
    *("/api/method/__import__", "/api/method/papg.permissions.policy.condition", "/api/method/os.system"),
    *(
        "/files/x.png",
        "/files/../private/files/x",
        "/private/files/",
        "/private/files/x",
        "/private/backups/x",
    ),
    *("/backups/x.sql.gz", "/assets/../site_config.json", "/assets/papg/", "/assets/%2e%2e/site_config.json"),
    *(
        "/app/user",
        "/app/%ff",
        "/app/print",
        "/desk",
        "/printview",
        "/printview/x",
        "/me",
        "/login/x",
        "/update-password/x",
    ),
    *(
        "/partner/",
        "/partner/group",
        "/partner/x/y/z",
        "/partner/sign-out",
        "/partner/minutes/%00",
        "/no-position",
    ),
    *(
        "/list",
        "/list/User",
        "/contact",
        "/about",
        "/error",
        "/message",
        "/website_script.js",
        "/wp-login.php",
    ),
    *("/api/resource/User", "/api/resource/%00", "/api/resource/__Auth", "/api/resource/PAPG Meeting/a/b/c"),
    *("/" + "a" * 3_000, "/%", "/%zz", "/%c0%ae%c0%ae/", "/é", "/😀", "/?a=b?c", "/;a=b", "/\\", "/a b"),
)


class Makeup:
    """Makes up requests of one person."""

    def __init__(
        self, known: Known, of_kinds: frozenset[str], has_token: bool, unlisted: tuple[str, ...]
    ) -> None:
        self.known = known
        self.makes = Makes(known, of_kinds)
        self.entries = listed(of_kinds, has_token)
        self.unlisted = unlisted

    def messages(self) -> Messages:
        """All sorts, the listed ones most often."""
        calls = self.listed_call()
        sorts = (calls, calls, calls, calls, self.unlisted_call(), self.resource(), self.page(), self.raw())
        return st.one_of(*sorts).flatmap(dressed)

    def listed_call(self) -> Messages:
        """A call of an endpoint on the person's lists."""
        return st.sampled_from(self.entries).flatmap(self.call_of)

    def call_of(self, entry: Entry) -> Messages:
        """A call of one endpoint, mostly by a method it takes."""
        verbs = (*sorted(entry.verbs) * 8, *VERBS)
        ways = (QUERY, QUERY, JSON) if "GET" in entry.verbs else (*CARRIERS, JSON)
        return st.builds(
            Message,
            st.sampled_from(verbs),
            self.path_of(entry.endpoint),
            self.makes.arguments(arguments_of(entry)),
            st.sampled_from(ways),
        )

    def path_of(self, endpoint: str) -> st.SearchStrategy[str]:
        """Address of an endpoint."""
        if not endpoint.startswith("/"):
            return st.sampled_from(
                (f"/api/method/{endpoint}",) * 5 + (f"/api/v1/method/{endpoint}", f"/?cmd={endpoint}")
            )
        return self.filled(endpoint)

    def filled(self, pattern: str) -> st.SearchStrategy[str]:
        """A path with record types, names and words in place of its stars."""
        if pattern.startswith("/api/resource/"):
            return self.resource_path(with_name=pattern.count("*") > 1)
        if not pattern.endswith("/**"):
            return st.just(pattern)
        below = st.sampled_from(("group", "meeting", "paper", "minutes", "actions", "print", "papg-meeting"))
        name = st.sampled_from((*self.all_names(), "fedcba9876", "x'y", "%00", "../x"))
        return st.tuples(below, name).map(lambda parts: f"{pattern[:-3]}/{parts[0]}/{parts[1]}")

    def all_names(self) -> tuple[str, ...]:
        """Names of records of every type."""
        return tuple(name for names in self.known.names.values() for name in names)

    def unlisted_call(self) -> Messages:
        """A call of a function of the framework, with arguments its authors never thought of."""
        names = (
            "doctype",
            "name",
            "docname",
            "txt",
            "filters",
            "fields",
            "doc",
            "user",
            "method",
            "args",
            "cmd",
        )
        sent = st.dictionaries(
            st.sampled_from(names), st.one_of(st.sampled_from(self.known.records), ODD), max_size=4
        )
        paths = st.sampled_from(self.unlisted).map(lambda name: f"/api/method/{name}")
        return st.builds(Message, st.sampled_from(VERBS[:4]), paths, sent, st.sampled_from(CARRIERS))

    def resource_path(self, with_name: bool) -> st.SearchStrategy[str]:
        """An address of the resource interface."""
        types = st.sampled_from(self.known.records * 3 + self.known.foreign_types)

        def of(record: str) -> st.SearchStrategy[str]:
            if not with_name:
                return st.just(f"/api/resource/{record}")
            names = (*self.known.names.get(record, ()), "fedcba9876", "a/b", "%00", "' or 1=1 -- ", "é" * 150)
            return st.sampled_from(names).map(lambda name: f"/api/resource/{record}/{name}")

        return types.flatmap(of)

    def resource(self) -> Messages:
        """A call of the resource interface by whoever."""
        paths = st.booleans().flatmap(self.resource_path)
        body = st.one_of(
            st.sampled_from(self.known.records).flatmap(self.makes.document),
            st.dictionaries(
                st.sampled_from(("fields", "filters", "order_by", "limit", "run_method", "data")), ODD
            ),
        )
        return st.builds(
            Message, st.sampled_from(VERBS[:4]), paths, body, st.sampled_from((JSON, JSON, QUERY))
        )

    def page(self) -> Messages:
        """A page, a file or an odd path, asked for with odd arguments."""
        files = self.known.files or ("/private/files/x",)
        paths = st.one_of(
            st.sampled_from(ODD_PATHS),
            st.sampled_from(files),
            st.sampled_from((*SQLISH, *MARKUP, *HARD)).map(lambda text: f"/app/{text}"),
            st.text(max_size=20).map(lambda text: f"/{text}"),
        )
        sent = st.dictionaries(
            st.sampled_from(("redirect-to", "key", "doctype", "name", "saved", "sid", "cmd")), ODD, max_size=2
        )
        return st.builds(Message, st.sampled_from(("GET", "GET", "GET", *VERBS)), paths, sent, st.just(QUERY))

    def raw(self) -> Messages:
        """A body that is not what its type says, to any address."""
        paths = st.one_of(
            st.sampled_from(self.entries).flatmap(lambda entry: self.path_of(entry.endpoint)),
            st.sampled_from(ODD_PATHS),
        )
        bodies = st.one_of(st.sampled_from(BODIES), st.binary(max_size=40))
        headers = st.sampled_from(TYPES).map(lambda kind: {"Content-Type": kind})
        verbs = st.sampled_from(("POST", "POST", "PUT", "DELETE", "GET"))
        return st.builds(Message, verbs, paths, st.just({}), st.just(RAW), headers, st.just({}), bodies)


@st.composite
def dressed_by(draw: Callable[[Any], Any], message: Message) -> Message:
    """The message with headers and cookies nobody asked for, now and then."""
    if draw(st.integers(0, 7)):
        return message
    headers = draw(
        st.dictionaries(st.sampled_from(NAMED), st.one_of(st.sampled_from(SAID), ASCII), max_size=3)
    )
    cookies = draw(
        st.dictionaries(st.sampled_from(("preferred_language", "user_id", "system_user")), ASCII, max_size=2)
    )
    return replace(message, headers={**message.headers, **headers}, cookies=cookies)


def dressed(message: Message) -> Messages:
    """The message, plain or with more headers."""
    return dressed_by(message)


def listed(of_kinds: frozenset[str], has_token: bool) -> tuple[Entry, ...]:
    """Every line of the lists that hold for a person."""
    names = [name for kind in sorted(of_kinds) for name in allowlist.LISTS.get(kind, ())]
    names += [allowlist.TOKEN] if has_token else []
    found = [
        entry
        for name in dict.fromkeys(names)
        for entries in allowlist.entries(name).values()
        for entry in entries
    ]
    own = [
        entry
        for entries in allowlist.entries(allowlist.OWN).values()
        for entry in entries
        if entry.kinds & of_kinds
    ]
    return tuple(sorted((*found, *own), key=lambda entry: (entry.endpoint, sorted(entry.verbs), entry.why)))
