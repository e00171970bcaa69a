"""Who wrote, without the number: an id by HMAC under a key that is not written by this bot."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string

import phonenumbers

from bot.sms.message import Inbound

HERE, HERE_CODE = "GB", 44
# Banks, carriers and machines write from these; people do not, and a reply to a machine begins a loop.
LONGEST_SHORT_CODE = 6
# Fifteen by ITU-T E.164, and the two zeros that some gateways put in front.
LONGEST_NUMBER = 17
BETWEEN_DIGITS = dict.fromkeys(map(ord, string.whitespace + "-.()/\u00a0\u2011"))


class Identity:
    """Makes ids. The same number has the same id under the same key; without one a key is made that nobody has."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)
        # Else each country's is a file that is opened for its first number, when file descriptors may be out.
        phonenumbers.PhoneMetadata.load_all()

    def person(self, sender: str) -> str:
        """The conversation's id, the same for every way of writing one number."""
        return self.seal("person", to_e164(sender) or sender)

    def message(self, inbound: Inbound) -> str:
        """The same where a gateway hands over the same text again.

        Where it gives no id of its own, the words stand in: two texts in one second are two.
        """
        given = inbound.message_id or self.seal("text", inbound.text)
        return self.seal("message", inbound.gateway, given, self.person(inbound.sender), inbound.sent_at)

    def seal(self, *parts: str) -> str:
        """64 hexadecimal digits, from which nobody gets back to the parts without the key."""
        whole = "".join(f"{len(part)}:{part}" for part in parts)
        return hmac.new(self._key, whole.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def reply_address(sender: str) -> str | None:
    """The number to reply to, as the gateway gave it but for marks, or None where no reply can or should go.

    A gateway may leave the + of a foreign number out; read as one from here it would be a stranger's.
    """
    return sender.translate(BETWEEN_DIGITS) if to_e164(sender) else None


def to_e164(sender: str) -> str | None:
    """The number in E.164, to know somebody again; None where no reply can or should go: a name, a short code."""
    digits = sender.translate(BETWEEN_DIGITS)
    bare = digits.removeprefix("+")
    if not (bare.isascii() and bare.isdecimal()) or not LONGEST_SHORT_CODE < len(bare) <= LONGEST_NUMBER:
        return None
    # A gateway may leave the + of a foreign number out; one that is possible here is read as one from here.
    number = _possible(digits) or _possible(f"+{bare}")
    if number is None:
        return digits
    is_short = number.country_code == HERE_CODE and number.national_number < 10**LONGEST_SHORT_CODE
    return None if is_short else str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _possible(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, HERE)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
