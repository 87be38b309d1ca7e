"""The words that name a way of being reached, by language: beginnings of words, of any case and accents.

Not those that any way may be meant by, as "messages" and "write".
"""

NAMES = {
    "en": {
        "call": "call calls called calling phone* ring* telephone*",
        "sms": "text texts texted texting sms* txt* whatsapp*",
        "email": "mail* email* e-mail*",
        "letter": "letter* post",
    },
    "de": {
        "call": "anruf* angerufen anzurufen ruf rufe rufen telefon*",
        "sms": "sms* textnachricht* whatsapp*",
        "email": "mail* email* e-mail* gemailt",
        "letter": "brief* post",
    },
    "fr": {
        "call": "appel* telephon*",
        "sms": "sms* texto* whatsapp*",
        "email": "mail* email* e-mail* courriel*",
        "letter": "lettre* courrier*",
    },
    "es": {
        "call": "llam* telefon*",
        "sms": "sms* whatsapp* mensajes_de_texto mensaje_de_texto",
        "email": "mail* email* e-mail* correo*",
        "letter": "carta*",
    },
    "nl": {
        "call": "bel bellen belt gebeld telefo*",
        "sms": "sms* ge-sms't ge-smst whatsapp* appen",
        "email": "mail* email* e-mail* gemaild",
        "letter": "brief* post",
    },
}
