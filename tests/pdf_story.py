"""What the tests that typeset PDF files share: styles, frames of a page, and words to set."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Frame

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6)
JUSTIFIED = ParagraphStyle("justified", parent=BODY, alignment=4)
ONE = [Frame(60, 60, 475, 720, id="one")]
TWO = [Frame(50, 120, 235, 650, id="left"), Frame(310, 120, 235, 650, id="right")]
MAKERS = (
    "The makers of machine tools have grown in number since the reform, and most of them sell to "
    "plants in their own region. Orders from abroad remain few, because buyers there ask for "
    "service close to their works, which small makers cannot offer."
)
PRICES = (
    "Prices fell in five regions last year, while wages rose in all of them. The board expects "
    "that the fall will end when the new plants in the south have reached the output for which "
    "they were built."
)
