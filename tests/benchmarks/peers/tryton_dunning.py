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

from proteus import Model, Wizard
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, get_accounts
from trytond.modules.company.tests.tools import create_company
from trytond.tests.tools import activate_modules

LEVELS = (1, 8, 15, 30, 60)  # days past due
PARTIES = 100


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
    for customer in made:
        move = Model.get("account.move")(period=period, journal=journal, date=period.start_date)
        each = lines // PARTIES
        line = move.lines.new()
        line.account, line.credit = accounts["revenue"], Decimal(100) * each
        for number in range(each):
            line = move.lines.new()
            line.account, line.debit, line.party = accounts["receivable"], Decimal(100), customer
            line.maturity_date = period.start_date + dt.timedelta(number % 20)
        move.save()
    wizard = Wizard("account.dunning.create")
    wizard.form.date = period.start_date + dt.timedelta(90)
    began = time.perf_counter()
    wizard.execute("create_")
    took = time.perf_counter() - began
    found = len(Model.get("account.dunning").find([]))
    sys.stdout.write(json.dumps({"seconds": took, "rows": found}) + "\n")


if __name__ == "__main__":
    main()
