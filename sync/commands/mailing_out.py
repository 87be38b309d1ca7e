"""Letters that a print-and-post service takes: handed over once each, on the books as they are now.

The law: as for a mail, the claim is committed before the service is called; what a dead process had claimed
is looked up by its key, and handed over only where it certainly was not.
"""

from __future__ import annotations

import msgspec

from connectors.errors import Refused, TryLater, Uncertain
from connectors.print_and_post import PostalLetter, PostService, WatchFolder
from sync.commands.contents import letter_read
from sync.commands.posting import Posting, all_still_due, posting_of, read_anew, refuse_redirected
from sync.commands.printing import enclosed
from sync.commands.targets import ActError
from sync.delivered import account_of, delivered, notify_of
from sync.documents.letter_pdf import blank, draw
from sync.documents.letters_pdf import Enclosed
from sync.office import Office
from sync.store import figures, outbox, review
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.work import Work


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """What the service has now, and why others were left, in words."""

    letters: tuple[Posting, ...]
    left: tuple[str, ...]


def hand_over(office: Office, ledger: LinkedLedger) -> HandedOver:
    """Give the service every approved letter. Raises `ActError` where none is configured."""
    refuse_redirected(office)
    folder = office.config.letters_folder
    if folder is None:
        msg = 'no service is configured to print and post: set [letters] folder = "..." to the one it watches'
        raise ActError(msg)
    if not folder.is_dir():
        msg = f"the folder for letters, {folder}, is not there"
        raise ActError(msg)
    return handed_over(office, ledger, WatchFolder(folder, office.clock.now))


def handed_over(office: Office, ledger: LinkedLedger, service: PostService) -> HandedOver:
    """The same, to that service."""
    gone: list[Effect] = []
    left: list[str] = []
    with office.work(ledger.name) as work:
        gone += _settle_doubts(office, work, service)
        read_anew(work)
        effects = {each.key: each for each in all_still_due(work)}
        letters, left_out = enclosed(office, work, effects.values())
        left += left_out
        for _, one in letters:
            trouble = _hand_over(office, work, service, effects[one.key], one)
            if trouble is None:
                gone.append(effects[one.key])
            else:
                left.append(f"{one.key}, to {one.customer}: {trouble}")
        with work.store.read() as connection:
            names = figures.customer_names(connection, ledger.id)
    return HandedOver(letters=tuple(posting_of(each, names) for each in gone), left=tuple(left))


def _settle_doubts(office: Office, work: Work, service: PostService) -> list[Effect]:
    """What may have been handed over is looked up; what was counts, the rest is ready again."""
    lease = work.lease()
    with work.store.write(lease) as connection:
        outbox.orphaned(connection, work.ledger.id, lease.fence, work.store.clock.wall())
        doubtful = outbox.work(connection, work.ledger.id, ("letter",), "uncertain")
    found = []
    for effect in doubtful:
        receipt = service.find(effect.key)
        with work.store.write(work.lease()) as connection:
            if receipt is None:
                outbox.put_back(connection, effect, "looked up and not found: to be handed over again")
            else:
                delivered(connection, work.ledger, work.policy, effect, receipt, by=office.by)
                found.append(effect)
            review.review_customers(connection, work.ledger.id, [effect.customer_id])
    return found


def _hand_over(office: Office, work: Work, service: PostService, effect: Effect, one: Enclosed) -> str | None:
    """One letter; why it was not taken, in words."""
    with work.store.read() as connection:
        account = account_of(connection, effect)
    page = one.sheet.page
    words, _ = letter_read(office, work.ledger, notify_of(effect), account, page=page)
    paper = blank(one.sheet.marks, one.sheet.subject, one.sheet.language, work.now())
    pages = draw(paper, one.sheet)
    letter = PostalLetter(
        key=effect.key,
        pdf=bytes(paper.output()),
        pages=pages,
        to=one.sheet.to,
        country=account.customer.country,
        sender=one.sheet.heading[0],
        language=one.sheet.language,
    )
    lease = work.lease()
    with work.store.write(lease) as connection:
        wall, kept = work.store.clock.wall(), msgspec.json.encode(words.as_kept(page))
        after = work.look_after()
        if not outbox.claim(connection, effect, lease.fence, wall, after, kept, linked=bool(page)):
            return "it was decided anew meanwhile"
    try:
        receipt = service.hand_over(letter)
    except TryLater as error:
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, str(error))
        return str(error)
    except (Refused, Uncertain) as error:
        state = "uncertain" if isinstance(error, Uncertain) else "refused"
        with work.store.write(work.lease()) as connection:
            outbox.settle(connection, effect, state, work.now(), reason=str(error))
            review.review_customers(connection, work.ledger.id, [effect.customer_id])
        return str(error)
    with work.store.write(work.lease()) as connection:
        delivered(connection, work.ledger, work.policy, effect, receipt, by=office.by)
    return None
