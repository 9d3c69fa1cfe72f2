"""A provider of OpenID Connect on this machine, built by others on Authlib; it can be made to lie in its tokens."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import flask
import frappe
import jwt
import oidc_provider_mock
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from werkzeug.serving import make_server

from tests.security.front_door import Caller

# It refuses to speak without encryption, even on loopback, unless told so.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

CLIENT = "papg-of-harbour"
SECRET = "Harbour-Lamp-2917"
KEYS = "/api/resource/Social Login Key"
TITLE = "Harbour Council"
NAME = "harbour_council"
Claims = dict[str, Any]


class Provider:
    """The provider: who can sign in, and what it says instead of the truth."""

    def __init__(self) -> None:
        self.url = ""
        self.lie: Callable[[Claims, Any], str] | None = None
        self.said: Claims = {}
        self.app = oidc_provider_mock.app()
        self.app.after_request(self.answer)

    def answer(self, response: flask.Response) -> flask.Response:
        """Put the lie in the place of the token, and whatever it is to say of itself into its description."""
        sent = response.get_json(silent=True) or {}
        if flask.request.path.startswith("/.well-known"):
            response.set_data(flask.json.dumps({**sent, **self.said}))
        elif self.lie and "id_token" in sent:
            claims = jwt.decode(sent["id_token"], options={"verify_signature": False})
            key = flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True)
            response.set_data(
                flask.json.dumps({**sent, "id_token": self.lie(claims, jwt.PyJWK(key, "RS256").key)})
            )
        return response

    def knows(self, subject: str, **claims: Any) -> str:
        """Somebody with an account there."""
        said = {"email": subject, "email_verified": True, **claims}
        requests.put(f"{self.url}/users/{subject}", json=said, timeout=30).raise_for_status()
        return subject


@contextmanager
def serving() -> Iterator[Provider]:
    """The provider, answering on a port of loopback inside the block."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app, threaded=True)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def entry(there: Provider, **fields: Any) -> dict[str, Any]:
    """What the administrator types."""
    typed = {"provider_name": TITLE, "base_url": there.url, "client_id": CLIENT, "client_secret": SECRET}
    return {**typed, "enable_social_login": 1, **fields}


def way_back(one: Caller, subject: str) -> str:
    """Off to the provider, sign in there, and the address it sends back to."""
    gone = one.see("/sign-on", params={"provider": NAME, "redirect-to": "/app/papg-group"})
    assert gone.status_code == 303, gone.text
    answer = requests.post(gone.headers["Location"], data={"sub": subject}, allow_redirects=False, timeout=30)
    back = urlsplit(answer.headers["Location"])
    assert f"{back.scheme}://{back.netloc}" == frappe.conf.host_name
    return f"{back.path}?{back.query}"


def sign_on(one: Caller, subject: str) -> requests.Response:
    """There and back."""
    return one.see(way_back(one, subject))


def is_refused(answer: requests.Response) -> bool:
    return answer.status_code == 403 and "did not open an account here" in answer.text


def signed(claims: Claims, key: Any, **changed: Any) -> str:
    return jwt.encode({**claims, **changed}, key, "RS256")


def signed_by_somebody_else(claims: Claims, key: Any) -> str:
    return signed(claims, rsa.generate_private_key(public_exponent=65537, key_size=2048))


def not_signed(claims: Claims, key: Any) -> str:
    return jwt.encode(claims, None, "none")


def signed_with_what_we_share(claims: Claims, key: Any) -> str:
    return jwt.encode(claims, SECRET, "HS256")


def changed_afterwards(claims: Claims, key: Any) -> str:
    """The signature of another token under this one's claims."""
    head, body, _signature = signed(claims, key).split(".")
    return f"{head}.{body}.{signed(claims, key, email='other@harbour.example').split('.')[2]}"


def for_another_site(claims: Claims, key: Any) -> str:
    return signed(claims, key, aud=["another-site"])


def for_many_sites(claims: Claims, key: Any) -> str:
    return signed(claims, key, aud=[CLIENT, "another-site"], azp="another-site")


def of_another_provider(claims: Claims, key: Any) -> str:
    return signed(claims, key, iss="https://another.example")


def that_is_over(claims: Claims, key: Any) -> str:
    return signed(claims, key, exp=claims["iat"] - 120)


def for_another_question(claims: Claims, key: Any) -> str:
    return signed(claims, key, nonce="another")


def without_a_question(claims: Claims, key: Any) -> str:
    return signed({name: value for name, value in claims.items() if name != "nonce"}, key)


LIES = (
    *(signed_by_somebody_else, not_signed, signed_with_what_we_share, changed_afterwards, for_another_site),
    *(for_many_sites, of_another_provider, that_is_over, for_another_question, without_a_question),
)
