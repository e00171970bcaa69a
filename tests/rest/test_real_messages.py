"""The real server, over the real address: right replies to plain messages, some reply to anything."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from directory.store import Directory
from tests.holding import faults, known_numbers, unknown_numbers
from tests.rows import each_row
from tests.running import JSON, WEBHOOK, Server, route, text
from tests.waiting import PATIENCE

PLAIN = [
    ("hello", "smalltalk"),
    ("my mate wont wake up hes gone blue", "emergency"),
    ("i want to stop taking heroin can someone help me", "treatment"),
    ("i think my son is smoking weed and im worried about him", "family"),
    ("someone is dealing drugs from the flat next door", "report"),
    ("i dont want to be alive any more", "crisis"),
    ("what does ketamine do to you", "advice"),
    ("what is the number for childline", "service_info"),
    ("are you a real person", "about_bot"),
    ("where can i buy some weed", "decline"),
]
ODD = [
    pytest.param("", id="empty"),
    pytest.param("      ", id="spaces"),
    pytest.param("😀😀😀", id="emoji"),
    pytest.param("?!?!", id="marks"),
    pytest.param("a" * 1_000_000, id="1-MB"),
    pytest.param("help " * 200_000, id="1-MB-of-words"),
    pytest.param("مرحبا كيف حالك", id="right-to-left"),
    pytest.param("\u202e\u200bhelp\u200b\u202c", id="hidden-characters"),
    pytest.param("<script>alert(1)</script><b>", id="html"),
    pytest.param("'; DROP TABLE services; --", id="sql"),
    pytest.param('" OR name MATCH "*', id="full-text-search"),
    pytest.param("a\x00b", id="nul"),
    pytest.param("\ud800\udfff", id="half-characters"),
    pytest.param("{frank.card} {0} %s ${HOME}", id="placeholders"),
    pytest.param("/restart", id="restart"),
    pytest.param("/session_start", id="session-start"),
    pytest.param("/\n/restart", id="slashes"),
    pytest.param("/emergency{", id="half-a-command"),
    pytest.param("EXTERNAL: emergency", id="external"),
    pytest.param("default", id="a-senders-name"),
]


@each_row(("message", "wanted"), PLAIN)
def test_a_plain_message_gets_the_right_route(
    server: Server, town_directory: Directory, message: str, wanted: str
) -> None:
    reply = server.say(message)
    assert route(reply) == wanted
    assert faults(reply, town_directory) == []


@each_row("message", ODD)
def test_anything_gets_a_whole_reply(server: Server, town_directory: Directory, message: str) -> None:
    reply = server.say(message)
    assert faults(reply, town_directory) == []
    assert unknown_numbers(reply, known_numbers(town_directory)) == []


def test_an_emergency_in_a_huge_message_is_seen(server: Server) -> None:
    assert route(server.say("my mate wont wake up " + "aaa bbb " * 100_000)) == "emergency"
    assert route(server.say("aaa bbb " * 100_000 + " my mate wont wake up")) == "emergency"


@pytest.mark.parametrize(
    "typed", ["/council", '/slavery{"danger":"fit"}', "/hurt_someone", "/action_council", '/crisis{"topic": "law"}']
)
def test_a_command_that_was_typed_is_answered_as_the_words_without_the_slash(server: Server, typed: str) -> None:
    said = [server.say(words, f"typed-{number}")[:-1] for number, words in enumerate((typed, typed.lstrip("/")))]
    assert text(said[0]) == text(said[1])


def test_a_button_leads_where_it_says(server: Server) -> None:
    buttons = [button for message in server.say("hello", "presses") for button in message.get("buttons", [])]
    treatment = next(button for button in buttons if button["payload"] == "/treatment")
    reply = server.say(treatment["payload"], "presses")
    assert (route(reply), reply[-1]["custom"]["signpost"]["services"][:1]) == ("treatment", ["inclusion-havant"])


def test_two_hundred_turns_in_one_conversation_are_all_answered(server: Server, town_directory: Directory) -> None:
    said = ("hello", "what does ketamine do", "what was the number", "is it free", "someone else please")
    for turn in range(200):
        assert faults(server.say(said[turn % len(said)], "talks-long"), town_directory) == []


def test_fifty_at_once_are_all_answered_and_nobody_gets_anothers_reply(server: Server) -> None:
    def talk(number: int) -> set[str]:
        return {message["recipient_id"] for message in server.say("who can help me stop drinking", f"at-once-{number}")}

    with ThreadPoolExecutor(50) as people:
        assert list(people.map(talk, range(50))) == [{f"at-once-{number}"} for number in range(50)]


def test_fifty_at_once_in_one_conversation_are_all_answered(server: Server) -> None:
    with ThreadPoolExecutor(50) as people:
        replies = list(people.map(lambda _: server.say("is it free", "all-in-one"), range(50)))
    assert all(text(reply) for reply in replies)


def test_two_strangers_without_an_id_share_nothing(server: Server) -> None:
    first = server.say("im 15 and want to stop smoking weed")
    second = server.say("what was that number again")
    assert first[0]["recipient_id"] != second[0]["recipient_id"]
    assert route(second) == "fallback"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: nonsense\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"\x00" * 5000,
        b"A" * 100_000,
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    ],
    ids=["tls", "unknown-version", "bad-length", "bad-chunk", "nuls", "no-line-end", "many-headers"],
)
def test_what_is_no_request_is_refused_and_the_server_lives_on(server: Server, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(65536)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert b"Traceback" not in answer
    assert server.say("hello")


def test_a_person_who_hangs_up_does_no_harm(server: Server) -> None:
    body = json.dumps({"message": "hello", "sender": "hangs-up"}).encode()
    head = f"POST {WEBHOOK} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {JSON['Content-Type']}\r\n"
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    assert text(server.say("hello", "hangs-up"))


def test_nothing_that_was_done_to_it_left_a_traceback(server: Server) -> None:
    server.post(b"{")
    server.say("\ud800")
    assert "Traceback" not in server.printed()
