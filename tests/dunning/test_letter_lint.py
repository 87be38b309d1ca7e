"""The words that a letter may not hold, by code and language, and those that only look like them."""

from __future__ import annotations

import pytest

from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Rendered
from dunning.letters.lint.finding import CODES, Finding, errors
from dunning.letters.lint.message import read_over
from dunning.letters.lint.templates import NAMES, check_templates
from dunning.letters.lint.words import LISTS
from dunning.policy import CONSEQUENCES
from tests.dunning.desk import templates as read

TEMPLATES = read()

MUST_HIT = {
    "en": {
        "E101": ["We will call the police.", "This is a criminal matter.", "It is FRAUD.", "That is theft."],
        "E102": ["Bailiffs will come.", "We can garnish your wages.", "We will seize the goods."],
        "E103": ["Legal action has begun.", "Court papers are ready.", "A summons will follow."],
        "E104": ["Our lawyer will write.", "Our legal department has the file."],
        "E105": ["We report to a credit bureau.", "It goes to a credit reference agency."],
        "E106": ["We will tell your neighbours.", "We will ask your employer.", "We publish names."],
        "E107": ["You should be ashamed.", "You are a liar."],
        "E108": ["Think of your children.", "Your visa status may change."],
        "E109": ["This is your last chance.", "Pay within 24 hours."],
        "E110": ["A late fee is due.", "The collection costs are yours."],
        "E111": ["This is an official notice.", "Acting for the government."],
        "E112": ["We may go to court.", "A collection agency will call.", "We charge interest."],
        "E114": ["Send us your card number.", "Tell us the CVV."],
        "W202": ["Pay immediately.", "We hereby ask.", "Please remit payment."],
        "W203": ["Nine out of ten pay on time.", "Most of our customers pay."],
        "W204": ["See our special offer.", "Sign up now."],
    },
    "de": {
        "E101": ["Wir rufen die Polizei.", "Das ist Betrug.", "Wir stellen Strafanzeige.", "Es droht Haft."],
        "E102": ["Der Gerichtsvollzieher kommt.", "Wir pfänden Ihr Konto.", "Eine Lohnpfändung folgt."],
        "E103": ["Die Klage eingereicht haben wir.", "Der Mahnbescheid ist beantragt."],
        "E104": ["Unser Anwalt schreibt Ihnen.", "Unsere Rechtsabteilung prüft das."],
        "E105": ["Wir melden das der SCHUFA.", "Das erfährt eine Auskunftei."],
        "E106": ["Wir fragen Ihren Arbeitgeber.", "Wir informieren Ihre Kunden."],
        "E107": ["Das ist eine Schande.", "Das ist unverschämt."],
        "E108": ["Denken Sie an Ihre Kinder.", "Es geht um Ihre Gesundheit."],
        "E109": ["Das ist Ihre letzte Chance.", "Zahlen Sie innerhalb von 24 Stunden."],
        "E110": ["Die Mahngebühr beträgt fünf Euro.", "Die Inkassokosten tragen Sie."],
        "E111": ["Dies ist eine amtliche Mitteilung."],
        "E112": ["Wir gehen vor Gericht.", "Ein Inkassobüro übernimmt.", "Wir berechnen Verzugszinsen."],
        "E114": ["Nennen Sie uns Ihre Kartennummer.", "Wir brauchen die Prüfziffer."],
        "W202": ["Zahlen Sie unverzüglich.", "Hiermit fordern wir Sie auf."],
        "W203": ["Neun von zehn zahlen pünktlich."],
        "W204": ["Nutzen Sie unser Sonderangebot."],
    },
    "fr": {
        "E101": ["Nous appelons la police.", "C'est une fraude.", "C'est du vol.", "Vous risquez la prison."],
        "E102": ["Un huissier viendra.", "Une saisie suivra.", "Nous prendrons votre salaire."],
        "E103": ["Une assignation est prête.", "Voici la dernière mise en demeure."],
        "E104": ["Notre avocat vous écrira.", "Notre service juridique a le dossier."],
        "E105": ["La Banque de France le saura.", "Vous serez fiché."],
        "E106": ["Nous écrirons à votre employeur.", "Nous le dirons sur les réseaux sociaux."],
        "E107": ["C'est une honte.", "Vous êtes malhonnête."],
        "E108": ["Pensez à vos enfants.", "Votre titre de séjour est en jeu."],
        "E109": ["C'est votre dernière chance.", "Payez sous 24 heures."],
        "E110": ["Des frais de relance sont dus.", "Une pénalité sera due."],
        "E111": ["Ceci est un avis officiel."],
        "E112": ["Le tribunal décidera.", "Une société de recouvrement suivra.", "Les intérêts courent."],
        "E114": ["Envoyez votre numéro de carte.", "Donnez-nous le cryptogramme."],
        "W202": ["Payez immédiatement.", "Faute de quoi nous agirons."],
        "W203": ["Neuf sur dix paient à temps."],
        "W204": ["Voici une offre spéciale."],
    },
    "es": {
        "E101": ["Llamaremos a la policía.", "Es un delito.", "Es una estafa.", "Irá a la cárcel."],
        "E102": ["Habrá un embargo.", "Tomaremos su sueldo."],
        "E103": ["Hemos presentado una demanda.", "Recibirá una citación."],
        "E104": ["Nuestro abogado le escribirá.", "Nuestro departamento jurídico lo lleva."],
        "E105": ["Constará en ASNEF.", "Irá a un fichero de morosos."],
        "E106": ["Hablaremos con su jefe.", "Lo diremos en redes sociales."],
        "E107": ["Es una vergüenza.", "Usted es moroso."],
        "E108": ["Piense en sus hijos.", "Es por su salud."],
        "E109": ["Es su última oportunidad.", "Pague en 24 horas."],
        "E110": ["Hay un recargo.", "Los gastos de cobro son suyos."],
        "E111": ["Es un aviso oficial."],
        "E112": ["Iremos al juzgado.", "Una empresa de cobro seguirá.", "Habrá intereses."],
        "E114": ["Envíe su número de tarjeta.", "Díganos el CVV."],
        "W202": ["Pague inmediatamente.", "Por la presente le pedimos."],
        "W203": ["La mayoría de nuestros clientes paga."],
        "W204": ["Vea nuestra oferta especial."],
    },
    "nl": {
        "E101": ["We bellen de politie.", "Dit is fraude.", "Dat is diefstal.", "U bent strafbaar."],
        "E102": ["De deurwaarder komt.", "We laten beslag leggen.", "Er komt loonbeslag."],
        "E103": ["De dagvaarding is klaar.", "Dit is de laatste sommatie."],
        "E104": ["Onze advocaat schrijft u.", "Onze juridische afdeling kijkt mee."],
        "E105": ["We melden dit bij het BKR.", "Het gaat naar een kredietbureau."],
        "E106": ["We bellen uw werkgever.", "We zeggen het uw buren."],
        "E107": ["Dat is een schande.", "U moet zich schamen.", "U bent een wanbetaler."],
        "E108": ["Denk aan uw kinderen.", "Het gaat om uw gezondheid."],
        "E109": ["Dit is uw laatste kans.", "Betaal binnen 24 uur."],
        "E110": ["Er komen incassokosten bij.", "Er komt een boete bij."],
        "E111": ["Dit is een officiële brief.", "Namens de overheid."],
        "E112": ["We gaan naar de rechter.", "Een incassobureau neemt het over.", "We rekenen rente."],
        "E114": ["Stuur ons uw kaartnummer.", "Geef ons de CVC."],
        "W202": ["Betaal onmiddellijk.", "Hierbij vragen wij u."],
        "W203": ["Negen van de tien betalen op tijd."],
        "W204": ["Bekijk onze speciale aanbieding."],
    },
}

