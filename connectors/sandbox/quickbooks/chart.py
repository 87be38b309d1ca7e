"""What every company has before its first invoice: company information, preferences, terms, accounts."""

from __future__ import annotations

from datetime import date, datetime

from connectors.sandbox.book import Book
from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.wire import Wire, currency_reference, reference

UNDEPOSITED = "Undeposited Funds"
RECEIVABLE = "Accounts Receivable (A/R)"

# QuickBooks keeps a country as a person typed it, but for a company's own address (ISO 3166 alpha-3).
COUNTRY_NAMES = {
    "AU": "Australia",
    "CA": "Canada",
    "DE": "Germany",
    "ES": "Spain",
    "FR": "France",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "IT": "Italy",
    "JP": "Japan",
    "KW": "Kuwait",
    "NL": "Netherlands",
    "NZ": "New Zealand",
    "PL": "Poland",
    "US": "USA",
}
_ALPHA3 = {"AU": "AUS", "CA": "CAN", "FR": "FRA", "GB": "GBR", "IE": "IRL", "NZ": "NZL", "US": "USA"}


def company_information(book: Book) -> Wire:
    """The CompanyInfo of the book's firm."""
    address = {
        "Id": "1",
        "Line1": "1 Ledger Lane",
        "City": "Bookham",
        "Country": _ALPHA3.get(book.country, book.country),
    }
    return {
        "CompanyName": book.organisation,
        "LegalName": book.organisation,
        "CompanyAddr": address,
        "CustomerCommunicationAddr": address,
        "LegalAddr": address,
        "CustomerCommunicationEmailAddr": {"Address": "accounts@sandbox.test"},
        "PrimaryPhone": {"FreeFormNumber": "(555) 010-0100"},
        "CompanyStartDate": "2019-01-01",
        "FiscalYearStartMonth": "January",
        "Country": book.country,
        "Email": {"Address": "accounts@sandbox.test"},
        "WebAddr": {},
        "SupportedLanguages": "en",
        "DefaultTimeZone": book.timezone,
        "NameValue": [
            {"Name": "NeoEnabled", "Value": "true"},
            {"Name": "IndustryType", "Value": "Professional services"},
            {"Name": "SubscriptionStatus", "Value": "SUBSCRIBED"},
            {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
            {"Name": "PayrollFeature", "Value": "false"},
            {"Name": "AccountantFeature", "Value": "false"},
        ],
    }


def preferences(company: Company) -> Wire:
    """The Preferences; currency ones as the company has them."""
    return {
        "AccountingInfoPrefs": {
            "UseAccountNumbers": False,
            "TrackDepartments": False,
            "ClassTrackingPerTxn": False,
            "ClassTrackingPerTxnLine": False,
            "FirstMonthOfFiscalYear": "January",
            "TaxYearMonth": "January",
            "TaxForm": "6",
            "CustomerTerminology": "Customers",
        },
        "ProductAndServicesPrefs": {"ForSales": True, "ForPurchase": True, "QuantityWithPriceAndRate": True},
        "SalesFormsPrefs": {
            "CustomTxnNumbers": True,
            "EmailCopyToCompany": False,
            "AllowDeposit": False,
            "AllowDiscount": False,
            "AllowEstimates": True,
            "ETransactionEnabledStatus": "NotApplicable",
            "ETransactionAttachPDF": False,
            "ETransactionPaymentEnabled": True,
            "IPNSupportEnabled": False,
            "DefaultTerms": reference("3"),
            "AutoApplyCredit": False,
            "AutoApplyPayments": False,
        },
        "TaxPrefs": {"UsingSalesTax": False},
        "CurrencyPrefs": {
            "MultiCurrencyEnabled": company.multicurrency,
            "HomeCurrency": reference(company.home_currency),
        },
        "ReportPrefs": {"ReportBasis": "Accrual", "CalcAgingReportFromTxnDate": False},
        "OtherPrefs": {"NameValue": [{"Name": "DateFormatMnemonic", "Value": "MMDDYYYY_SEP_SLASH"}]},
    }


def close_books(company: Company, until: date | None, at: datetime) -> None:
    """Close the books through a day, or open them again; the preferences tell of it."""
    company.closed_until = until
    settings = company.find("Preferences", "1")
    settings["AccountingInfoPrefs"].pop("BookCloseDate", None)
    if until is not None:
        settings["AccountingInfoPrefs"]["BookCloseDate"] = until.isoformat()
    company.touch(settings, at)


def term(days: int) -> Wire:
    """Payment terms of so many days."""
    name = f"Net {days}" if days else "Due on receipt"
    return {"Name": name, "Active": True, "Type": "STANDARD", "DiscountPercent": 0, "DueDays": days}


def _account(name: str, kind: str, detail: str, currency: str) -> Wire:
    return {
        "Name": name,
        "SubAccount": False,
        "FullyQualifiedName": name,
        "Active": True,
        "Classification": {"Income": "Revenue", "Expense": "Expense"}.get(kind, "Asset"),
        "AccountType": kind,
        "AccountSubType": detail,
        "CurrentBalance": 0,
        "CurrentBalanceWithSubAccounts": 0,
        "CurrencyRef": currency_reference(currency),
    }


def accounts(home: str, foreign: list[str]) -> list[Wire]:
    """The accounts a receipt can touch: one bank and one receivable account in each foreign currency."""
    return [
        _account("Checking", "Bank", "Checking", home),
        _account("Savings", "Bank", "Savings", home),
        _account("Services", "Income", "ServiceFeeIncome", home),
        _account(UNDEPOSITED, "Other Current Asset", "UndepositedFunds", home),
        _account(RECEIVABLE, "Accounts Receivable", "AccountsReceivable", home),
        *(_account(f"Checking {code}", "Bank", "Checking", code) for code in foreign),
        *(
            _account(f"{RECEIVABLE} - {code}", "Accounts Receivable", "AccountsReceivable", code)
            for code in foreign
        ),
        _account("Bank Charges", "Expense", "BankCharges", home),
    ]
