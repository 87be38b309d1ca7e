"""Answers on their way out: what they stand below, and what they cannot go without."""

from __future__ import annotations

from collections.abc import Collection

from dunning.decisions import Notify


def answered_ids(act: Notify) -> list[str]:
    """The Message-IDs of the thread that an answer stands in, theirs last; none of a text, or no answer."""
    if act.answer is None or act.answer.question.by_text:
        return []
    question = act.answer.question
    return [f"<{each}>" for each in (*reversed(question.about), question.message_id)]


def lacks_copies(act: Notify, there: Collection[str]) -> str | None:
    """An answer without the copies that were asked for is none: what a person is told, where some lack.

    It waits for them, and in the end a person answers.
    """
    if act.answer is None or set(act.answer.copies) <= set(there):
        return None
    return (
        f"message {act.answer.number} asks for copies of invoices that could not be had: answer it yourself"
    )