MUST_NOT_HIT = {
    "en": [
        "See our payment policy and your insurance policy.",
        "We are interested in your answer, and it is in your interest.",
        "Our office hours are nine to five.",
        "We will follow up in due course.",
        "The believers' client list is public.",
        "The robot is at the shed.",
        "Sue and Bill are in accounts.",
        "Please use the shaded box.",
    ],
    "de": [
        "Die Versicherungspolice liegt bei.",
        "Der Rechnungsbetrag betrug hundert Euro.",
        "Wir haften nicht für die Haftpflicht.",
        "Das Pfand lohnt sich.",
        "Ihr Kundenkonto und Ihr Familienunternehmen.",
        "Das liegt in Ihrem Interesse.",
        "Diese Rechnung ist noch heute offen.",
        "Die Straße ist gesperrt und der Dienst beginnt.",
    ],
    "fr": [
        "Votre police d'assurance est jointe.",
        "Le numéro de police figure en haut.",
        "Le vol pour Nice et le volume des ventes.",
        "C'est dans votre intérêt.",
        "Nous voulons arrêter ces rappels.",
        "Un court message suffit, et le cours est fixe.",
        "La saisonnalité compte.",
    ],
    "es": [
        "Nuestra oficina abre a las nueve.",
        "La póliza de seguro va adjunta.",
        "Es de su interés.",
        "La orden de compra lleva este número.",
        "La demanda de este producto crece.",
    ],
    "nl": [
        "Uw verzekeringspolis is bijgevoegd.",
        "Dit neemt vijf minuten in beslag.",
        "Het is in uw belang.",
        "Ons domein is veranderd.",
        "De aanhoudende regen vertraagt ons.",
        "Wij lossen dit recht voor u op.",
        "Uw klantnummer staat bovenaan.",
    ],
}


