"""The verbs of single acts, as text tells of them: in the past, of news and of what is to come."""

from __future__ import annotations

import re

_DONE = (
    r"announced|published|issued|released|adopted|approved|passed|unveiled|launched|presented"
    r"|founded|established|created|formed|set up|spun off|banned|blocked|imposed|restricted"
    r"|tightened|lifted|suspended|cancell?ed|rejected|turned down|declassified|delegated|signed"
    r"|ordered|amended|opened|introduced|proposed|promulgated|revised|finali[sz]ed|abolished"
    r"|extended|fined|sued|added|enacted|repealed|merged|acquired|taken over|authori[sz]ed"
    r"|certified|licensed|admitted|placed (?:on|under)|put (?:on|into|in|out|under)"
    r"|put [^.;:]{1,80}? (?:on|into|under)|struck off|removed|reorgani[sz]ed|renamed|listed"
    r"|started|begun|completed|docked|inaugurated"
    r"|commissioned|closed|demonstrated|concluded|ruled|sentenced|appointed|elected|dismissed"
    r"|convened|hosted|circulated|consulted|reviewed|made public|allowed|permitted|exempted"
    r"|reserved|promised|pledged|promoted|broken up|withdrawn|discontinued|shut down|connected"
    r"|switched on|resumed|declared|notified|accepted|recogni[sz]ed|designated|selected"
    r"|upgraded|ended|invited|raised|cut|linked|reported|obtained|named|addressed"
    r"|(?<![\d,] )(?<!illion )won"
)
_PAST = (
    r"began|became|took (?:effect|over|back)|went (?:public|up|into (?:force|operation))"
    r"|came (?:into (?:force|effect)|back|out)|entered (?:into force|service|the market)|met|gave"
    r"|broke ground|joined|left|followed|voted|withdrew|landed|flew|held|appeared"
)
_DUE = r"(?:is|are|was|were) (?:now |also )?(?:to|(?:due|scheduled|set|foreseen|planned) to)"
_NOW = (
    r"takes? effect|enters? into force|comes? into force"
    r"|goes? (?:online|public|into (?:force|operation))"
    rf"|{_DUE} (?!(?:reach|rise|grow|fall|have|cost|be (?!\w+ed\b))\b)(?:be )?[a-z]+"
    r"|(?:starts?|begins?|opens?|closes?|ends|lapses?|expires?)(?= (?:in|on|from|at the end of)\b)"
    r"|will (?:take effect|be [a-z]+ed|[a-z]+(?= on\b))"
)
# What may as well be told of a year's many acts counts where a month or a day is given.
_OFTEN = (
    r"filed|sold|bought|granted|received|awarded|registered|supplied|delivered|said|warned|repeated"
    r"|visited|set|showed|shown|moved|taken|took|read|stated|required|dropped|asked"
)
# Any other verb in the past, but those of a state or a sum: its subject must be named.
_FIGURED = (
    r"increas|decreas|declin|dropp|total|amount|exceed|account|averag|peak|climb|jump|doubl|tripl"
    r"|halv|number|rank|remain|last|own|employ|us|need|bas|locat|includ|export|import|produc"
    r"|consum|generat|earn|estimat|expect|project|plann|valu|pric|measur|record|compar|relat"
    r"|reach|work|liv|cover|span|call|nam"
)
_OTHERS = (
    rf"(?!(?:{_FIGURED})l?ed\b)[a-z]{{3,}}ed|made|built|sent|told|wrote|chose|brought|lost|led"
    r"|forbade|put|got|broke|drew|bore|spoke|found|given|shut|laid down|passed on"
)
# News is told in the present: its subject must be named as well.
_PRESENT = (
    r"announces|publishes|issues|releases|adopts|approves|passes|unveils|launches|presents|founds"
    r"|establishes|creates|sets up|bans|blocks|imposes|restricts|tightens|lifts|suspends|cancels"
    r"|rejects|signs|orders|amends|opens|introduces|proposes|promulgates|revises|finali[sz]es"
    r"|abolishes|extends|fines|sues|adds|enacts|repeals|acquires|takes over|buys|sells|closes"
    r"|raises|cuts|begins|starts|ends|joins|leaves|wins|obtains|grants|receives|files|awards|puts"
    r"|breaks ground|goes public|completes|concludes|circulates|invites|confirms|says|reports"
    r"|requires|allows|permits|exempts|asks|warns|names|appoints|elects|rules|votes|meets|holds"
    r"|delivers|shows|takes|makes|agrees"
)
# What tells since when something is: "in force since", "dates from".
STANDING = (
    r"(?:in|with) (?:force|effect|application|(?:trial )?operation)|effective|dates?(?: back)?"
)
ADVERB = r"(?:also|first|finally|then|jointly|recently|officially|formally|already|later|newly)"
ACT = re.compile(
    r"(?:\b(?:is|are|was|were|been|being|be|has|have|had) (?:not )?"
    rf"(?:{ADVERB} )?(?:been )?(?:{ADVERB} )?)?"
    rf"\b(?P<verb>{_DONE}|{_PAST}|{_NOW}|(?P<often>{_OFTEN}|(?P<loose>{_OTHERS}|{_PRESENT})))\b(?!-)"
)
"""A verb of an act. Its group ``often`` says that a year may hold many such acts, ``loose`` that it
is an act only where its subject is named."""
# What has lasted since a date, or is to begin from one on.
LASTS = re.compile(
    r"\b(?P<verb>(?:has|have|had|must|may|can|is|are)"
    r" (?!grown|risen|fallen|doubled|tripled|halved|increased|decreased|declined|dropped|climbed"
    r"|expanded|averaged|remained|(?:been )?the)[a-z]+)\b"
)
TO_COME = re.compile(r"\b(?P<verb>(?:will|would|shall|must|(?:is|are) to|to be) [a-z]+)\b")
