"""A browser without a screen: keeps cookies, fills in forms as they stand on the page, follows nothing by itself."""

from __future__ import annotations

import itertools
import re
from html import unescape
from urllib.parse import urlencode

from tests.running import Answer, Served

_NUMBERS = itertools.count()


class Browser:
    """Each comes from an address of its own. `https` speaks like a proxy on this computer that has the certificate."""

    def __init__(self, served: Served, *, https: bool = False, base: str = "") -> None:
        self.served, self.base = served, base
        self.cookies: dict[str, str] = {}
        self.https = https
        self.address = f"198.51.{next(_NUMBERS) // 250}.{next(_NUMBERS) % 250}"

    @property
    def origin(self) -> str:
        return self.served.address.replace("http:", "https:") if self.https else self.served.address

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """What a browser sends for a form; `headers` with underlines in place of dashes put others in their place, '' takes one away."""
        usual = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin, "Sec-Fetch-Site": "same-origin"}
        given = {k.replace("_", "-"): v for k, v in headers.items()}
        return self._ask("POST", path, urlencode(fields), {k: v for k, v in {**usual, **given}.items() if v})

    def fill(self, path: str, **fields: str) -> Answer:
        """Opens a page and sends its form, the hidden fields as they stand there."""
        return self.post(path.partition("?")[0], {**self.hidden(path), **fields})

    def hidden(self, path: str) -> dict[str, str]:
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.get(path).text)
        return {name: unescape(value) for name, value in found}

    def sign_in(self, login: str, password: str, path: str = "/auth/sign-in") -> Answer:
        return self.fill(path, login=login, password=password)

    @property
    def token(self) -> str:
        return self.cookies.get("__Host-matcher_session" if self.https else "matcher_session", "")

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        sent: dict[str, str] = {"X-Forwarded-For": self.address}
        sent |= {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        if self.https:
            sent |= {"X-Forwarded-Proto": "https"}
        answer = self.served.ask(method, f"{self.base}{path}", body, {**sent, **{k.replace("_", "-"): v for k, v in headers.items()}})
        for line in answer.header("set-cookie").splitlines():
            name, _, value = line.partition(";")[0].partition("=")
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer
