"""Saved web pages of several layouts, with all that sites put around an article.

None is of a real site; their markup is of the kinds that real ones have.
"""

# ruff: noqa: E501

NEWS = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ministry raises chip target - The Daily Wire</title>
<meta property="og:title" content="Ministry raises chip target"><meta name="author" content="Ann Lee"><meta property="article:published_time" content="2021-03-02T08:00:00Z"></head>
<body class="has-cookie-consent"><div id="onetrust-consent-sdk"><p>We value your privacy. We and our partners store cookies.</p><button>Accept</button></div>
<a class="skip-link" href="#main">Skip to content</a>
<header><div class="logo">The Daily Wire</div><ul class="menu"><li><a href="/w">World</a></li><li><a href="/b">Business</a></li><li><a href="/t">Tech</a></li></ul></header>
<div class="ad-slot">Advertisement</div>
<div id="page"><div class="article-wrap"><h1>Ministry raises chip target</h1><p class="standfirst">The plan asks for a third of chips to be made at home.</p>
<div class="byline">By <a href="/a">Ann Lee</a></div><time datetime="2021-03-02">2 March 2021</time>
<div class="share-tools social"><a href="#">Facebook</a><a href="#">Twitter</a><a href="#">Email</a></div>
<p>The ministry set the target on Tuesday. It had been lower in the last plan.</p>
<figure><img src="x.jpg" alt="A factory"><figcaption>A factory in Wuhan. Photo: Agency</figcaption></figure>
<div class="related-links"><h3>Read more</h3><ul><li><a href="/1">Chips: what we know</a></li><li><a href="/2">Five makers to watch</a></li></ul></div>
<p>Makers welcomed the news. Shares rose by 3 percent.</p>
<div class="newsletter-signup"><p>Sign up for our newsletter</p></div>
<div class="tags">Topics: <a href="/t/chips">Chips</a> <a href="/t/china">China</a></div></div>
<section class="comments" id="comments"><h2>Comments (2)</h2><div class="comment"><p>First! I think that the plan is bad.</p></div><div class="comment"><p>No, it is good.</p></div></section>
<div class="most-read"><h2>Most read</h2><ol><li><a href="/3">Weather turns cold</a></li><li><a href="/4">Team wins cup</a></li></ol></div></div>
<footer><p>© 2021 The Daily Wire</p></footer></body></html>"""
MINISTRY = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gb2312"><title>关于印发行动计划的通知_工业部</title><meta name="PubDate" content="2021-01-13"></head><body>
<div class="top"><a href="/">网站首页</a> | <a href="/jg">机构设置</a> | <a href="/xw">新闻动态</a> | <a href="/zw">政务公开</a></div>
<div class="nav"><ul><li><a href="/1">首页</a></li><li><a href="/2">政策文件</a></li><li><a href="/3">办事服务</a></li></ul></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策</a></div>
<div class="content"><h1>关于印发行动计划的通知</h1><div class="info">发布时间：2021-01-13　来源：信息技术发展司　<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div id="con"><p>各省、自治区、直辖市：</p><p>现将行动计划印发给你们，请认真贯彻落实。</p><p>附件：1. 行动计划</p><p>工业部</p><p>2021年1月13日</p></div>
<div class="print"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>
<div class="foot"><p>主办单位：工业部　京ICP备04000001号　网站标识码：bm07000001</p><p>地址：北京市西长安街13号</p></div></body></html>"""
THINK = """<!DOCTYPE html><html lang="en"><head><title>Chips by 2025 | Institute for Plans</title><meta name="citation_title" content="Chips by 2025"><meta name="citation_author" content="Li Wei"><meta name="citation_author" content="Ann Lee"><meta name="citation_publication_date" content="2021/03/02"></head><body>
<nav class="navbar"><a href="/">Home</a><a href="/research">Research</a></nav>
<main id="content"><div class="hero"><h1>Chips by 2025</h1><div class="meta"><span>Policy brief</span><span>2 March 2021</span></div></div>
<div class="row"><div class="col-3 sidebar"><h4>Table of contents</h4><ul><li><a href="#s1">The target</a></li><li><a href="#s2">The money</a></li></ul><h4>Download</h4><a href="x.pdf">Full PDF (2 MB)</a></div>
<div class="col-9 body"><div class="key-takeaways"><h3>Key takeaways</h3><ul><li>The target is a third.</li><li>The fund has doubled.</li></ul></div>
<h2 id="s1">The target</h2><p>The plan sets a target of a third.<a href="#_ftn1" name="_ftnref1">[1]</a> It was lower before.<sup><a href="#_ftn2">2</a></sup></p>
<table><caption>Table 1: Targets</caption><tr><td><strong>Year</strong></td><td><strong>Target</strong></td></tr><tr><td>2020</td><td>25%</td></tr><tr><td>2025</td><td>33%</td></tr></table>
<h2 id="s2">The money</h2><blockquote class="pullquote">The fund has doubled.</blockquote><p>The fund has doubled since 2019. It is run by the ministry.</p>
<p><a href="#_ftnref1" name="_ftn1">[1]</a> Ministry, Plan, 2021.</p><p><a href="#_ftnref2" name="_ftn2">[2]</a> Own count.</p>
<div class="author-bio"><h3>About the authors</h3><p>Li Wei is a fellow at the Institute.</p></div></div></div>
<section class="related-content"><h2>Related publications</h2><div class="card"><h3><a href="/p1">Robots in 2020</a></h3><p>A brief on robots.</p></div></section></main>
<div class="site-footer"><p>Institute for Plans, Berlin</p><a href="/imprint">Imprint</a> <a href="/privacy">Privacy policy</a></div></body></html>"""
WORDPRESS = """<!DOCTYPE html><html lang="en-US"><head><title>The clean air plan – Plan Blog</title></head><body class="post-template-default single single-post sidebar-right">
<div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Plan Blog</a></p><p class="site-description">Notes on plans</p></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-1" class="post-1 post hentry category-air"><header class="entry-header"><h1 class="entry-title">The clean air plan</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date" datetime="2018-07-05">July 5, 2018</time></span><span class="byline"> by <span class="author vcard"><a href="/author">Li</a></span></span></div></header>
<div class="entry-content"><p>The plan was adopted in July. It covers 338 cities.</p><ol><li>Cut coal.</li><li>Move freight to rail.</li></ol><p>Cities must cut PM<sub>2.5</sub> by 18 percent.<sup id="fnref-1"><a href="#fn-1" class="footnote-ref">1</a></sup></p>
<figure class="wp-block-table"><table><thead><tr><th>City</th><th>PM</th></tr></thead><tbody><tr><td>Beijing</td><td>58</td></tr></tbody></table><figcaption>Table 1. Air in 2017</figcaption></figure>
<div class="footnotes"><ol><li id="fn-1">State Council, 2018. <a href="#fnref-1" class="footnote-backref">&#8617;</a></li></ol></div>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a>Air</a></span><span class="tags-links">Tagged <a>cities</a></span></footer></article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2><a href="/prev">Previous post</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">One thought on “The clean air plan”</h2><ol class="comment-list"><li class="comment"><p>Great post.</p></li></ol><div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p></form></div></div>
</main></div><aside id="secondary" class="widget-area"><h2>Recent posts</h2><ul><li><a>Another</a></li></ul></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">Proudly powered by WordPress</div></footer></div></body></html>"""
OLDTABLE = """<HTML><HEAD><TITLE>Plan for the North-East</TITLE></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=2><A HREF="index.html"><IMG SRC="logo.gif"></A> <FONT SIZE=1><A HREF="a.html">Home</A> | <A HREF="b.html">Documents</A> | <A HREF="c.html">Contact</A></FONT></TD></TR>
<TR><TD WIDTH=150 VALIGN=TOP><A HREF="1.html">Laws</A><BR><A HREF="2.html">Plans</A><BR><A HREF="3.html">Statistics</A><BR><A HREF="4.html">Links</A></TD>
<TD VALIGN=TOP><FONT SIZE=5><B>Plan for the North-East</B></FONT><BR><BR>The plan was adopted in 2003. It covers three provinces.<BR><BR>It names four tasks:<UL><LI>Reform of state firms<LI>New industries</UL>
<TABLE BORDER=1><TR><TH>Province<TH>Firms</TR><TR><TD>Jilin<TD>40</TR><TR><TD>Liaoning<TD>90</TR></TABLE><P>The fund is run from Beijing. It holds 61 billion yuan.</TD></TR>
<TR><TD COLSPAN=2 ALIGN=CENTER><FONT SIZE=1>Last updated 3 May 2004 | <A HREF="mailto:web@x">Webmaster</A></FONT></TD></TR></TABLE></BODY></HTML>"""
DIVS = """<!DOCTYPE html><html><head><title>Robot plan</title></head><body><div id="app"><div class="css-1x"><div class="css-2"><a href="/">Home</a><a href="/news">News</a><a href="/about">About</a><a href="/login">Log in</a></div></div>
<div class="css-3"><div class="css-4"><div class="css-5">Robot plan sets new target</div><div class="css-6">March 2, 2021</div><div class="css-7"><div>The plan was published on Monday. It runs for five years and names ten tasks for makers.</div><div>Makers must double their sales.<br>They must also train workers.</div><div><span>It is the </span><span>second plan</span><span> of its kind.</span></div></div></div>
<div class="css-8"><div>You may also like</div><div><a href="/x">Ten robots that you must see</a></div><div><a href="/y">Why chips are short</a></div></div></div>
<div class="css-9"><a href="/terms">Terms</a><a href="/privacy">Privacy</a><div>© 2021 Robots Today</div></div></div></body></html>"""