def said(language: str, words: str, consequences: tuple[str, ...] = ("talk",)) -> set[str]:
    """The codes that a letter with these words gets, but for how it reads."""
    allowed = tuple(each for each in CONSEQUENCES if each in consequences)
    rendered = Rendered(subject="x", text=f"x\n\n{words}", html="", language=language)
    return {each.code for each in read_over(rendered, allowed)} - {"W206", "W209", "E115", "W210"}


@pytest.mark.parametrize(
    ("language", "code", "words"),
    [
        (language, code, words)
        for language, codes in MUST_HIT.items()
        for code, each in codes.items()
        for words in each
    ],
)
def test_these_words_are_found(language: str, code: str, words: str) -> None:
    assert code in said(language, words)


@pytest.mark.parametrize(
    ("language", "words"), [(language, words) for language, each in MUST_NOT_HIT.items() for words in each]
)
def test_words_that_only_look_like_them_are_let_pass(language: str, words: str) -> None:
    assert said(language, words) == set()


def test_every_language_has_examples_and_words_for_every_code() -> None:
    assert set(MUST_HIT) == set(MUST_NOT_HIT) == set(LISTS) == set(LANGUAGES)
    assert all(set(codes) == set(MUST_HIT["en"]) for codes in MUST_HIT.values())
    assert all(set(lists) == set(LISTS["en"]) for lists in LISTS.values())
    assert {each for each in LISTS["en"] if each[0] in "EW"} <= set(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_consequence_that_the_policy_lists_may_be_named(language: str) -> None:
    for words, name in zip(MUST_HIT[language]["E112"], ("court", "agency", "interest"), strict=True):
        assert "E112" not in said(language, words, (name,))


@pytest.mark.parametrize(
    ("language", "alone", "with_a_way_out"),
    [
        ("en", "We may go to court.", "We may go to court. Please reply to us."),
        ("de", "Wir gehen vor Gericht.", "Wir gehen vor Gericht. Bitte antworten Sie uns."),
        ("fr", "Le tribunal décidera.", "Le tribunal décidera. Merci de nous contacter."),
        ("es", "Iremos al juzgado.", "Iremos al juzgado. Por favor, díganos qué pasa."),
        ("nl", "We gaan naar de rechter.", "We gaan naar de rechter. Bel ons."),
    ],
)
def test_a_consequence_needs_a_next_step_beside_it(language: str, alone: str, with_a_way_out: str) -> None:
    def codes(words: str) -> set[str]:
        text = f"x\n\n{words}\n\n{with_a_way_out.split('. ')[1]}"
        return {
            each.code
            for each in read_over(Rendered(subject="x", text=text, html="", language=language), CONSEQUENCES)
        }

    assert "W206" in codes(alone)
    assert "W206" not in codes(with_a_way_out)


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Your overdue invoice"),
        ("de", "Mahnung zu Ihrer Rechnung"),
        ("fr", "Votre facture impayée"),
        ("es", "Su factura vencida"),
        ("nl", "Aanmaning voor uw factuur"),
    ],
)
def test_a_subject_tells_nobody_else_of_a_debt(language: str, subject: str) -> None:
    rendered = Rendered(subject=subject, text="x\n", html="", language=language)
    assert [each.code for each in read_over(rendered)] == ["W205"]


