"""Questions in Chinese answered from texts in Chinese, and documents with Chinese titles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Status, Turn
from assistant.ask import Assistant
from assistant.in_chinese import values
from assistant.in_chinese.asked import Want, is_asked_in_chinese, read
from assistant.in_chinese.choose import _items
from assistant.in_chinese.cover import holds, is_chinese, is_of_other, missing, share
from assistant.parts import Parts
from assistant.scope.in_chinese import titled
from corpus.documents import Metadata
from index.build import build
from index.cards import card
from index.encoder import DEFAULT_MODEL
from index.ledger import DocumentRecord

PORT = """# 海州港智能码头报告

发布单位：东海港口研究院

发布日期：2023年5月12日

文号：东港研〔2023〕14号

## 一、总体情况

2022年海州港的集装箱吞吐量为3335万标准箱，同比增长7.3%。港区共有泊位24个，其中自动化泊位9个。

2022年河口港的货物吞吐量为900万吨。

智能码头是指以信息系统完成装卸的港口设施。由于土地紧张，港区暂不新建传统码头。

## 二、技术

港区采用的主要技术包括：

- 远程桥吊
- 无人集卡
- 激光

湖州港于2015年开港。二期工程由湖州港务局承建。由于台风，一号码头自8月起停工，因此货轮向二号码头转移。
未来五年将不断扩建堆场。
"""
RAIL = """铁路货运通讯（2021年第3期）

发文机关：货运协会铁路分会
成文日期：2021年3月8日
来源：货运周刊

一、货运量
2020年全国铁路货运量达到44.6亿吨，比2019年增长3.2%。

二、线路
浩南铁路于2019年9月28日开通，全长1813公里。该线路由北方铁路集团负责运营。河东铁路总部位于河东市。
"""
BOTH = """# Hydrogen Roads of the Delta (三角洲氢能走廊)

Publisher: Delta Energy Institute

Date: 14 June 2023

## Plans

