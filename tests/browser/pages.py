"""The public pages that every check goes through."""

from tests.browser.conftest import Hub

LANGUAGES = ("en", "fr", "es", "ar", "zh-hans", "ru", "sw", "pt")


def addresses(hub: Hub, language: str) -> list[str]:
    under = f"{hub.address}/{language}/"
    return [
        under + rest
        for rest in (
            "",
            "find/",
            "find/?q=machine&language=en&level=advanced&all=country",
            "find/?q=nothing-at-all-has-this&cost=free&level=beginner",
            f"resource/{hub.edition}/",
            f"work/{hub.work}/",
            "partner/",
            "partner/savanna/",
            "subject/",
            "subject/machine-learning/",
            "language/",
            "language/sw/",
            "learn/",
            "learn/ai-foundations/",
            "learn/ai-foundations/what-it-learns-from/",
            "learn/ai-foundations/final/",
            "learn/ai-foundations/glossary/",
            "verify/",
            "about/",
            "about/ranking/",
            "about/accessibility/",
            "about/bot/",
            "about/api/",
            "nowhere/",
        )
    ]
