"""What Twilio is told to do in a call: to say words in a language, take a key, hang up."""

from __future__ import annotations

from typing import Final

from twilio.twiml.voice_response import Gather, VoiceResponse

_WAITS: Final = 6  # seconds for a key, after the words were said
# Twilio's voices by locale, and by language where it has none of its own for the place: from memory.
_VOICES: Final = {
    "en-GB": "Polly.Amy",
    "en-US": "Polly.Joanna",
    "en-AU": "Polly.Nicole",
    "de-DE": "Polly.Vicki",
    "fr-FR": "Polly.Lea",
    "fr-CA": "Polly.Chantal",
    "es-ES": "Polly.Lucia",
    "es-MX": "Polly.Mia",
    "es-US": "Polly.Lupe",
    "nl-NL": "Polly.Lotte",
}
_ELSEWHERE: Final = {
    "en": "en-GB",
    "de": "de-DE",
    "fr": "fr-FR",
    "es": "es-ES",
    "nl": "nl-NL",
    "en-CA": "en-US",
}


def voice_of(language: str) -> tuple[str, str]:
    """(voice, locale) for a language such as "en-GB" or "de"; English for one that we do not write."""
    locale = language if language in _VOICES else _ELSEWHERE.get(language)
    locale = locale or _ELSEWHERE.get(language.split("-", maxsplit=1)[0], "en-GB")
    return _VOICES[locale], locale


def ask(words: str, language: str, address: str, farewell: str) -> str:
    """Say it and take one key, twice if none comes; what is pressed is told at that address."""
    response = VoiceResponse()
    for _ in range(2):
        keys = Gather(input="dtmf", num_digits=1, timeout=_WAITS, action=address, method="POST")
        _say(keys, words, language)
        response.append(keys)
    _say(response, farewell, language)
    return str(response)


def say(words: str, language: str) -> str:
    """Say it and hang up."""
    response = VoiceResponse()
    _say(response, words, language)
    response.hangup()
    return str(response)


def hang_up() -> str:
    """Say nothing, and leave nothing with a machine."""
    response = VoiceResponse()
    response.hangup()
    return str(response)


def _say(where: VoiceResponse | Gather, words: str, language: str) -> None:
    voice, locale = voice_of(language)
    where.say(words, voice=voice, language=locale)
