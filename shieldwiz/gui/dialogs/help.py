# SPDX-License-Identifier: Apache-2.0
"""The help: pages for places, one section for each check and each error, the glossary and the keyboard. All offline."""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from shieldwiz.assets import asset
from shieldwiz.gui.dialogs.dialog import WIDE, Dialog
from shieldwiz.gui.widgets.buttons import primary_button

_FILES = ("places", "glossary", "keyboard", "checks", "errors")
_SECTION = re.compile(r"^## (?P<title>.+?) \{#(?P<ids>[^}]+)\}$", re.MULTILINE)


class HelpPage:
    """One section of a help file: its title, the ids that lead to it, and its text in Markdown."""

    def __init__(self, title: str, ids: tuple[str, ...], text: str) -> None:
        self.title, self.ids, self.text = title, ids, text


class HelpDialog(Dialog):
    """A list of pages, a search over all of their text, and the page."""

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent, self.tr("Help"), width=WIDE)
        self.setObjectName("help_dialog")
        self.resize(WIDE + 100, 560)
        self._search = QLineEdit()
        self._search.setObjectName("help_search_edit")
        self._search.setAccessibleName(self.tr("Search the help"))
        self._search.setPlaceholderText(self.tr("Search the help"))
        self._search.textChanged.connect(self._fill)
        self._list = QListWidget()
        self._list.setObjectName("help_pages_list")
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._show)
        self._text = QTextBrowser()
        self._text.setObjectName("help_page_text")
        self._text.setAccessibleName(self.tr("Page"))
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(lambda link: self.go_to(link.fragment()))
        left = QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.addLayout(left, 2)
        row.addWidget(self._text, 5)
        self.body.addLayout(row, 1)
        close = primary_button(self.tr("&Close"), object_name="help_close_button")
        close.clicked.connect(self.accept)
        self.set_buttons(close, default=close)
        self._fill("")
        self.go_to(page)
        self._list.setFocus()

    def go_to(self, page: str) -> None:
        """Show the page to which an id leads; an unknown one leads to the first."""
        for at in range(self._list.count()):
            if page in self._page(at).ids:
                self._list.setCurrentRow(at)
                return
        self._list.setCurrentRow(0)

    def _fill(self, wanted: str) -> None:
        self._list.clear()
        for page in pages():
            if wanted.lower() in f"{page.title}\n{page.text}".lower():
                item = QListWidgetItem(page.title)
                item.setData(_PAGE, page)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _page(self, at: int) -> HelpPage:
        page: HelpPage = self._list.item(at).data(_PAGE)
        return page

    def _show(self, item: QListWidgetItem | None) -> None:
        page = item.data(_PAGE) if item is not None else None
        self._text.setMarkdown(f"## {page.title}\n\n{page.text}" if page is not None else "")


_PAGE = 0x0100  # Qt.ItemDataRole.UserRole


def show_page(parent: QWidget, page: str) -> None:
    """Open the help at a page: the name of a place, a check's id, an error's id, `glossary` or `keyboard`."""
    HelpDialog(parent, page).exec()


def pages() -> tuple[HelpPage, ...]:
    """All pages in the language that is spoken, or in English where a file is not translated."""
    spoken = QCoreApplication.translate("help", "en", "the code of the language that the help is in")
    return tuple(page for name in _FILES for page in _pages_of(name, spoken or QLocale().name()))


@cache
def _pages_of(name: str, language: str) -> tuple[HelpPage, ...]:
    file = asset(f"help/{language}/{name}.md")
    if not file.exists():
        file = asset(f"help/en/{name}.md")
    text = file.read_text(encoding="utf-8")
    found = list(_SECTION.finditer(text))
    ends = [*(mark.start() for mark in found[1:]), len(text)]
    return tuple(
        HelpPage(mark["title"], tuple(mark["ids"].split()), text[mark.end() : end].strip())
        for mark, end in zip(found, ends, strict=True)
    )
