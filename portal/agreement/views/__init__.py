"""Pages in the portal: find one, change it, read it for one side, put something small right. No JavaScript needed."""

from .easy_read import WriteEasyRead
from .editing import EditPage, LetGo
from .fixes import SeeFix, ShowFix, UndoFix
from .pages import PageList, Preview, SendTranslation, ShowPage, TakeBack
from .reading import ReadPage
from .translating import BeginTranslation

__all__ = [
    "BeginTranslation",
    "EditPage",
    "LetGo",
    "PageList",
    "Preview",
    "ReadPage",
    "SeeFix",
    "SendTranslation",
    "ShowFix",
    "ShowPage",
    "TakeBack",
    "UndoFix",
    "WriteEasyRead",
]
