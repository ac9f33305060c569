"""A partner's sheet as partners make them, with what is true of it: seeded, so that a figure that changes is a change of ours."""

import csv
import io
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.evidence.sheets.pools import PLACES, Spellings
from ujuzi.evidence.sheets.courses import Course
from ujuzi.evidence.sheets.people import Known

TODAY = date(2026, 11, 20)
HEADER = [
    "Full name",
    "E-mail adress",
    "Ujuzi user name",
    "Learner ID",
    "Course title",
    "Course URL",
    "Completion date",
    "Score",
    "Status",
]
_WORDS = [
    ("AI for everyone", "L’IA pour tous", "IA para todos", "الذكاء الاصطناعي للجميع", "ИИ для всех", "人人可学的人工智能"),
    ("Machine learning, part 1", "Apprentissage automatique, partie 1", "Aprendizaje automático, parte 1", "تعلم الآلة، الجزء 1"),
    ("Machine learning, part 2", "Apprentissage automatique, partie 2", "Aprendizaje automático, parte 2", "تعلم الآلة، الجزء 2"),
    ("Governing artificial intelligence", "Gouverner l’intelligence artificielle", "Управление искусственным интеллектом"),
    ("Generative AI at work", "L’IA générative au travail", "Akili unde zalishi kazini", "生成式人工智能在工作中"),
    ("Data for sustainable development", "Données pour le développement durable", "Data kwa maendeleo endelevu"),
]  # fmt: skip
COURSES = [
    Course(
        f"https://hub.example/courses/{number}",
        titles,
        (f"AI-{number}0", f"https://partner.example/learn/course-{number}"),
    )
    for number, titles in enumerate(_WORDS, start=1)
]


@dataclass(frozen=True)
class Person:
    """`id` 0: not of the hub. `stranger` tells those apart."""

    id: int
    stranger: int
    names: list[Spellings]
    email: str
    partner_id: str
    place: str

    @property
    def who(self) -> tuple[int, int]:
        return self.id, self.stranger


@dataclass
class Made:
    """`truth`: row number -> (person, course, day), rows that are no completion left out. `first`: the earliest day of each person's course."""

    known: list[Known]
    data: bytes
    truth: dict[int, tuple[Person, str, date]] = field(default_factory=dict)
    unfinished: set[int] = field(default_factory=set)
    filled: int = 0