The Delta Hydrogen Plan (三角洲氢能建设发展规划) was issued in May 2019 by the Society of Engineers.
It foresees 500 refuelling stations by 2030.
"""


@pytest.mark.parametrize(
    ("question", "want", "about", "noun", "unit", "years"),
    [
        ("2022年海州港的吞吐量是多少？", Want.NUMBER, "海州港 吞吐量", "吞吐量", "", "2022"),
        ("2020年海州港的货物吞吐量", Want.NUMBER, "海州港 货物吞吐量", "货物吞吐量", "", "2020"),
        ("海州港有多少个泊位？", Want.NUMBER, "海州港 泊位", "泊位", "个", ""),
        ("浩南铁路全长多少公里", Want.NUMBER, "浩南铁路全长", "浩南铁路全长", "公里", ""),
        ("浩南铁路有多长？", Want.NUMBER, "浩南铁路", "长", "", ""),
        ("风电占装机的比例是多少", Want.NUMBER, "风电占装机", "风电占装机", "%", ""),
        ("浩南铁路什么时候开通？", Want.DATE, "浩南铁路 开通", "开通", "", ""),
        ("排放比2020年下降了多少？", Want.NUMBER, "排放比 下降", "下降", "", ""),
        ("请问何时报送方案？", Want.DATE, "报送方案", "报送方案", "", ""),
        ("哪个部门负责经费？", Want.BODY, "负责经费", "负责经费", "", ""),
        ("浩南铁路由谁运营？", Want.BODY, "浩南铁路 运营", "运营", "", ""),
        ("公司的总部在哪里？", Want.PLACE, "公司 总部", "总部", "", ""),
        ("什么是智能码头？", Want.DEFINITION, "智能码头", "智能码头", "", ""),
        ("李河是谁？", Want.DEFINITION, "李河", "李河", "", ""),
        ("港区是否有集卡？", Want.VERDICT, "港区 有集卡", "有集卡", "", ""),
        ("为什么不新建码头？", Want.REASON, "不新建码头", "不新建码头", "", ""),
        ("港区采用了哪些技术？", Want.LIST, "港区采用 技术", "技术", "", ""),
        ("通讯里说了什么？", Want.CONTENT, "通讯", "通讯", "", ""),
        ("通讯的文号是什么？", Want.FIELD, "通讯", "文号", "", ""),
        ("通讯的施行日期是哪一天？", Want.FIELD, "通讯", "施行日期", "", ""),
        ("铁路货运", Want.OTHER, "铁路货运", "铁路货运", "", ""),
    ],
)
def test_what_a_question_asks(question, want, about, noun, unit, years):
    asked = read(question)
    told = (asked.want, " ".join(asked.about), asked.noun, asked.unit, " ".join(asked.years))
    assert told == (want, about, noun, unit, years)


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("海州港有多少个泊位？", True),
        ("MIIT是哪年成立的？", True),
        ("Who issued 海州港智能码头报告?", False),
        ("What is the AI plan?", False),
    ],
)
def test_which_questions_are_in_chinese(question, chinese):
    assert is_asked_in_chinese(question) is chinese
    assert (read(question) is not None) is chinese


@pytest.mark.parametrize(
    ("run", "text", "gaps"),
    [
        ("站点最高补助", "对站点给予最高5万元的补助", []),
        ("货物吞吐量", "集装箱吞吐量为3万", ["货物"]),
        ("公路货运量", "全国铁路货运量", ["公"]),
        ("港", "港区", []),
        ("河港", "海口", ["河港"]),
    ],
)
def test_what_a_text_lacks_of_a_question(run, text, gaps):
    assert missing(run, text) == gaps
    assert holds([run], text) is not gaps or not gaps
    assert share([run], text) == pytest.approx(1 - sum(map(len, gaps)) / len(run))


@pytest.mark.parametrize(
    ("run", "text", "other"),
    [
        ("青溪水库", "白沙水库总库容为3亿立方米", True),
        ("青溪水库", "2024年水库来水减少", False),
        ("青溪水库", "该水库来水减少，白沙水库亦然", False),
        ("河州港", "湖州港开港", True),
        ("东江港", "湖州港开港", True),
        ("吞吐量增长", "同比增长7%", False),
        ("二号线停运", "一号线停运", True),
        ("2号线停运", "1号线停运", True),
    ],
)
def test_a_text_of_another_thing_that_ends_alike(run, text, other):
    assert is_of_other([run], text) is other


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("供应商包括中原客车、和平重工和东方电气。", ["中原客车", "和平重工", "东方电气"]),
        ("试点有东湖区、和平区等三个区。", ["东湖区", "和平区"]),
        ("项目包括高等教育、普及教育等。", ["高等教育", "普及教育"]),
        ("试点已经开始。", []),
    ],
)
def test_the_items_of_a_sentence(text, items):
    assert list(_items(text)) == items


def test_a_text_in_english_that_names_something_in_chinese_is_in_english():
    assert not is_chinese("The Port Plan (海州港发展计划) was issued in May 2021.")
    assert is_chinese("海州港（Haizhou）的发展计划")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("自动化泊位有多少？", "港区共有泊位24个，其中自动化泊位9个。", "9个"),
        ("吞吐量是多少？", "2022年吞吐量为3335万标准箱，同比增长7.3%。", "3335万标准箱"),
        ("吞吐量增长了多少？", "2022年吞吐量为3335万标准箱，同比增长7.3%。", "7.3%"),
        ("装机容量是多少？", "装机容量达到3770万千瓦。", "3770万千瓦"),
        ("经费标准是多少？", "第三条 经费标准不低于每年1.2万元。", "不低于每年1.2万元"),
        ("投资总额是多少？", "部署集卡128辆，投资总额达到46.5亿元。", "46.5亿元"),
        ("投资总额是多少？", "投资总额的用途有3项。", ""),
        ("员工有多少人？", "员工共1,204人，工厂3家。", "1,204人"),
        ("员工有多少人？", "员工宿舍86平方米。", ""),
        ("床位有多少张？", "床位达到2.4万张，其中护理型床位占55%。", "2.4万张"),
        ("护理型床位有多少张？", "养老床位达到2.4万张，其中护理型床位占55%。", ""),
        ("建设补贴最高是多少？", "给予建设补贴8000元，运营补贴最高12万元。", ""),
        ("开通时间是多少？", "该线于2019年9月28日开通。", ""),
    ],
)
def test_the_amount_that_is_asked_for(question, text, told):
    assert values.amount(read(question), text) == told


@pytest.mark.parametrize(
    ("tell", "question", "text", "told"),
    [
        (values.date, "何时报送方案？", "各局应当于2023年1月31日前报送方案。", "2023年1月31日前"),
        (values.date, "何时开通？", "于2019年9月28日开通，2020年扩建。", "2019年9月28日"),
        (values.date, "何时开通？", "尚未开通。", ""),
        (values.date, "何时报送方案？", "方案于每年6月30日前报送。", "每年6月30日前"),
        (values.date, "河东线何时扩建？", "河西线于2015年开通，河东线随后扩建。", ""),
        (values.body, "线路由谁负责运营？", "该线路由北方集团负责运营。", "北方集团"),
        (values.body, "谁负责统筹工作？", "第二条 市教育局负责统筹工作。", "市教育局"),
        (values.body, "谁颁布了港口条例？", "海州市于2024年颁布《港口条例》。", "海州市"),
        (values.body, "谁应当报送方案？", "各县商务局应当于1月前报送方案。", "各县商务局"),
        (values.body, "谁应当报送方案？", "方案报送工作已经开始。", ""),
        (values.place, "公司的总部在哪里？", "公司成立于2004年，总部位于河东市。", "河东市"),
        (values.place, "公司的总部在哪里？", "公司的总部有3层。", ""),
    ],
)
def test_the_date_the_body_and_the_place_that_are_asked_for(tell, question, text, told):
    assert tell(read(question), text) == told


@pytest.mark.parametrize(
    ("question", "called", "ids"),
    [
        ("谁发布了海州港智能码头报告？", "海州港智能码头报告", {"port"}),
        ("《铁路货运通讯》何时发布？", "《铁路货运通讯》", {"rail"}),
        ("农村物流建设的通知说了什么？", "农村物流建设的通知", {"notice"}),
        ("Who issued 三角洲氢能走廊?", "三角洲氢能走廊", {"both"}),
        ("建设的通知说了什么？", "", set()),
        ("三角洲发展规划是谁发布的？", "", set()),
        ("航空货运通讯何时发布？", "", set()),
    ],
)
def test_the_document_whose_chinese_title_a_question_names(question, called, ids):
    titles = {
        "port": ("海州港智能码头报告", None),
        "rail": ("铁路货运通讯（2021年第3期）", None),
        "notice": ("关于推进农村物流建设的通知", None),
        "both": ("Hydrogen Roads", "三角洲氢能走廊"),
        "plan": ("The Delta Plan", "三角洲发展规划"),
    }
    cards = [
        card(DocumentRecord(name, f"{name}.md", Metadata(title, title_original=other), ""))
        for name, (title, other) in titles.items()
    ]
    assert titled(question, cards) == (called, frozenset(ids))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chinese")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in (("port.md", PORT), ("rail.txt", RAIL), ("both.md", BOTH)):
        (corpus / name).write_text(text, encoding="utf-8")
    build(corpus, folder / "index", DEFAULT_MODEL)
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "short", "source"),
    [
        ("海州港智能码头报告是谁发布的？", "东海港口研究院", "port.md"),
        ("海州港智能码头报告什么时候发布？", "12 May 2023", "port.md"),
        ("海州港智能码头报告的文号是什么？", "东港研〔2023〕14号", "port.md"),
        ("铁路货运通讯是哪个部门发布的？", "货运协会铁路分会", "rail.txt"),
        ("铁路货运通讯的来源是什么？", "货运周刊", "rail.txt"),
        (
            "铁路货运通讯里说了什么？",
            "2020年全国铁路货运量达到44.6亿吨，比2019年增长3.2%。",
            "rail.txt",
        ),
        ("2022年海州港的集装箱吞吐量是多少？", "3335万标准箱", "port.md"),
        ("浩南铁路由谁负责运营？", "北方铁路集团", "rail.txt"),
        ("什么是智能码头？", "以信息系统完成装卸的港口设施", "port.md"),
        ("What is 智能码头?", "以信息系统完成装卸的港口设施", "port.md"),
        ("港区采用了哪些技术？", "远程桥吊；无人集卡；激光", "port.md"),
        ("为什么不新建传统码头？", "由于土地紧张", "port.md"),
        ("港区是否新建传统码头？", "否", "port.md"),
        ("是否将扩建堆场？", "是", "port.md"),
        ("为什么货轮向二号码头转移？", "由于台风", "port.md"),
        ("Who issued 海州港智能码头报告?", "东海港口研究院", "port.md"),
        ("When was 铁路货运通讯 published?", "8 March 2021", "rail.txt"),
        ("三角洲氢能走廊是谁发布的？", "Delta Energy Institute", "both.md"),
        ("三角洲氢能建设发展规划是谁发布的？", "Society of Engineers", "both.md"),
    ],
)
def test_a_title_in_chinese_finds_its_document(assistant, question, short, source):
    answer = assistant.ask(question)
    assert answer.short == short
    assert {one.span.doc_id for one in answer.citations} == {source}


@pytest.mark.parametrize(
    "question",
    [
        "2020年海州港的货物吞吐量",
        "2022年海州港的货物吞吐量是多少？",
        "2021年海州港的集装箱吞吐量是多少？",
        "2019年全国铁路货运量是多少？",
        "全国公路货运量是多少？",
        "河州港的集装箱吞吐量是多少？",
        "河东铁路全长多少公里？",
        "浩南铁路是否盈利？",
        "谁发布了航空货运通讯？",
        "什么是数字货币？",
        "海州港何时开港？",
        "海州港二期工程由谁承建？",
        "为什么二号码头停工？",
        "什么是码头？",
        "What was the cargo throughput of 海州港 in 2019?",
    ],
)
def test_what_the_passages_do_not_tell_is_refused(assistant, question):
    answer = assistant.ask(question)
    assert (answer.status, answer.short) == (Status.ABSTAINED, "")


def test_a_sentence_in_chinese_is_given_whole_and_as_uncertain_for_english(assistant):
    answer = assistant.ask("What was the throughput of 海州港 in 2022?")
    assert answer.short == "2022年海州港的集装箱吞吐量为3335万标准箱，同比增长7.3%。"
    assert answer.confidence < 0.6


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("它是什么时候发布的？", "12 May 2023"),
        ("它的文号是什么？", "东港研〔2023〕14号"),
    ],
)
def test_a_follow_up_on_a_document(assistant, question, short):
    earlier = [Turn("海州港智能码头报告是谁发布的？", "东海港口研究院")]
    assert assistant.ask(question, earlier).short == short


def test_a_question_that_is_not_found_as_a_whole_is_searched_for_by_pairs(assistant):
    by_words = replace(assistant, parts=Parts(dense=False))
    found = by_words.retrieve("铁路方面的运营情况", 1)
    assert found[0].passage.span.doc_id == "rail.txt"