def test_words_in_the_html_alone_are_found_too_but_not_names() -> None:
    html = "<p><bdi>Police Club</bdi></p><p>We call the <b>police</b>.</p><td>Prison Ltd</td>"
    found = read_over(Rendered(subject="x", text="x\n", html=html, language="en"))
    assert [(each.code, each.place, each.text) for each in found if each.code == "E101"] == [
        ("E101", "html", '"police"'),
        ("E101", "html", '"Prison"'),
    ]


def test_a_long_sentence_a_long_letter_and_a_hard_one_are_remarked_upon() -> None:
    def codes(words: str) -> list[str]:
        rendered = Rendered(subject="x", text=f"x\n\n{words}", html="", language="en")
        return [each.code for each in read_over(rendered)]

    assert codes("We go on. " * 50) == []
    assert codes("So. We go. " * 20 + "We go on and on " * 6 + "and on and on.") == ["W210"]
    assert codes("We go on and on. " * 37) == ["W211"]
    assert codes("Considering alternative remuneration arrangements necessitates deliberation.") == ["E115"]


def test_every_template_that_is_shipped_is_fit_to_send() -> None:
    assert check_templates(TEMPLATES) == ()


@pytest.mark.parametrize(
    ("name", "source", "code", "line", "text"),
    [
        ("de/firm.j2", "Gut.\n\nWir rufen die Polizei.", "E101", 3, '"Polizei"'),
        ("de/firm.j2", "{{ 'x' if single else\n 'Betrüger' }}", "E107", 2, '"Betrüger"'),
        ("en/firm.j2", "Hello.\nPay immediately.", "W202", 2, '"immediately"'),
        (
            "en/firm.j2",
            "Hello.\n\n{% if %}",
            "E100",
            3,
            "Expected an expression, got 'end of statement block'",
        ),
        ("en/firm.j2", "Hello.\n{{ nonsense }}", "E100", 2, 'no letter has a fact called "nonsense"'),
        ("fr/firm.j2", "Bonjour.\nPayez !!", "W207", 2, '"!!"'),
    ],
)
def test_a_template_is_refused_or_remarked_upon_with_its_line(
    name: str, source: str, code: str, line: int, text: str
) -> None:
    assert check_templates({name: source}) == (Finding(code=code, place=name, line=line, text=text),)


def test_what_is_no_prose_in_a_template_is_not_judged() -> None:
    source = '<a class="police">{# police #}</a>{% set police = 1 %}{{ police }}'
    assert check_templates({"en/firm.j2": source}) == ()


def test_a_finding_says_where_and_what() -> None:
    wrong = Finding(code="E101", place="de/firm.j2", line=3, text='"Polizei"')
    assert str(wrong) == 'E101 de/firm.j2:3: a threat with the police or a crime: "Polizei"'
    minor = Finding(code="W202", place="text", line=0, text='"hereby"')
    assert str(minor) == 'W202 text: a stiff word: "hereby"'
    assert errors((wrong, minor)) == (wrong,)


def test_the_facts_that_templates_may_name_are_all_of_use() -> None:
    everything = "\n".join(TEMPLATES.values())
    assert [name for name in sorted(NAMES) if name not in everything] == []
