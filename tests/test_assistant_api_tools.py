"""MCP: a real client over streamable HTTP on loopback finds the tools and calls them."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest
from mcp.client import Client
from web_page import assistant_over, served


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(assistant_over(tmp_path_factory.mktemp("tools"))) as site:
        yield site


@pytest.fixture(params=["auto", "legacy"])
def call(site, request):
    """Give each result of the calls, made one after another over one connection."""

    def results(*calls):
        async def made():
            async with Client(f"{site.url}/mcp", mode=request.param) as client:
                return [await client.call_tool(name, given) for name, given in calls]

        return asyncio.run(made())

    return results


def told(result):
    assert not result.is_error, result.content
    found = result.structured_content
    return found["result"] if list(found) == ["result"] else found


def test_the_tools_are_told_with_their_schemas(site):
    async def listed():
        async with Client(f"{site.url}/mcp") as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asyncio.run(listed())}
    assert tools.keys() == {"ask", "search", "facts", "source"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools.values())
    assert tools["ask"].input_schema["required"] == ["question"]
    assert tools["source"].input_schema["required"] == ["doc", "start", "end"]


def test_tools_give_what_the_routes_give(site, call):
    question = "What was the robot density in 2020?"
    answer, passages, facts, source = call(
        ("ask", {"question": question}),
        ("search", {"question": question, "limit": 2}),
        ("facts", {"words": "robot", "limit": 1}),
        ("source", {"doc": "robots-2021-03.md", "start": 5, "end": 25}),
    )
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        expected = client.post("/api/ask", json={"question": question}).json()
        assert {**told(answer), "ms": 0} == {**expected, "ms": 0}
        asked = {"question": question, "limit": 2}
        assert told(passages) == client.post("/api/search", json=asked).json()
        assert told(facts) == client.post("/api/facts", json={"words": "robot", "limit": 1}).json()
        place = {"doc": "robots-2021-03.md", "start": 5, "end": 25}
        assert told(source) == client.get("/api/source", params=place).json()
    assert json.loads(answer.content[0].text)["status"] == "answered"


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": "x" * 2001}, "2000 characters"),
        ("ask", {"question": "x", "as_of": "soon"}, "as_of must be a date"),
        ("ask", {"question": "x", "documents": ["/etc/passwd"]}, "no document is called"),
        ("search", {"question": "x", "limit": 51}, "less than or equal to 50"),
        ("facts", {"kinds": ["rumour"]}, "kinds"),
        ("source", {"doc": "../x", "start": 0, "end": 1}, "no document is called '../x'"),
        ("source", {"doc": "chips-2021-05.md", "start": 3, "end": 2}, "characters 3 to 2"),
        ("rebuild", {}, "Unknown tool"),
    ],
)
def test_what_cannot_be_is_told(site, name, given, error):
    async def made():
        async with Client(f"{site.url}/mcp", raise_exceptions=False) as client:
            try:
                result = await client.call_tool(name, given)
            except Exception as failure:
                return str(failure)
            assert result.is_error
            return result.content[0].text

    assert error in asyncio.run(made())
