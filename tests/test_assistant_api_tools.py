"""MCP: a real client over streamable HTTP on loopback finds the tools and calls them."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest
from mcp.client import Client

from assistant.api.wire import Asked


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
    assert tools["ask"].input_schema["properties"].keys() == Asked.model_fields.keys()
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


CAPITAL, DENSITY = "What is the capital of the fund?", "What was the robot density in 2020?"
CHOICES = [
    (CAPITAL, {"publishers": ["centre for policy reading"]}),
    (CAPITAL, {"documents": ["robots"]}),
    (CAPITAL, {"until": "2021-03-31"}),
    (DENSITY, {"since": "2021-04"}),
    (DENSITY, {"languages": ["en"]}),
]


def test_a_choice_of_documents_is_that_of_the_routes(site, call):
    asked = [{"question": question, **choice} for question, choice in CHOICES]
    found = call(*(("ask", given) for given in asked), *(("ask", {"question": DENSITY}),))
    whole = told(found[-1])
    with httpx.Client(base_url=site.url, trust_env=False) as client:
        expected = [client.post("/api/ask", json=given).json() for given in asked]
        everything = client.post("/api/ask", json={"question": CAPITAL}).json()
    for record, result in zip(expected, found, strict=False):
        assert {**told(result), "ms": 0} == {**record, "ms": 0}
    # All but the last leave out what would answer.
    short = [record["short"] for record in expected]
    assert everything["short"] not in short[:3]
    assert whole["short"] == short[4] != short[3]


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": "x" * 2001}, "2000 characters"),
        ("ask", {"question": "x", "as_of": "soon"}, "as_of must be a date"),
        ("ask", {"question": "x", "documents": ["/etc/passwd"]}, "no document is called"),
        ("ask", {"question": "x", "publishers": ["nobody"]}, "no publishers is called 'nobody'"),
        ("ask", {"question": "x", "series": ["nothing"]}, "no series is called 'nothing'"),
        ("ask", {"question": "x", "languages": ["zh"]}, "no languages is called 'zh'"),
        ("ask", {"question": "x", "until": "May"}, "until must be a date"),
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
