"""Names of ten places for made-up people: real given names, families real or put together, two spellings where there are two scripts."""

import random
from collections.abc import Callable

Spellings = tuple[str, ...]  # the same name in several scripts or transliterations, the hub's first

_GIVEN = {
    "sw": "Amina Baraka Zawadi Neema Juma Halima Rashid Fatuma Hamisi Rehema Saidi Mwanaidi Salome Wanjiru Kamau Njeri Otieno Achieng Wafula Nekesa Kiprono Chebet Mutua Mwende Makena Kevin Grace Faith Brian Mercy Joseph Esther Daniel Ruth Peter",
    "en": "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen Emma Olivia Noah Liam Sophia Lucas Chloe Oscar Hazel Ivy Arthur Jon Anne Anna Stephen Steven Catherine Kathryn",
    "fr": "Aïssatou Moussa Fatoumata Ousmane Mariam Ibrahima Aminata Cheikh Khadidiatou Modou Jean Marie Pierre Jean-Pierre Françoise Hélène Gaëlle Benoît Chloé Rémi Noémie Théo Zoé Clément Adèle Mathéo Élodie Koffi Akissi Kouadio Awa Seydou Djeneba Boubacar",
    "es": "María José Juan Carlos Ana Lucía Jorge Mario Mariana Sofía Andrés Camila Íñigo Begoña Ramón Ángel Inés Julián Juliana Martín Martina Paulo João Conceição Gonçalo Luísa Beatriz Rafael Rafaela Tomás Marta Marco Daniela Daniel",
    "hi": "प्रिया राहुल अंजलि विकास सुनीता अमित कविता संजय दीपिका अनिल रेखा मनोज नेहा राजेश पूजा सुरेश आरती विजय लक्ष्मी गणेश मीना अजय सीमा रवि उषा किरण मोहन गीता अर्जुन राधिका",
    "am": "አበበ ከበደ ሀይሉ ሰላማዊት ትዕግስት ዳዊት ሄኖክ ብርሃኑ አለማየሁ ተስፋዬ ገነት ሙሉጌታ ፀሐይ ኃይለማርያም ወርቅነሽ መስፍን አስቴር ሰለሞን ዮሐንስ ማርታ ታደሰ በቀለ እመቤት ዘነበ ጌታቸው አልማዝ ፍቅርተ ግርማ ሀና ምህረት",
}
_ARABIC = """محمد:Mohamed:Mohammed:Muhammad أحمد:Ahmed:Ahmad فاطمة:Fatima:Fatma يوسف:Youssef:Yusuf عبد_الرحمن:Abdelrahman:Abdul_Rahman خالد:Khaled:Khalid مريم:Maryam:Mariam
حسن:Hassan:Hasan حسين:Hussein:Husayn سارة:Sara:Sarah إبراهيم:Ibrahim:Ebrahim ليلى:Leila:Layla عمر:Omar:Umar زينب:Zainab:Zeinab طارق:Tarek:Tariq نور:Nour:Noor
مصطفى:Mostafa:Mustafa هدى:Huda:Hoda سعيد:Said:Saeed كريم:Karim:Kareem رانيا:Rania:Raniya عائشة:Aisha:Aicha بلال:Bilal:Belal جمال:Jamal:Gamal سلمى:Salma:Selma
عبد_الله:Abdullah:Abdallah شريف:Sherif:Sharif منى:Mona:Muna وليد:Walid:Waleed نبيل:Nabil:Nabeel أنور:Anwar:Anouar رشيد:Rashid:Rachid سميرة:Samira:Sameera هشام:Hisham:Hicham"""
_ARABIC_FAMILY = """المصري:El_Masry:Al-Masri الحداد:El_Haddad:Haddad الشامي:El_Shamy:Al-Shami النجار:El_Naggar:Al-Najjar البغدادي:Al-Baghdadi:El_Baghdadi الخطيب:Al-Khatib:El_Khatib
منصور:Mansour:Mansur سليمان:Soliman:Suleiman الزهراني:Al-Zahrani:Alzahrani القحطاني:Al-Qahtani:Al-Kahtani بن_علي:Ben_Ali:Bin_Ali الطويل:Al-Tawil:El_Tawil درويش:Darwish:Darwich
فرحات:Farhat:Ferhat الصباغ:Al-Sabbagh:El_Sabbagh حمدان:Hamdan:Hemdan الكيلاني:Al-Kilani:El_Kilani بركات:Barakat:Berakat شاهين:Shaheen:Chahine الرفاعي:Al-Rifai:El_Refai"""
_RUSSIAN = """Дмитрий:Dmitry:Dmitrii Юлия:Yulia:Iuliia Анна:Anna Сергей:Sergey:Sergei Наталья:Natalya:Natalia Алексей:Alexey:Aleksei Екатерина:Ekaterina:Yekaterina
Михаил:Mikhail Ольга:Olga Фёдор:Fyodor:Fedor Татьяна:Tatyana:Tatiana Андрей:Andrey:Andrei Ксения:Ksenia:Kseniya Игорь:Igor Мария:Maria:Mariya Николай:Nikolay:Nikolai Евгений:Evgeny:Evgenii"""
_RUSSIAN_STEMS = "Иван Петр Сидор Смирн Кузнец Поп Васил Сокол Михайл Нов Фёдор Мороз Волк Алексе Лебед Семён Егор Павл Козл Степан Никола Орл Андре Макар Никит Захар Зайц Соловь Борис Яковл Григорь Роман Воробь Серге Кузьмин Фрол Александр Дмитри Корол Гус Киселёв Ильин Максим Поляк Сорокин Виноград Ковал Белов Медвед Антон Тарас Жук Баран Филипп Комар Давыд Беляк Герасим Богдан Осип Сидоренк Матвеенк"
_CHINESE = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_CHINESE_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国文波宇浩然子轩梓涵雨欣怡佳琪思远志鹏晓东海燕春梅红亮辉斌婷雪莹凯健俊峰晨曦瑞雯颖慧琳璐鑫博天成家豪嘉诚美玲秀珍云飞立新振兴安康永福祥林森木水清源泽润"
_TO_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфыАБВГДЕЗИКЛМНОПРСТУФ",
            "abvgdeziyklmnoprstufyABVGDEZIKLMNOPRSTUF",
            strict=True,
        )
    )
    | {
        "ё": "e",
        "ж": "zh",
        "Ж": "Zh",
        "ч": "ch",
        "ц": "ts",
        "ь": "",
        "ш": "sh",
        "х": "kh",
        "щ": "shch",
        "я": "ya",
        "ю": "yu",
        "Я": "Ya",
        "Ц": "Ts",
    }
)
_SYLLABLES = {
    "sw": (["Mwa", "Ki", "Nya", "Wa", "Ka", "Mu", "O", "Che", "Ma", "Ndu", "Gi", "Ru"], ["ngi", "ka", "ru", "ti", "ma", "lu", "ndo", "sha", "be", "koro", "chi", "ga"], ["ri", "no", "mba", "ndi", "ta", "le", "go", "nga", "wa", "mo", "ni", "si"]),
    "en": (["Har", "Wil", "Ash", "Brad", "Hamp", "Lang", "Thorn", "West", "Black", "Whit", "Fair", "Stan"], ["ring", "ley", "den", "ber", "mer", "ing", "ford", "wor", "hol", "bur"], ["ton", "ford", "son", "wood", "field", "man", "well", "ham", "by", "stead"]),
    "fr": (["Dia", "Ndia", "Kou", "Tra", "Cou", "Ou", "Beau", "Le", "Mar", "Che", "Fon", "Du"], ["ma", "lo", "ra", "ba", "cham", "vi", "go", "dé", "mon", "ti"], ["té", "ye", "ré", "mé", "bert", "gnon", "tier", "court", "lly", "né"]),
    "es": (["Fer", "Gon", "Mar", "Her", "Gut", "Dom", "San", "Car", "Var", "Mon", "Al", "Bel"], ["nan", "ta", "ve", "ran", "ti", "dra", "mo", "go", "len", "ci"], ["dez", "les", "nez", "rra", "gas", "ros", "ão", "eira", "ques", "ña"]),
    "hi": (["श", "व", "गु", "च", "मि", "पा", "जो", "ति", "सिं", "अ", "ख", "ना"], ["र्", "न्", "प्", "क्", "त्", "ल", "ग", "द"], ["मा", "रा", "ता", "शी", "वे", "कर", "वाल", "यर", "लू", "ले"]),
}  # fmt: skip


