# SPDX-License-Identifier: Apache-2.0
"""Colours, type and the style sheet, light and dark. No other file names a colour or a size of type."""

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from shieldwiz.gui.icons import icon_file


class Tone(StrEnum):
    """What a banner, a badge or a notice says by its colour, always together with an icon and a word."""

    TRUSTED = "trusted"
    DECIDE = "decide"
    REFUSED = "refused"
    INFO = "info"
    PLAIN = "plain"


class Scheme(StrEnum):
    """Which colours a person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One set of colour roles as #RRGGBB. `trusted` is for what a person or a root they chose proved, and no more."""

    window: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_line: str
    trusted: str
    trusted_soft: str
    trusted_line: str
    decide: str
    decide_soft: str
    decide_line: str
    refused: str
    refused_soft: str
    refused_line: str
    info: str
    info_soft: str
    info_line: str

    def of(self, tone: Tone) -> tuple[str, str, str]:
        """Text, ground and edge of a tone."""
        if tone is Tone.PLAIN:
            return self.muted, self.sunken, self.line
        return getattr(self, tone), getattr(self, f"{tone}_soft"), getattr(self, f"{tone}_line")


LIGHT = Colours(
    window="#F4F5F8",
    surface="#FFFFFF",
    sunken="#EBEEF3",
    line="#D9DEE6",
    edge="#7A8494",
    text="#1A222E",
    muted="#566173",
    disabled="#616B7A",
    accent="#2F54C4",
    accent_hover="#2848AB",
    on_accent="#FFFFFF",
    accent_soft="#E8EDFB",
    accent_line="#B7C5EF",
    trusted="#0B6639",
    trusted_soft="#E4F3EA",
    trusted_line="#93CBAA",
    decide="#7F4B00",
    decide_soft="#FFF3DC",
    decide_line="#E3BB6D",
    refused="#9F1A1F",
    refused_soft="#FCEBEB",
    refused_line="#E2A6A6",
    info="#1C4C8C",
    info_soft="#EAF1FB",
    info_line="#B5CDEB",
)
DARK = Colours(
    window="#15181D",
    surface="#1E2329",
    sunken="#111419",
    line="#343B46",
    edge="#717C8B",
    text="#E8EBEF",
    muted="#A8B2BF",
    disabled="#8A94A2",
    accent="#8FB0FF",
    accent_hover="#A9C2FF",
    on_accent="#0B1838",
    accent_soft="#24304D",
    accent_line="#42558A",
    trusted="#84D9A8",
    trusted_soft="#15301F",
    trusted_line="#2F6B47",
    decide="#F3C46B",
    decide_soft="#33280F",
    decide_line="#77602A",
    refused="#FFA59E",
    refused_soft="#3B1B1B",
    refused_line="#7E3B3B",
    info="#A3C8FF",
    info_soft="#17273D",
    info_line="#355480",
)

# Sizes of type by what it is for, on the size that the system gives.
TYPE = {
    "caption": (0.90, False),
    "small": (0.95, False),
    "small-strong": (0.95, True),
    "body": (1.00, False),
    "strong": (1.00, True),
    "heading": (1.12, True),
    "verdict": (1.25, True),
    "title": (1.55, True),
    "section": (0.86, True),
}
_SMALLEST = 9.0  # points


