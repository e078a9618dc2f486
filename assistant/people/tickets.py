"""Signed tickets: who signed in, until when. Pure; nothing is kept on the server.

A ticket is signed with the server's key and the account's own digest: another password, or the end
of the account, ends its tickets too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.people.accounts import Account, Accounts

LASTS = 7 * 24 * 3600  # seconds
_LONGEST = 500  # characters


def issue(accounts: Accounts, account: Account, now: float) -> str:
    """Give a ticket for an account.

    Args:
        accounts: with the key.
        account: whose.
        now: seconds since the epoch.
    """
    body = json.dumps([account.name, int(now) + LASTS]).encode()
    return f"{_text(body)}.{_text(_signature(accounts, account, body))}"


def account_of(ticket: str, accounts: Accounts, now: float) -> Account | None:
    """Give the account that a ticket was issued for; None where it does not hold (any more)."""
    if len(ticket) > _LONGEST:
        return None
    try:
        body, signature = map(_bytes, ticket.split("."))
        name, until = json.loads(body)
        account = accounts.by_name[name]
        if not hmac.compare_digest(signature, _signature(accounts, account, body)):
            return None
        return account if now < until else None
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _signature(accounts: Accounts, account: Account, body: bytes) -> bytes:
    return hmac.digest(accounts.key, body + account.digest.encode(), hashlib.sha256)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if _text(data) != text:  # the last character may have bits that are not read
        raise ValueError("not as it was written")
    return data