def _spellings(text: str) -> list[Spellings]:
    return [tuple(name.replace("_", " ") for name in entry.split(":")) for entry in text.split()]


_ARABIC_NAMES, _ARABIC_FAMILIES, _RUSSIAN_NAMES = map(_spellings, (_ARABIC, _ARABIC_FAMILY, _RUSSIAN))


def _plain(place: str) -> Callable[[random.Random], list[Spellings]]:
    given = _GIVEN[place].split()

    def make(chance: random.Random) -> list[Spellings]:
        family = "".join(chance.choice(part) for part in _SYLLABLES[place])
        names = [chance.choice(given)] + ([chance.choice(given)] if chance.random() < 0.3 else []) + [family]
        return [(name,) for name in dict.fromkeys(names)]

    return make


def _arabic(first: int) -> Callable[[random.Random], list[Spellings]]:
    """Given name, father's and grandfather's, family; `first` 1 for people who have it in Latin letters in the hub."""

    def make(chance: random.Random) -> list[Spellings]:
        names = [*chance.sample(_ARABIC_NAMES, chance.choice((2, 2, 3))), chance.choice(_ARABIC_FAMILIES)]
        return [(name[first], *(other for other in name if other != name[first])) for name in names]

    return make


def _russian(chance: random.Random) -> list[Spellings]:
    given = chance.choice(_RUSSIAN_NAMES)
    family = chance.choice(_RUSSIAN_STEMS.split()) + chance.choice(
        ("ов", "ев", "енко", "инский", "ич", "чук", "ский", "ин")
    )
    if given[0][-1] in "ая" and family.endswith(("ов", "ев", "ин")):
        family += "а"
    return [given, (family, family.translate(_TO_LATIN))]


def _chinese(chance: random.Random) -> list[Spellings]:
    given = "".join(chance.choice(_CHINESE_GIVEN) for _ in range(chance.choice((1, 2, 2, 2, 2))))
    return [(chance.choice(_CHINESE),), (given,)]


def _amharic(chance: random.Random) -> list[Spellings]:
    return [(name,) for name in chance.sample(_GIVEN["am"].split(), chance.choice((2, 3, 3, 3)))]


PLACES: dict[str, Callable[[random.Random], list[Spellings]]] = {
    **{place: _plain(place) for place in ("sw", "en", "fr", "es", "hi")},
    "ar": _arabic(0),
    "ar-Latn": _arabic(1),
    "ru": _russian,
    "zh": _chinese,
    "am": _amharic,
}