class Theme(QObject):
    """The colours in use. `changed` tells what paints by itself to paint again."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._system_font = QFont(application.font())
        self._scheme = Scheme.SYSTEM
        self.colours = LIGHT
        application.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.use(Scheme.SYSTEM)

    @property
    def is_dark(self) -> bool:
        """Whether the dark set is in use."""
        return self.colours is DARK

    def use(self, scheme: Scheme) -> None:
        """Switch to a set of colours, or to what the system wants."""
        self._scheme = scheme
        wants_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = scheme is Scheme.DARK or (scheme is Scheme.SYSTEM and wants_dark)
        self.colours = DARK if dark else LIGHT
        self._apply()

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self.use(Scheme.SYSTEM)

    def _apply(self) -> None:
        font = QFont(self._system_font)
        if 0 < font.pointSizeF() < _SMALLEST:
            font.setPointSizeF(_SMALLEST)
        self._application.setFont(font)
        if _wants_high_contrast():
            self._application.setStyleSheet("")
        else:
            # Qt styles every widget once for each that it stands in. To take the sheet away first would be five times
            # as fast, but on pages with long foreign names Qt crashes when its sheet goes.
            self._application.setPalette(_palette(self.colours))
            self._application.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()


_the_theme: list[Theme] = []


def install(application: QApplication) -> Theme:
    """Make the theme of an application, once."""
    if not _the_theme:
        _the_theme.append(Theme(application))
    return _the_theme[0]


def theme() -> Theme:
    """The theme of the application, which `install` made."""
    return _the_theme[0]


def set_type(widget: QWidget, kind: str) -> None:
    """Give a widget its size and weight of type: a key of `TYPE`. Its children without one of their own take it on."""
    scale, is_strong = TYPE[kind]
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    widget.setFont(font)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a colour role of the style sheet: `muted`, `decide`, `refused`... and have it drawn anew."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it will be, when it is first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _wants_high_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # since Qt 6.10
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.window,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.sunken,
        QPalette.ColorRole.Button: c.surface,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.BrightText: c.on_accent,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.LinkVisited: c.accent,
        QPalette.ColorRole.Light: c.surface,
        QPalette.ColorRole.Midlight: c.line,
        QPalette.ColorRole.Mid: c.line,
        QPalette.ColorRole.Dark: c.edge,
        QPalette.ColorRole.Shadow: c.edge,
        QPalette.ColorRole.ToolTipBase: c.surface,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Accent: c.accent,
    }
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    for role, colour in roles.items():
        for group in groups:
            palette.setColor(group, role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.disabled))
    return palette


def _style_sheet(c: Colours) -> str:
    """The whole style sheet. `kind` and `role` are dynamic properties that the widgets set."""
    tones = "\n".join(_tone_rules(c, tone) for tone in Tone)
    texts = "\n".join(
        f'QLabel[role="{role.name}"], QCheckBox[role="{role.name}"] {{ color: {getattr(c, role.name)}; }}'
        for role in fields(Colours)
        if role.name in ("text", "muted", "disabled", "accent", "trusted", "decide", "refused", "info")
    )
    marks = {"check": icon_file("check", c.on_accent, 16), "down": icon_file("chevron-down", c.text, 16)}
    return f"""
