"""The file of accounts: names, roles and hashed passwords, readable by its owner alone."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass, replace
from hmac import compare_digest
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING, Any

from assistant.people.person import Person, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
SHORTEST = 10  # characters of a password
_LONGEST = 1_000
_COST = 2**14  # of scrypt: 16 MB and some 50 ms
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


class AccountError(Exception):
    """An account or its file cannot be used; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    Attributes:
        name: unique.
        role: what they may do.
        salt: of the password, in hexadecimal.
        digest: of the password by scrypt, in hexadecimal.
        cost: N of scrypt.
    """

    name: str
    role: Role
    salt: str
    digest: str
    cost: int = _COST

    @property
    def person(self) -> Person:
        """Who they are, without their secrets."""
        return Person(self.name, self.role)

    def fits(self, password: str) -> bool:
        """Tell whether this is the password; takes as long when it is not."""
        return compare_digest(_digest(password, self.salt, self.cost), self.digest)


NOBODY = Account("", Role.READER, "00" * 16, "00" * 32)
"""Stands in for a name that is not known, so that it takes as long to refuse."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts by name, and the key that sessions are signed with."""

    key: bytes
    by_name: Mapping[str, Account]

    def sign_in(self, name: str, password: str) -> Account | None:
        """Give the account with this name and password; None where there is none."""
        account = self.by_name.get(name, NOBODY)
        fits = account.fits(password[:_LONGEST])
        return account if fits and account is not NOBODY else None

    def with_account(self, name: str, role: Role, password: str) -> Accounts:
        """Give these accounts with one more, or with another password and role for one.

        Raises:
            AccountError: the name or the password will not do.
        """
        if not _NAME.fullmatch(name):
            raise AccountError(
                f"a name has up to 64 letters, digits and . _ @ -, not {name[:80]!r}"
            )
        if not SHORTEST <= len(password) <= _LONGEST:
            raise AccountError(f"a password has {SHORTEST} to {_LONGEST:,} characters")
        salt = token_hex(16)
        made = Account(name, role, salt, _digest(password, salt, _COST))
        return replace(self, by_name={**self.by_name, name: made})

    def without(self, name: str) -> Accounts:
        """Give these accounts without one.

        Raises:
            AccountError: there is none of this name.
        """
        if name not in self.by_name:
            raise AccountError(f"there is no account {name!r}")
        left = {one: account for one, account in self.by_name.items() if one != name}
        return replace(self, by_name=left)


def _digest(password: str, salt: str, cost: int) -> str:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=bytes.fromhex(salt), n=cost, r=8, p=1, dklen=32).hex()


def fresh() -> Accounts:
    """Give a file of no accounts, with a new key."""
    return Accounts(token_bytes(32), {})


def read(file: Path) -> Accounts | None:
    """Read the accounts; None where there is no such file.

    Raises:
        AccountError: others can read the file, or it is none of accounts.
    """
    try:
        if file.stat().st_mode & 0o077:
            raise AccountError(f"{file} can be read by others: run `chmod 600 {file}`")
        told = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise AccountError(f"{file} cannot be read as accounts: {error}") from error
    return _from_record(told, file)


def _from_record(told: Any, file: Path) -> Accounts:  # noqa: ANN401  # what JSON gives
    try:
        if told["format"] != FORMAT:
            raise AccountError(
                f"{file} has format {told['format']!r}, not {FORMAT}: add users anew"
            )
        accounts = [Account(**{**one, "role": Role(one["role"])}) for one in told["accounts"]]
        key = base64.b64decode(told["key"], validate=True)
        return Accounts(key, {one.name: one for one in accounts})
    except (KeyError, TypeError, ValueError) as error:
        raise AccountError(f"{file} is no file of accounts ({error}): add users anew") from error


def write(file: Path, accounts: Accounts) -> None:
    """Write the accounts in one step, readable by the owner of the file alone.

    Raises:
        OSError: they cannot be written.
    """
    told = {
        "format": FORMAT,
        "key": base64.b64encode(accounts.key).decode(),
        "accounts": [asdict(accounts.by_name[name]) for name in sorted(accounts.by_name)],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(told, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
