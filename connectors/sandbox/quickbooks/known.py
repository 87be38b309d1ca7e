"""The properties each entity knows; any other is refused with fault 2010.

Taken from the names in Intuit's XSD (Finance.xsd of 2026-07, Apache-2.0), attributes included.
"""

from __future__ import annotations

_ATTRIBUTES = "domain sparse status"

_COMMON = """
    Id SyncToken MetaData CustomField AttachableRef
"""
_SALES = """
    DocNumber TxnDate TxnSubType DepartmentRef CurrencyRef ExchangeRate PrivateNote TxnStatus
    LinkedTxn Line TxnTaxDetail TxnSource TaxFormType TaxFormNum TransactionLocationType Tag
    TxnApprovalInfo RecurDataRef RecurringInfo ProjectRef TotalCostAmount HomeTotalCostAmount
    AutoDocNumber CustomerRef CustomerMemo BillAddr ShipAddr FreeFormAddress ShipFromAddr RemitToRef
    ClassRef SalesTermRef DueDate SalesRepRef PONumber FOB ShipMethodRef ShipDate TrackingNum
    GlobalTaxCalculation TotalAmt HomeTotalAmt ApplyTaxAfterDiscount ShippingTaxIncludedInTotalTax
    TemplateRef PrintStatus EmailStatus BillEmail BillEmailCc BillEmailBcc ARAccountRef Balance
    HomeBalance FinanceCharge PaymentMethodRef PaymentRefNum PaymentType CheckPayment
    CreditCardPayment DepositToAccountRef DeliveryInfo DiscountRate DiscountAmt GovtTxnRefIdentifier
    TaxExemptionRef
"""
_ACCOUNT = """
    Name SubAccount ParentRef Description FullyQualifiedName AccountAlias TxnLocationType Active
    Classification AccountType AccountSubType AccountPurposes AcctNum AcctNumExtn BankNum
    OpeningBalance OpeningBalanceDate CurrentBalance CurrentBalanceWithSubAccounts CurrencyRef
    TaxAccount TaxCodeRef OnlineBankingEnabled FIName JournalCodeRef AccountEx
"""
_ATTACHABLE = """
    FileName FileAccessUri TempDownloadUri Size ContentType Category Lat Long PlaceName Note Tag
    ThumbnailFileAccessUri ThumbnailTempDownloadUri AttachableEx documentId
"""
_COMPANYINFO = """
    CompanyName LegalName CompanyAddr CustomerCommunicationAddr LegalAddr CompanyEmailAddr
    CustomerCommunicationEmailAddr CompanyURL PrimaryPhone OtherContactInfo CompanyFileName
    FlavorStratum SampleFile CompanyUserId CompanyUserAdminEmail CompanyStartDate EmployerId
    FiscalYearStartMonth TaxYearStartMonth QBVersion Country ShipAddr OtherAddr Mobile Fax Email
    WebAddr LastImportedTime LastSyncTime SupportedLanguages DefaultTimeZone MultiByteCharsSupported
    NameValue FifoCalculationStatus CompanyInfoEx
"""
_CREDITMEMO = """
    RemainingCredit InvoiceRef CreditMemoEx
"""
_CUSTOMER = """
    IntuitId Organization Title GivenName MiddleName FamilyName Suffix FullyQualifiedName
    CompanyName DisplayName PrintOnCheckName UserId Active V4IDPseudonym PrimaryPhone AlternatePhone
    Mobile Fax PrimaryEmailAddr WebAddr OtherContactInfo DefaultTaxCodeRef Taxable BillAddr ShipAddr
    OtherAddr ContactName AltContactName Notes Job BillWithParent RootCustomerRef ParentRef Level
    CustomerTypeRef SalesTermRef SalesRepRef TaxGroupCodeRef TaxRateRef PaymentMethodRef CCDetail
    PriceLevelRef Balance OpenBalanceDate BalanceWithJobs CreditLimit AcctNum CurrencyRef
    OverDueBalance TotalRevenue TotalExpense PreferredDeliveryMethod ResaleNum JobInfo TDSEnabled
    CustomerEx SecondaryTaxIdentifier ARAccountRef PrimaryTaxIdentifier TaxExemptionReasonId
    IsProject BusinessNumber GSTIN GSTRegistrationType IsCISContractor ClientCompanyId
    ClientEntityId Source TaxRegime
"""
_DEPOSIT = """
    CashBack CurrencyRef DepartmentRef DepositEx DepositToAccountRef DocNumber ExchangeRate
    GlobalTaxCalculation HomeTotalAmt HomeTotalCostAmount Line LinkedTxn PrivateNote ProjectRef
    RecurDataRef RecurringInfo Tag TaxFormNum TaxFormType TotalAmt TotalCostAmount
    TransactionLocationType TxnApprovalInfo TxnDate TxnSource TxnStatus TxnSubType TxnTaxDetail
"""
_INVOICE = """
    Deposit AllowIPNPayment AllowOnlinePayment AllowOnlineCreditCardPayment AllowOnlineACHPayment
    AllowOnlinePayPalPayment AllowOnlineAffirmPayment EInvoiceStatus ECloudStatusTimeStamp CfdiUse
    Exportation GlobalInfo invoiceStatus callToAction invoiceStatusLog InvoiceEx LessCIS InvoiceLink
    PaymentDetailsMessage ConvenienceFeeDetail EnabledSurchargeInfo InvoiceLinkSecurityCode
    InvoiceLinkExpiryDate AutoPayEligible SchedulePayEligible ScheduledPaymentId GratuityEnabled
    FinancingProductType SubscriptionPaymentsSetting TxnRetainageDetail
"""
_JOURNALENTRY = """
    DocNumber TxnDate TxnSubType DepartmentRef CurrencyRef ExchangeRate PrivateNote TxnStatus
    LinkedTxn Line TxnTaxDetail TxnSource TaxFormType TaxFormNum TransactionLocationType Tag
    TxnApprovalInfo RecurDataRef RecurringInfo ProjectRef TotalCostAmount HomeTotalCostAmount
    Adjustment HomeCurrencyAdjustment EnteredInHomeCurrency GlobalTaxCalculation TotalAmt
    HomeTotalAmt JournalEntryEx
"""
_PAYMENT = """
    DocNumber TxnDate TxnSubType DepartmentRef CurrencyRef ExchangeRate PrivateNote TxnStatus
    LinkedTxn Line TxnTaxDetail TxnSource TaxFormType TaxFormNum TransactionLocationType Tag
    TxnApprovalInfo RecurDataRef RecurringInfo ProjectRef TotalCostAmount HomeTotalCostAmount
    CustomerRef RemitToRef ARAccountRef DepositToAccountRef PaymentMethodRef PaymentRefNum
    PaymentType CheckPayment CreditCardPayment TotalAmt UnappliedAmt ProcessPayment
    PaymentExtendedType PaymentEx
"""
_PREFERENCES = """
    AccountingInfoPrefs AdvancedInventoryPrefs ProductAndServicesPrefs SalesFormsPrefs
    EmailMessagesPrefs PrintDocumentPrefs VendorAndPurchasesPrefs TimeTrackingPrefs TaxPrefs
    FinanceChargesPrefs CurrencyPrefs ReportPrefs OtherPrefs
"""
_PURCHASE = """
    AccountRef CheckPayment Credit CreditCardPayment CurrencyRef DepartmentRef DocNumber EntityRef
    ExchangeRate GlobalTaxCalculation HomeTotalCostAmount IncludeInAnnualTPAR LessCIS Line LinkedTxn
    Memo PaymentMethodRef PaymentRefNum PaymentType PrintStatus PrivateNote ProjectRef PurchaseEx
    RecurDataRef RecurringInfo RemitToAddr Tag TaxFormNum TaxFormType TotalAmt TotalCostAmount
    TransactionLocationType TxnApprovalInfo TxnDate TxnId TxnNum TxnSource TxnStatus TxnSubType
    TxnTaxDetail
"""
_REFUNDRECEIPT = """
    RemainingCredit RefundReceiptEx
"""
_TERM = """
    Name Active Type DiscountPercent DueDays DiscountDays DayOfMonthDue DueNextMonthDays
    DiscountDayOfMonth SalesTermEx
"""
KNOWN: dict[str, frozenset[str]] = {
    "Account": frozenset(f"{_ATTRIBUTES} {_COMMON} {_ACCOUNT}".split()),
    "Attachable": frozenset(f"{_ATTRIBUTES} {_COMMON} {_ATTACHABLE}".split()),
    "CompanyInfo": frozenset(f"{_ATTRIBUTES} {_COMMON} {_COMPANYINFO}".split()),
    "CreditMemo": frozenset(f"{_ATTRIBUTES} {_COMMON} {_SALES} {_CREDITMEMO}".split()),
    "Customer": frozenset(f"{_ATTRIBUTES} {_COMMON} {_CUSTOMER}".split()),
    "Deposit": frozenset(f"{_ATTRIBUTES} {_COMMON} {_DEPOSIT}".split()),
    "Invoice": frozenset(f"{_ATTRIBUTES} {_COMMON} {_SALES} {_INVOICE}".split()),
    "JournalEntry": frozenset(f"{_ATTRIBUTES} {_COMMON} {_JOURNALENTRY}".split()),
    "Payment": frozenset(f"{_ATTRIBUTES} {_COMMON} {_PAYMENT}".split()),
    "Preferences": frozenset(f"{_ATTRIBUTES} {_COMMON} {_PREFERENCES}".split()),
    "Purchase": frozenset(f"{_ATTRIBUTES} {_COMMON} {_PURCHASE}".split()),
    "RefundReceipt": frozenset(f"{_ATTRIBUTES} {_COMMON} {_SALES} {_REFUNDRECEIPT}".split()),
    "Term": frozenset(f"{_ATTRIBUTES} {_COMMON} {_TERM}".split()),
}
