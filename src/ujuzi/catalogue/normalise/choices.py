"""Free words of sources to the few values of the catalogue: kind, level, cost, certificate, form, accessibility."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ujuzi.catalogue.feeds.entry import Entry, Offer
from ujuzi.catalogue.models import CertificateState, Cost, Level, Modality, ResourceKind

_KINDS: list[tuple[str, str]] = [
    (
        ResourceKind.PATH,
        r"path|program|specialization|track|curricul|parcours|ruta|trilha|lernpfad|route|mergedcertification",
    ),
    (
        ResourceKind.WEBINAR,
        r"webinar|webinaire|webinario|webinário|webcast|event|live session|seminar|veranstaltung",
    ),
    (ResourceKind.VIDEO, r"video|film|movie|lecture recording|vidéo|vídeo|видео|视频|فيديو"),
    (
        ResourceKind.TOOLKIT,
        r"toolkit|tool kit|template|software|dataset|tool\b|boîte à outils|caja de herramientas|工具包|zana",
    ),
    (ResourceKind.MODULE, r"module|unit\b|lesson|leçon|lektion|lección|assessment|appliedskill|quiz|exam\b"),
    (
        ResourceKind.COURSE,
        r"course|cours\b|curso|kurs|kozi|mooc|курс|课程|دورة|corso|training|workshop|certification|formation",
    ),
    (
        ResourceKind.GUIDE,
        r"guide|text|article|book|manual|handbook|document|web ?page|worksheet|report|paper|presentation|blog|guía|guia|指南|دليل|mwongozo",
    ),
]
_LEVELS: list[tuple[str, str]] = [
    (
        Level.BEGINNER,
        r"beginner|wanaoanz|basic|introduct|intro\b|foundation|elementary|novice|easy|grund|anfänger|einsteiger|débutant|principiante|"
        r"inicial|básico|iniciante|mwanzo|msingi|مبتدئ|начальн|новичк|初级|入门|शुरुआती|প্রাথমিক|ጀማሪ|pemula|mai farawa|\ba1\b|all levels",
    ),
    (
        Level.ADVANCED,
        r"advanced|expert|professional|difficult|master|avancé|avanzado|avançado|fortgeschritten|experte|متقدم|продвинут|高级|"
        r"wa juu|उन्नत|উন্নত|ከፍተኛ|lanjut",
    ),
    (
        Level.INTERMEDIATE,
        r"intermediate|medium|mittel|intermédiaire|intermedio|intermediário|kati|متوسط|средн|中级|मध्य|মধ্য|መካከለኛ|menengah",
    ),
]
_MODES: list[tuple[str, str]] = [
    (Modality.HYBRID, r"blend|hybrid|hybride|híbrido|гибрид|混合|mchanganyiko"),
    (
        Modality.IN_PERSON,
        r"on-?site|in.?person|face.to.face|präsenz|présentiel|presencial|offline event|حضوري|очн|线下|ana kwa ana",
    ),
    (
        Modality.SELF_PACED,
        r"self|asynchron|own pace|on.?demand|selbst|rythme|ritmo|always available|any ?time",
    ),
    (Modality.SCHEDULED, r"instructor|synchron|live|cohort|scheduled|dated|fixed"),
    (
        Modality.SELF_PACED,
        r"online|virtual|e-?learning|distance|en ligne|en línea|عن بعد|онлайн|在线|mtandaoni",
    ),
]
_FEATURES = {
    "caption": "captions", "captions": "captions", "subtitle": "captions", "subtitles": "captions", "closedcaptions": "captions",
    "opencaptions": "captions", "sous-titres": "captions", "subtítulos": "captions", "legendas": "captions", "untertitel": "captions",
    "manukuu": "captions", "ترجمة نصية": "captions", "字幕": "captions", "субтитры": "captions", "takarifu": "captions",
    "transcript": "transcript", "transcripts": "transcript", "transcription": "transcript", "transkript": "transcript",
    "signlanguage": "signLanguage", "audiodescription": "audioDescription", "alternativetext": "alternativeText", "alttext": "alternativeText",
    "longdescription": "longDescription", "structuralnavigation": "structuralNavigation", "readingorder": "readingOrder",
    "tableofcontents": "tableOfContents", "displaytransformability": "displayTransformability", "largeprint": "largePrint",
    "highcontrastdisplay": "highContrastDisplay", "highcontrast": "highContrastDisplay", "braille": "braille", "mathml": "MathML",
    "ttsmarkup": "ttsMarkup", "synchronizedaudiotext": "synchronizedAudioText", "timingcontrol": "timingControl",
    "taggedpdf": "taggedPDF", "index": "index", "pagenavigation": "pageNavigation", "unlocked": "unlocked", "none": "none",
    "screenreader": "structuralNavigation", "screenreaderfriendly": "structuralNavigation", "keyboard": "fullKeyboardControl",
}  # fmt: skip
_MODES_OF_ACCESS = {"textual", "visual", "auditory", "tactile"}
_HAZARDS = {
    "none": "none", "flashing": "flashing", "noflashing": "noFlashingHazard", "noflashinghazard": "noFlashingHazard",
    "motionsimulation": "motionSimulation", "nomotionsimulationhazard": "noMotionSimulationHazard", "sound": "sound",
    "nosoundhazard": "noSoundHazard", "unknown": "unknown",
}  # fmt: skip
_PLAIN_KEY = re.compile(r"[\s_\-]+")


@lru_cache(maxsize=2048)
def _first(words: str, which: str) -> str:
    table = {"kind": _KINDS, "level": _LEVELS, "mode": _MODES}[which]
    folded = words.casefold()
    return next((value for value, pattern in table if re.search(pattern, folded)), "")


def kind(said: str) -> str:
    """Course where nothing is said that we know."""
    return _first(said.rsplit("/", 1)[-1], "kind") or ResourceKind.COURSE


def level(said: Iterable[str]) -> str:
    """Of several levels the lowest: who is a beginner may come."""
    found = {_first(each.rsplit("/", 1)[-1], "level") for each in said}
    return next(
        (each for each in (Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED) if each in found),
        Level.UNKNOWN,
    )


def modality(said: str) -> str:
    return _first(said, "mode") if said else Modality.UNKNOWN


def modality_of(entry: Entry) -> str:
    """What the offers agree on; hybrid when they differ between online and in person."""
    found = {made for offer in entry.offers if (made := modality(offer.mode))}
    if len(found) == 1:
        return found.pop()
    if found >= {Modality.IN_PERSON} and len(found) > 1:
        return Modality.HYBRID
    return (
        Modality.SELF_PACED if Modality.SELF_PACED in found else next(iter(sorted(found)), Modality.UNKNOWN)
    )


def amount(text: str) -> float | None:
    """A price as a number: "1.234,50", "USD 49", "free" -> 0."""
    folded = text.strip().casefold()
    if folded.strip("!. ") in {
        "free",
        "gratis",
        "gratuit",
        "kostenlos",
        "bure",
        "مجاني",
        "免费",
        "бесплатно",
        "gratuito",
    }:
        return 0.0
    match = re.search(r"\d[\d.,\s]*", folded)
    if not match:
        return None
    number = match[0].strip().replace(" ", "")
    if re.search(r",\d{1,2}$", number):
        number = number.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", number):  # no currency has three decimals that people write
        number = number.replace(".", "")
    try:
        value = float(number.replace(",", ""))
    except ValueError:
        return None
    return value if value < 10_000_000 else None


def cost(entry: Entry) -> str:
    """Stated freedom wins; else prices: one offer without price to pay makes it free."""
    if entry.free is not None:
        return Cost.FREE if entry.free else Cost.PAID
    prices = [price for offer in entry.offers if (price := amount(offer.price)) is not None]
    if not prices:
        return Cost.UNKNOWN
    return Cost.FREE if min(prices) == 0 else Cost.PAID


def certificate(entry: Entry) -> str:
    prices = [price for offer in entry.offers if (price := amount(offer.certificate_price)) is not None]
    if entry.certificate is False:
        return CertificateState.NONE
    if entry.certificate_free is not None:
        return CertificateState.FREE if entry.certificate_free else CertificateState.PAID
    if prices:
        return CertificateState.FREE if min(prices) == 0 else CertificateState.PAID
    return CertificateState.YES if entry.certificate else CertificateState.UNKNOWN


def features(said: Iterable[str]) -> list[str]:
    """schema.org accessibilityFeature terms; unknown ones are kept as they are when they look like a term."""
    found: dict[str, None] = {}
    for each in said:
        for part in re.split(r"[,;|]", each):
            word = part.strip().rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            known = _FEATURES.get(_PLAIN_KEY.sub("", word.casefold())) or _FEATURES.get(word.casefold())
            if known or re.fullmatch(r"[a-zA-Z]{3,40}", word):
                found[known or word] = None
    return list(found)[:40]


def access_modes(said: Iterable[str]) -> list[str]:
    words = [word.strip().casefold() for each in said for word in re.split(r"[,;|\s]+", each)]
    return [mode for mode in dict.fromkeys(words) if mode in _MODES_OF_ACCESS]


def hazards(said: Iterable[str]) -> list[str]:
    found = (_HAZARDS.get(_PLAIN_KEY.sub("", each.casefold())) for each in said)
    return [hazard for hazard in dict.fromkeys(found) if hazard]


def currency(offer: Offer) -> str:
    """ISO 4217, also from signs."""
    signs = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}
    word = offer.currency.strip().upper()
    if re.fullmatch(r"[A-Z]{3}", word):
        return word
    return next((code for sign, code in signs.items() if sign in offer.currency + offer.price), "")
