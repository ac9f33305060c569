"""Which of our boxes the words for admonitions mean."""

KINDS = {
    "note": "note", "info": "note", "abstract": "note", "summary": "note", "tldr": "note", "tip": "note", "hint": "note",
    "important": "note", "success": "note", "check": "note", "done": "note", "seealso": "note", "quote": "note", "cite": "note",
    "warning": "warning", "caution": "warning", "attention": "warning", "danger": "warning", "error": "warning",
    "failure": "warning", "fail": "warning", "missing": "warning", "bug": "warning",
    "example": "example", "exercise": "try", "task": "try", "todo": "try", "try": "try",
    "question": "reflect", "help": "reflect", "faq": "reflect", "reflect": "reflect",
}  # fmt: skip


def kind_of(said: str) -> tuple[str, str]:
    """Our kind of box, and a title for it where the word is none that we know ("Opomba")."""
    word = said.split()[0] if said.split() else "note"
    known = KINDS.get(word.lower())
    return (known, "") if known else ("note", word[:1].upper() + word[1:])