class Maker:
    """Everything by chance, and chance by the seed."""

    def __init__(self, seed: int, known: int) -> None:
        self.chance = random.Random(seed)
        self.people = [self._person(number, 0) for number in range(1, known + 1)]

    def _person(self, number: int, stranger: int) -> Person:
        place = self.chance.choice(list(PLACES))
        names = PLACES[place](self.chance)
        local = f"{self.chance.choice('abcdefghijklmnop')}{''.join(self.chance.choices('aeioubdfgklmnrstvz', k=7))}{self.chance.choice(('', '', '1', '88'))}"
        domain = self.chance.choice(
            ("gmail.com", "gmail.com", "yahoo.fr", "outlook.com", "students.uni.example", "ministry.example")
        )
        return Person(
            number, stranger, names, f"{local}@{domain}", f"P-{number or stranger + 900_000:06}", place
        )

    def known(self) -> list[Known]:
        """One in six has no verified address, one in ten was in an earlier sheet of this partner."""
        made = []
        for person in self.people:
            name = joined(person, [each[0] for each in person.names])
            emails = () if person.id % 6 == 0 else (person.email,)
            ids = (person.partner_id,) if person.id % 10 == 0 else ()
            made.append(Known(person.id, f"learner{person.id}", (name,), emails, ids))
        return made

    def sheet(self, *, rows: int, people: int, strangers: int) -> Made:
        """`rows` filled ones about so many people of the hub and so many others, in any order."""
        chance = self.chance
        about = [
            *chance.sample(self.people, people),
            *(self._person(0, number) for number in range(1, strangers + 1)),
        ]
        facts = [(person, chance.choice(COURSES), self._day()) for person in about]
        facts += [
            (person, chance.choice(COURSES), self._day()) for person in chance.sample(about, len(about) // 5)
        ]
        facts = list(
            {(person.who, course.activity): (person, course, day) for person, course, day in facts}.values()
        )
        lines = [(self._line(*fact), fact, True) for fact in facts]
        for person, course, day in chance.choices(facts, k=(rows - len(facts)) * 3 // 5):
            near = chance.random() < 0.5
            later = min(day + timedelta(days=chance.randint(1, 20)), TODAY) if near else day
            line = self._line(person, course, later) if near and person.id else None
            lines.append(
                (line or self._same(lines, person, course), (person, course, later if line else day), True)
            )
        while len(lines) < rows:
            person = chance.choice(about)
            line = self._line(person, chance.choice(COURSES), self._day())
            line[-1] = chance.choice(("In progress", "Failed", "en cours", "未完成", "راسب"))
            lines.append((line, (person, COURSES[0], TODAY), False))
        chance.shuffle(lines)
        return self._written(lines)

    def _same(self, lines: list, person: Person, course: Course) -> list[str]:
        return next(list(line) for line, fact, _done in lines if fact[0] is person and fact[1] is course)

    def _day(self) -> date:
        return TODAY - timedelta(days=self.chance.randint(1, 700))

    def _written(self, lines: list) -> Made:
        made = Made(self.known(), b"")
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(HEADER)
        number = 1
        for line, (person, course, day), done in lines:
            if self.chance.random() < 0.02:
                writer.writerow([""] * len(HEADER))
                number += 1
            writer.writerow(line)
            number += 1
            if done:
                made.truth[number] = person, course.activity, day
            else:
                made.unfinished.add(number)
        made.data, made.filled = out.getvalue().encode(), len(lines)
        return made

    def _line(self, person: Person, course: Course, day: date) -> list[str]:
        chance = self.chance
        way = chance.random()
        email = username = partner_id = ""
        if way < 0.40 or (way < 0.70 and not person.id):
            email = chance.choice((person.email, person.email, person.email.upper(), f" {person.email}"))
        elif way < 0.50:
            email = mistyped_address(chance, person.email)
        elif 0.70 <= way < 0.75 and not person.id:  # the mailbox of a relative who is of the hub
            email = next(
                other.email for other in chance.sample(self.people, 500) if other.place == person.place
            )
        elif way < 0.60:
            email = f"other.{person.id}.{''.join(chance.choices('bcdfghjklm', k=6))}@work.example"
        elif way < 0.70:
            partner_id = person.partner_id
        elif way < 0.75 and person.id:
            username = chance.choice((f"learner{person.id}", f"LEARNER{person.id}"))
        title, url = self._course(course)
        score = chance.choice(("85 %", "17/20", "92", "78", "٨٥٪", ""))
        status = chance.choice(
            ("Completed", "completed", "Passed", "réussi", "مكتمل", "已完成", "завершено", "Comleted")
        )
        return [self._name(person), email, username, partner_id, title, url, self._date(day), score, status]

    def _course(self, course: Course) -> tuple[str, str]:
        way = self.chance.random()
        if way < 0.3:
            return "", f"http://www.partner.example/learn/course-{course.activity[-1]}/?utm_source=mail"
        if way < 0.4:
            return mistyped(self.chance, course.titles[0]), ""
        title = self.chance.choice(course.titles)
        return self.chance.choice((title, title.upper(), f"  {title} ")), ""

    def _date(self, day: date) -> str:
        months = [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ]
        arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
        return self.chance.choice(
            (
                day.isoformat(),
                f"{day:%d/%m/%Y}",
                f"{day:%d.%m.%Y}",
                f"{day:%B} {day.day}, {day.year}",
                f"{day.day} {months[day.month - 1]} {day.year} г.",
                f"{day.year}年{day.month}月{day.day}日",
                f"{day:%Y-%m-%d}".translate(arabic),
                str((day - date(1899, 12, 30)).days),
            )
        )

    def _name(self, person: Person) -> str:
        """As in the hub or otherwise: other spelling or script, other order, a slip, capitals, a title, less accents."""
        chance = self.chance
        spelling = chance.random()
        parts = [each[0] for each in person.names]
        if spelling > 0.9 and person.place in {"ar", "ar-Latn", "ru"}:  # the whole name in the other script
            parts = [
                chance.choice([other for other in each if other.isascii() != each[0].isascii()] or each[:1])
                for each in person.names
            ]
        elif spelling > 0.8:  # each as one may write it in the same script
            parts = [
                chance.choice([other for other in each if other.isascii() == each[0].isascii()])
                for each in person.names
            ]
        way = chance.random()
        if way < 0.15:
            parts = [parts[-1], *parts[:-1]] if person.place != "zh" else [parts[1], parts[0]]
            return (
                " ".join(parts)
                if chance.random() < 0.7 or person.place == "zh"
                else f"{parts[0]}, {' '.join(parts[1:])}"
            )
        if way < 0.25 and person.place != "zh":
            longest = max(range(len(parts)), key=lambda place: len(parts[place]))
            parts[longest] = mistyped(chance, parts[longest])
        name = joined(person, parts)
        if way > 0.92:
            return name.upper()
        if way > 0.87:
            return (
                f"{chance.choice(('Dr ', 'Mme ', 'Prof. ', 'Mr. '))}{name}"
                if person.place in {"sw", "en", "fr", "es", "ar-Latn"}
                else name
            )
        if 0.25 <= way < 0.28 and len(parts) == 3 and person.place in {"sw", "en", "fr", "es"}:
            return f"{parts[0]} {parts[1][0]}. {parts[2]}"
        return name


def joined(person: Person, parts: list[str]) -> str:
    """Chinese names are written without a space."""
    return "".join(parts) if person.place == "zh" else " ".join(parts)


def mistyped(chance: random.Random, text: str) -> str:
    """One slip inside the text: two letters exchanged, one left out, doubled, or another."""
    if len(text) < 4:
        return text
    place = 0 if chance.random() < 0.1 else chance.randrange(1, len(text) - 2)
    one, other = text[place], text[place + 1]
    made = chance.choice(
        (other + one, one, one + one + other, one + chance.choice("aeiou") if text.isascii() else one + one)
    )
    return text[:place] + made + text[place + 2 :]


def mistyped_address(chance: random.Random, email: str) -> str:
    local, _, domain = email.partition("@")
    if domain == "gmail.com":
        return f"{local}@{chance.choice(('gmial.com', 'gmail.con', 'gmai.com', 'gmail.co'))}"
    return (
        f"{local[:4]}{local[5]}{local[4]}{local[6:]}@{domain}"
        if local[4] != local[5]
        else f"{local}@{domain}m"
    )
