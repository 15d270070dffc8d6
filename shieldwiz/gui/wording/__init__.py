# SPDX-License-Identifier: Apache-2.0
"""The words of the window: verdicts, the three questions, checks, problems. Whole sentences, translated one by one."""

from shieldwiz.gui.wording.checks import CheckWords as CheckWords
from shieldwiz.gui.wording.checks import check_words as check_words
from shieldwiz.gui.wording.problems import error_words as error_words
from shieldwiz.gui.wording.problems import known_problems as known_problems
from shieldwiz.gui.wording.questions import QuestionWords as QuestionWords
from shieldwiz.gui.wording.questions import question_words as question_words
from shieldwiz.gui.wording.refusals import is_broken_signature as is_broken_signature
from shieldwiz.gui.wording.sentences import Sentence as Sentence
from shieldwiz.gui.wording.sentences import combined as combined
from shieldwiz.gui.wording.sentences import date_text as date_text
from shieldwiz.gui.wording.sentences import size_words as size_words
from shieldwiz.gui.wording.sentences import time_text as time_text
from shieldwiz.gui.wording.verdicts import BannerWords as BannerWords
from shieldwiz.gui.wording.verdicts import expired_on as expired_on
from shieldwiz.gui.wording.verdicts import known_words as known_words
from shieldwiz.gui.wording.verdicts import open_points as open_points
from shieldwiz.gui.wording.verdicts import verdict_words as verdict_words
