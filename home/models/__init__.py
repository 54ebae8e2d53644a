from .answers import Answer, QuestionsPage
from .brand import Brand
from .contributions import Contribution
from .give_and_get import GiveAndGetPage
from .glossary import GlossaryPage, GlossaryTerm
from .indicators import Indicator, IndicatorsPage
from .ladder import LadderPage, Rung
from .media import Document, Picture, PictureRendition
from .pages import GetInvolvedPage, HomePage, NoticePage, ResourcesPage, SectionIndexPage, StandardPage
from .partners import Partner
from .plain_words import PlainWord
from .principles import Principle, PrinciplePage, PrincipleSet, PrinciplesPage
from .public_page import PublicPage
from .resources import Resource
from .search import SearchEntry, SearchWord
from .signposting import Signposting
from .stages import Stage, StageIdea, StagePage, StagesPage
from .starter import StarterRecord
from .tips import Tip, TipSet, TipsPage

__all__ = [
    "Answer",
    "Brand",
    "Contribution",
    "Document",
    "GetInvolvedPage",
    "GiveAndGetPage",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "Indicator",
    "IndicatorsPage",
    "LadderPage",
    "NoticePage",
    "Partner",
    "Picture",
    "PictureRendition",
    "PlainWord",
    "Principle",
    "PrinciplePage",
    "PrincipleSet",
    "PrinciplesPage",
    "PublicPage",
    "QuestionsPage",
    "Resource",
    "ResourcesPage",
    "Rung",
    "SearchEntry",
    "SearchWord",
    "SectionIndexPage",
    "Signposting",
    "Stage",
    "StageIdea",
    "StagePage",
    "StagesPage",
    "StandardPage",
    "StarterRecord",
    "Tip",
    "TipSet",
    "TipsPage",
]
