"""Scores and states as partners write them. What a bare number is a share of, its whole column says."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from ujuzi.evidence.sheets.shapes import Status
from ujuzi.standards.sheets import answers
from ujuzi.standards.sheets.columns import plain

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_PERCENT = re.compile(
    rf"^(?:%\s*)?{_NUMBER}\s*(?:%|percent|per cent|pour cent|por ciento|por cento|в?процентов|asilimia|بالمئة|بالمائة)?$"
)
_OF = re.compile(rf"^{_NUMBER}\s*(?:/|out of|of|sur|de|sobre|из|من|kati ya|分之)\s*{_NUMBER}$", re.IGNORECASE)
_SCALE = re.compile(r"(?:/|sur|out of|de|sobre|из|من)\s*(\d{1,4})\b")

_LONGEST = 60  # characters; beyond, a cell is a sentence

_STATES = {
    Status.COMPLETED: (
        "completed complete done finished yes attended certified awarded issued acheve achevee termine terminee complete"
        " completee fini finie completado completada finalizado finalizada terminado terminada concluido concluida completo"
        " مكتمل مكتملة أكمل أكملت اكتمل تم منجز منته أنهى أنهت завершено завершен завершена завершил завершила окончено окончил окончила"
        " пройден пройдено amemaliza imekamilika kamili amekamilisha 完成 已完成 结业 已结业 毕业"
    ),
    Status.PASSED: (
        "passed pass success successful p merit distinction reussi reussie admis admise valide validee aprobado aprobada"
        " aprovado aprovada apto apta ناجح ناجحة نجح نجحت اجتاز اجتازت сдан сдано сдал сдала зачет зачтено amefaulu"
        " 通过 已通过 合格 及格"
    ),
    Status.FAILED: (
        "failed fail not_passed unsuccessful f echoue echouee echec non_reussi non_reussie non_admis ajourne reprobado reprobada suspenso no_aprobado"
        " no_aprobada reprovado reprovada nao_aprovado nao_aprovada راسب راسبة رسب رسبت لم_ينجح لم_تنجح لم_يجتز"
        " не_сдан не_сдано не_сдал не_сдала незачет не_зачтено провален ameshindwa hakufaulu amefeli 未通过 不合格 不及格 没通过"
    ),
    Status.UNFINISHED: (
        "in_progress incomplete not_completed not_complete not_started started enrolled enroled registered active ongoing"
        " dropped dropped_out withdrawn expired no pending unfinished audit en_cours inacheve non_acheve non_termine inscrit"
        " inscrite abandonne non_commence en_attente en_curso incompleto incompleta no_completado no_iniciado inscrito"
        " abandonado pendiente em_andamento em_curso nao_concluido nao_iniciado desistente pendente matriculado"
        " قيد_التقدم جاري جارية غير_مكتمل غير_مكتملة لم_يكتمل لم_يكمل لم_يبدأ مسجل مسجلة منسحب قيد_الإنجاز"
        " в_процессе не_завершено не_завершен не_завершена не_начато не_пройден записан начато отчислен"
        " inaendelea anaendelea hajamaliza haijakamilika hajaanza amesajiliwa 进行中 未完成 未开始 学习中 已报名 已退出"
    ),
}
_WORDS = {plain(word.replace("_", " ")): state for state, words in _STATES.items() for word in words.split()}


def status(cell: str) -> Status | None:
    """None for words that are not known: whether the row is a completion cannot be told then."""
    if len(cell) > _LONGEST:
        return None
    word = plain(cell)
    if not word and not cell.strip():
        return Status.NONE
    if word in _WORDS:
        return _WORDS[word]
    said = answers.truth(cell)
    if said is not None:
        return Status.COMPLETED if said else Status.UNFINISHED
    return _mistyped(word)


def _mistyped(word: str) -> Status | None:
    """One slip, and only where all words that near mean the same."""
    if len(word) < 5:
        return None
    near = {
        state
        for known, state in _WORDS.items()
        if abs(len(known) - len(word)) <= 1
        and len(known) >= 5
        and DamerauLevenshtein.distance(word, known, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


def _plain_number(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("٪", "%").replace("٫", ".").strip().casefold()
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def bare(cell: str) -> float | None:
    """The number of a cell that says nothing but a number."""
    text = _plain_number(cell[:_LONGEST])
    return _float(text) if re.fullmatch(_NUMBER, text) else None


def scale(heading: str, cells: Iterable[str]) -> float | None:
    """What bare numbers of the column are out of: 1, 100, or what the heading says; None when it cannot be told.

    A column whose highest number is between 2 and 20 may be out of 20, of 10 or of 100.
    """
    folded = _plain_number(heading)
    if match := _SCALE.search(folded):
        return float(match[1])
    if "%" in folded or "percent" in folded:
        return 100.0
    highest = max((number for cell in cells if (number := bare(cell)) is not None), default=0.0)
    if highest <= 1:
        return 1.0
    return 100.0 if highest > 20 else None


def score(cell: str, out_of: float | None) -> tuple[float | None, str]:
    """(0 to 1, "") or (None, code)."""
    if len(cell) > _LONGEST:
        return None, "score-unreadable"
    text = _plain_number(cell)
    if not text or text in {"-", "–", "n/a", "na"}:
        return None, ""
    if match := _OF.match(text):
        whole = _float(match[2])
        return _within(_float(match[1]) / whole if whole else 2.0)
    number = bare(cell)
    if number is not None:
        return _within(number / out_of) if out_of else (None, "score-scale-unknown")
    match = _PERCENT.match(text)
    return _within(_float(match[1]) / 100) if match else (None, "score-unreadable")


def _within(value: float) -> tuple[float | None, str]:
    return (round(value, 6), "") if 0 <= value <= 1 else (None, "score-out-of-range")
