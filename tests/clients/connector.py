"""The site through frappe-connector, a client of somebody else's in Python."""

from typing import Any

from frappe_connector import FrappeConnector, FrappeException

from tests.clients.client import Fields, Refused

MOST = 500


class Connector:
    """One account's calls."""

    def __init__(self, url: str, key: str) -> None:
        api_key, secret = key.split(":")
        self.way = FrappeConnector(url, api_key=api_key, api_secret=secret)

    def rows(self, record_type: str, fields: list[str], filters: list[list[Any]]) -> list[Fields]:
        return self.done(self.way.get_list, record_type, fields=fields, filters=filters, page_size=MOST)

    def read(self, record_type: str, name: str) -> Fields:
        return self.done(self.way.get_doc, record_type, name)

    def create(self, record_type: str, fields: Fields) -> Fields:
        return self.done(self.way.create_doc, {"doctype": record_type, **fields})

    def change(self, record_type: str, name: str, fields: Fields) -> Fields:
        return self.done(self.way.update_doc, {"doctype": record_type, "name": name, **fields})

    def call(self, method: str, arguments: Fields) -> Any:
        return self.done(self.way.post_api, method, arguments)

    def ask(self, method: str, arguments: Fields) -> Any:
        return self.done(self.way.get_api, method, arguments)

    def done(self, way: Any, *given: Any, **named: Any) -> Any:
        """What the client answers."""
        try:
            return way(*given, **named)
        except FrappeException as error:
            raise Refused(getattr(error.response, "status_code", 0), str(error)) from None
