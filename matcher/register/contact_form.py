"""What somebody writes about themselves: held to the forms that names, telephone numbers and e-mail addresses have. No sentence repeats it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from matcher.catalog.issues import IssueLog
from matcher.model.text import Text
from matcher.register.worded import line

NAME_MOST, PERSON_MOST, EMAIL_MOST, WORDS_MOST = 100, 60, 254, 8000
"""Characters: of an enterprise's name, a person's, an address for mail, and a request in one's own words."""
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:(?:\+?86)?0|\+86)(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}(?:(?:#|ext\.?|转)\d{1,6})?", re.IGNORECASE)
_SERVICE = re.compile(r"[48]00\d{7}")
_ABROAD = re.compile(r"\+(?!86)[1-9]\d{6,14}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}")
_BETWEEN = re.compile(r"[\s()\-.·]")


@dataclass(frozen=True)
class Contact:
    """Whom to reach: personal data, so that it never appears where an object is printed."""

    person: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)


def read_contact(given: Contact, log: IssueLog) -> Contact:
    """The contact as it is kept, after everything that is wrong with it was logged."""
    person = line(given.person, "person", log, most=PERSON_MOST)
    if not person:
        log.error(Text("没有写联系人。", "names nobody to reach."), Text("请写怎么称呼您。", "Write how to address you."), field="person")
    phone, email = read_phone(given.phone, log), read_email(given.email, log)
    if not (given.phone.strip() or given.email.strip()):
        log.error(
            Text("电话和邮箱都没有写。", "gives neither a telephone number nor an e-mail address."),
            Text("请至少写一样。", "Give at least one of them."),
            field="phone",
        )
    return Contact(person, phone, email)


def read_phone(text: str, log: IssueLog) -> str:
    """A mobile or fixed number of the mainland, a 400 or 800 number, or one from abroad with + and the country. Kept without spaces."""
    found = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if found.startswith("00"):
        found = "+" + found[2:]
    if found and not any(form.fullmatch(found) for form in (_MOBILE, _LANDLINE, _SERVICE, _ABROAD)):
        log.error(
            Text("电话号码写法不对。", "is no telephone number."),
            Text(
                "手机如 138 0013 8000，固话如 0750-1234567，境外如 +852 2123 4567。",
                "Write a mobile as 138 0013 8000, a fixed line as 0750-1234567, one from abroad as +852 2123 4567.",
            ),
            field="phone",
        )
    return found


def read_email(text: str, log: IssueLog) -> str:
    found = unicodedata.normalize("NFKC", text).strip()
    if found and (len(found) > EMAIL_MOST or not _EMAIL.fullmatch(found) or ".." in found):
        log.error(
            Text("邮箱写法不对。", "is no e-mail address."),
            Text("请写成 name@example.com。", "Write it as name@example.com."),
            field="email",
        )
    return found
