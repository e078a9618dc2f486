"""Which labelled values are a policy's, whatever its publisher calls them."""

import time

import pytest

from corpus.policies import Parts, is_title, policy_parts


@pytest.mark.parametrize(
    ("pairs", "parts"),
    [
        ("Policy=Tide Plan|Issuing body=MHS|Date=9 May 2031", Parts(0, 1, 2, public=False)),
        ("Policy=Tide Plan|Date=9 May 2031", Parts(0, None, 1, public=False)),
        ("Instrument=Tide Plan|Promulgated by=State Council", Parts(0, 1, None, public=True)),
        ("Measure=Tax break|Responsible=Ministry of Ports", Parts(0, 1, None, public=True)),
        (
            "Name=Opinions on Docks|Agency=Alba city|Released=9 May 2031",
            Parts(0, 1, 2, public=True),
        ),
        (
            "Initiative=Crane Pilot|Lead agencies=MIIT, NDRC|Announced=9 May 2031",
            Parts(0, 1, 2, public=True),
        ),
        (
            "Document=Notice on Tides|From=Ministry of Ports (MOP), MIIT|Published on=9 May 2031",
            Parts(0, 1, 2, public=True),
        ),
        (
            "What=Provisions on Tides (draft)|Who=Tide Administration of Norland|When=9 May 2031",
            Parts(0, 1, 2, public=True),
        ),
        ("Made known=9 May 2031|Work=Tide Plan|Sender=Bureau of Tides", Parts(1, 2, 0, True)),
        (
            "文件名称=潮汐管理办法|发布机构=潮汐部|发布日期=2031年5月9日",
            Parts(0, 1, 2, public=True),
        ),
        ("Document=Tide Plan|Authors=MIIT, NDRC|Released=9 May 2031", Parts(0, 1, 2, public=True)),
        ("Paper=Tide Plan|Adopted=9 May 2031, by MIIT", Parts(0, None, 1, public=True)),
        ("Company=Acme|Product=Crane Pilot|Launched=9 May 2031", None),
        ("Company=Acme|Product=Crane Pilot|Launched=9 May 2031, by Acme", None),
        # A date of something else is no date of issue.
        ("Plan=Tide Plan|Authority=Tide Office|In force from=9 May 2031", Parts(0, 1, None, True)),
        ("Measure=Tax break|In force from=9 May 2031", None),
        # A title alone, or what has no sign of a title, is no policy.
        ("Policy=Tide Plan", None),
        ("Company=Acme|Partner=Alba city|Announced=9 May 2031", None),
        ("Project=New dock|Company=Acme|Announced=9 May 2031", None),
        ("Name=Ada Roe|Agency=Ministry of Ports|Appointed=9 May 2031", None),
        ("Name=Ada Roe|Employer=Ministry of Ports|Born=9 May 1990", None),
        ("Fund=Sea Fund|Provider=Ministry of Finance|Launched=9 May 2031", None),
        ("Case=Acme v. Bolt|Court=Alba Court|Decided=9 May 2031", None),
        ("What=Visit of a chancellor|Who=Ministry of Ports|When=9 May 2031", None),
        ("Released=500 units|Initiative=Crane Pilot", None),
        # What an issue says of itself.
        ("Document=Weekly monitor|From=Harbour Unit|Published on=9 May 2031", None),
        ("Title=Tide Plan|Authors=Ada Roe|Date=9 May 2031", None),
        ("Publisher=Harbour Ministry Watch|Series=Tides", None),
        ("", None),
    ],
)
def test_the_parts_of_a_policy(pairs, parts):
    told = [tuple(pair.split("=")) for pair in pairs.split("|") if pair]
    assert policy_parts(told) == parts


def test_a_body_that_the_document_explains_is_known_by_its_acronym():
    told = [("What", "Tide Plan"), ("Who", "MHS")]
    assert policy_parts(told) is None
    assert policy_parts(told, {"MHS"}) == Parts(0, 1, None, public=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tide Plan", True),
        ("Tide Plan (2031-2035)", True),
        ("Opinions on Accelerating Docks", True),
        ("Announcement No. 33 of 2031 on Tides", True),
        ("潮汐发展规划", True),
        ("The ministry publishes its plan", False),
        ("MIIT opens a dock for the Tide Plan", False),
        ("Ports", False),
    ],
)
def test_titles(text, expected):
    assert is_title(text) is expected


def test_long_values_are_read_in_no_time():
    words = "Tide of the " * 5_000
    started = time.process_time()
    assert policy_parts([("What", words), ("Who", words), ("When", words)]) is None
    assert time.process_time() - started < 1
