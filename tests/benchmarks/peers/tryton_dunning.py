"""Tryton's own way to the same: its account_dunning wizard over overdue lines.

Run by the bench with the Python of an environment that holds trytond, trytond_account_dunning and
proteus, and nothing of ours:

    python tryton_dunning.py LINES

As in the module's own scenario; its database is SQLite's in memory, which is the fastest that it has.
"""

import datetime as dt
import json
import sys
import time
from decimal import Decimal

from proteus import Model, Wizard, config
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, get_accounts
from trytond.modules.company.tests.tools import create_company
from trytond.tests.tools import activate_modules

LEVELS = (1, 8, 15, 30, 60)  # days past due
PARTIES = 100


def _make_moves(values: list[dict[str, object]]) -> None:
    """All at once: a form that is filled in line by line asks about the whole move each time."""
    here = config.get_config()
    here.get_proxy("account.move").create(values, here.context)


def _lines(party: int, number: int, accounts: dict[str, Model], first: dt.date) -> list[dict[str, object]]:
    """So many of that customer's, and what they come to on the other side."""
    owed = [
        {
            "account": accounts["receivable"].id,
            "debit": Decimal(100),
            "party": party,
            "maturity_date": first + dt.timedelta(each % 20),
        }
        for each in range(number)
    ]
    return [*owed, {"account": accounts["revenue"].id, "credit": Decimal(100) * number}]


def main() -> None:
    """Make the lines, run the wizard, and say how long that took."""
    lines = int(sys.argv[1])
    activate_modules("account_dunning", create_company, create_chart)
    year = create_fiscalyear()
    year.click("create_period")
    period, accounts = year.periods[0], get_accounts()
    procedure = Model.get("account.dunning.procedure")(name="Procedure")
    for number, days in enumerate(reversed(LEVELS), 1):
        level = procedure.levels.new()
        level.sequence, level.overdue = number, dt.timedelta(days)
    procedure.save()
    made = [
        Model.get("party.party")(name=f"Customer {number}", dunning_procedure=procedure)
        for number in range(PARTIES)
    ]
    Model.get("party.party").save(made)
    (journal,) = Model.get("account.journal").find([("code", "=", "REV")])
    _make_moves(
        [
            {
                "period": period.id,
                "journal": journal.id,
                "date": period.start_date,
                "lines": [("create", _lines(customer.id, lines // PARTIES, accounts, period.start_date))],
            }
            for customer in made
        ]
    )
    wizard = Wizard("account.dunning.create")
    wizard.form.date = period.start_date + dt.timedelta(90)
    began = time.perf_counter()
    wizard.execute("create_")
    took = time.perf_counter() - began
    found = len(Model.get("account.dunning").find([]))
    sys.stdout.write(json.dumps({"seconds": took, "rows": found}) + "\n")


if __name__ == "__main__":
    main()