QMainWindow, QDialog, QStackedWidget, QWidget[kind="page"] {{ background: {c.window}; }}
QDialog, QDialog QStackedWidget {{ background: {c.surface}; }}
QToolTip {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.edge}; padding: 4px; }}
QMenuBar {{ background: {c.surface}; border: none; }}
QMenuBar::item {{ padding: 6px 9px; background: transparent; color: {c.text}; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {c.sunken}; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 6px 26px 6px 26px; color: {c.text}; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.accent_soft}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QWidget[kind="bar"] {{ background: {c.surface}; border: none; }}
QWidget[kind="bar"][edge="bottom"] {{ border-bottom: 1px solid {c.line}; }}
QWidget[kind="bar"][edge="top"] {{ border-top: 1px solid {c.line}; }}
QWidget[kind="rail"] {{ background: {c.sunken}; border: none; border-right: 1px solid {c.line}; }}
QWidget[kind="side"] {{ background: {c.surface}; border: none; border-right: 1px solid {c.line}; }}
QFrame[kind="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame[kind="line"] {{ background: {c.line}; border: none; }}
QFrame[kind="drop"] {{ background: transparent; border: 1px dashed {c.edge}; border-radius: 8px; }}
QFrame[kind="drop"][over="true"] {{ background: {c.accent_soft}; border: 2px dashed {c.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget[kind="body"] {{ background: transparent; border: none; }}
{tones}
{texts}
QPushButton {{ min-height: 30px; padding: 0 14px; border: 1px solid {c.edge}; border-radius: 6px;
  background: {c.surface}; color: {c.text}; }}
QPushButton:hover {{ background: {c.sunken}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 13px; min-height: 28px; }}
QPushButton:disabled {{ background: {c.sunken}; color: {c.disabled}; border: 1px solid {c.line}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {c.sunken}; color: {c.disabled}; border: 1px solid {c.line}; }}
QPushButton[kind="danger"] {{ color: {c.refused}; border: 1px solid {c.refused}; }}
QPushButton[kind="danger"]:hover {{ background: {c.refused_soft}; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {c.refused}; }}
QPushButton[kind="danger"]:disabled {{ color: {c.disabled}; border: 1px solid {c.line}; }}
QPushButton[kind="link"], QPushButton[kind="crumb"], QPushButton[kind="quiet"] {{ background: transparent;
  border: 1px solid transparent; color: {c.accent}; padding: 0 5px; min-height: 24px; text-align: left; }}
QPushButton[kind="quiet"] {{ padding: 0 11px; min-height: 30px; }}
QPushButton[kind="crumb"] {{ color: {c.muted}; }}
QPushButton[kind="link"]:hover, QPushButton[kind="crumb"]:hover {{ text-decoration: underline;
  color: {c.accent_hover}; background: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {c.sunken}; }}
QPushButton[kind="link"]:focus, QPushButton[kind="crumb"]:focus {{ border: 2px solid {c.accent};
  border-radius: 5px; padding: 0 4px; min-height: 22px; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.accent}; padding: 0 10px; min-height: 28px; }}
QPushButton[kind="link"]:disabled, QPushButton[kind="quiet"]:disabled {{ color: {c.disabled};
  background: transparent; border-color: transparent; }}
QToolButton {{ min-width: 28px; min-height: 28px; border: 1px solid transparent; border-radius: 6px;
  background: transparent; color: {c.text}; }}
QToolButton:hover, QToolButton:checked {{ background: {c.sunken}; }}
QToolButton:focus {{ border: 2px solid {c.accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{ background: {c.surface}; color: {c.text};
  border: 1px solid {c.edge}; border-radius: 5px; padding: 0 9px; min-height: 30px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QPlainTextEdit, QTextEdit {{ padding: 6px 8px; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border: 2px solid {c.accent}; padding: 0 8px; min-height: 28px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c.accent}; padding: 5px 7px; }}
QLineEdit[state="refused"] {{ border: 2px solid {c.refused}; padding: 0 8px; min-height: 28px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ background: {c.sunken}; color: {c.disabled};
  border-color: {c.line}; }}
QLineEdit:read-only {{ background: {c.sunken}; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url("{marks["down"]}"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.edge}; color: {c.text};
  selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
QCheckBox, QRadioButton {{ spacing: 8px; color: {c.text}; border: 2px solid transparent; border-radius: 5px;
  padding: 2px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.disabled}; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {c.edge}; border-radius: 4px;
  background: {c.surface}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{marks["check"]}"); }}
QCheckBox::indicator:disabled {{ border-color: {c.line}; background: {c.sunken}; }}
QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {c.edge}; border-radius: 9px;
  background: {c.surface}; }}
QRadioButton::indicator:checked {{ border: 5px solid {c.accent}; width: 8px; height: 8px; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
QStackedWidget#qt_tabwidget_stackedwidget {{ background: transparent; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ padding: 8px 13px; color: {c.muted}; border: none; border-bottom: 2px solid transparent;
  background: transparent; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
QTabBar::tab:hover {{ color: {c.text}; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ color: {c.accent}; border: 2px solid {c.accent}; border-radius: 5px;
  padding: 6px 11px; }}
QListView, QTreeView, QTableView, QListWidget {{ background: {c.surface}; border: none; color: {c.text};
  outline: none; }}
QListView::item, QTreeView::item {{ padding: 5px 8px; border-bottom: 1px solid {c.line}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none; border-bottom: 1px solid {c.line};
  padding: 5px 8px; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 3px; min-height: 28px; min-width: 28px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent;
  width: 0; height: 0; }}
QSplitter::handle {{ background: {c.line}; }}
"""


def _tone_rules(c: Colours, tone: Tone) -> str:
    text, ground, edge = c.of(tone)
    return (
        f'QFrame[kind="banner"][tone="{tone}"], QFrame[kind="notice"][tone="{tone}"] '
        f"{{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}\n"
        f'QFrame[kind="banner"][tone="{tone}"] QLabel[part="head"] {{ color: {text}; }}'
    )
