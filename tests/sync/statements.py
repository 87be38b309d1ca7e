"""Bank files as banks write them, for tests: CSV in five languages, camt.053, OFX in both kinds."""

from __future__ import annotations

from sync.intake.statement import BankSettings

PLAIN = BankSettings(
    columns={}, dates=None, decimal=None, currency=None, encoding=None, confirm_certain=False
)

BRITISH = """\
Account: 12345678
Date,Description,Paid out,Paid in,Balance
16/11/2026,"FASTER PAYMENT ACME TOOLS INV-1263",,"1,120.00","9,000.00"
17/11/2026,"SALARY, NOVEMBER","3,000.00",,"6,000.00"
"""
AMERICAN = """\
Posting Date,Description,Amount,Type,Balance
11/16/2026,ACH ACME TOOLS INV-1263,"1,120.00",ACH_CREDIT,9000
11/17/2026,SALARY,-3000.00,ACH_DEBIT,6000
"""
GERMAN = """\
Buchungstag;Buchungstext;Verwendungszweck;Beguenstigter/Zahlungspflichtiger;Kontonummer/IBAN;Betrag;Waehrung
16.11.26;GUTSCHR. UEBERWEISUNG;Rechnung INV-1263;Jürgen Acme;DE89370400440532013000;1.120,00;EUR
17.11.26;LOHN;November;Ann;DE02120300000000202051;-3.000,00;EUR
"""
GERMAN_SIGNS = """\
Buchungstag;Auftraggeber/Empfänger;Verwendungszweck;Umsatz;Soll/Haben
16.11.2026;Jürgen Acme;INV-1263;1.120,00;H
17.11.2026;Ann;Lohn;3.000,00;S
"""
FRENCH = """\
Date opération;Date valeur;Libellé;Débit;Crédit
16/11/2026;16/11/2026;VIR ACME INV-1263;;1 120,00
17/11/2026;17/11/2026;SALAIRES;-3 000,00;
"""
SPANISH = """\
Fecha operación;Fecha valor;Concepto;Importe;Saldo
16/11/2026;16/11/2026;TRANSFERENCIA DE ACME INV-1263;1.120,00;9.000,00
17/11/2026;17/11/2026;NOMINAS;-3.000,00;6.000,00
"""
DUTCH = """\
"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mededelingen"
"20261116","Acme","NL11","NL91ABNA0417164300","OV","Bij","1120,00","Factuur INV-1263"
"20261117","Ann","NL11","NL02ABNA0123456789","OV","Af","3000,00","Salaris"
"""
CSVS = {
    "British": BRITISH,
    "American": AMERICAN,
    "German": GERMAN,
    "German with signs": GERMAN_SIGNS,
    "French": FRENCH,
    "Spanish": SPANISH,
    "Dutch": DUTCH,
}

_CREDIT = """
<Ntry><Amt Ccy="EUR">1120.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-16</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><Dbtr><Nm>Acme Tools</Nm></Dbtr>
<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>Rechnung INV-</Ustrd><Ustrd>1263</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""
_BATCH = """
<Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><DtTm>2026-11-17T08:00:00</DtTm></BookgDt><AcctSvcrRef>B77</AcctSvcrRef><NtryDtls>
<TxDtls><Amt Ccy="EUR">60.00</Amt><RltdPties><Dbtr><Pty><Nm>Bolt</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>RF712348231</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
<TxDtls><Amt Ccy="EUR">40.00</Amt><RltdPties><Dbtr><Pty><Nm>Cord</Nm></Pty></Dbtr></RltdPties></TxDtls>
</NtryDtls></Ntry>"""
_RETURN = """
<Ntry><Amt Ccy="EUR">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-18</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><TxDtls>
<RltdPties><Cdtr><Nm>Bolt</Nm></Cdtr></RltdPties><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls>
</NtryDtls></Ntry>"""
_PENDING = """
<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts>
<BookgDt><Dt>2026-11-18</Dt></BookgDt></Ntry>"""


def camt(*entries: str, reference: str = "AX1", version: str = "08") -> str:
    """A camt.053 of these entries, or of a credit, a batch of two, a return and one that is pending."""
    inside = "".join(entries or (_CREDIT.format(reference=reference), _BATCH, _RETURN, _PENDING))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId></GrpHdr>
<Stmt><Id>1</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>{inside}</Stmt></BkToCstmrStmt></Document>"""


OFX_SGML = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>0<STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>1<ACCTID>99<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261130
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261116120000[-5:EST]<TRNAMT>1120.00<FITID>F1
<NAME>ACME TOOLS<MEMO>INV-1263 &amp; thanks</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261117<TRNAMT>-3000.00<FITID>F2<NAME>SALARY</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
OFX_XML = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD</CURDEF><BANKACCTFROM><ACCTID>99</ACCTID></BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20261116</DTPOSTED>
<TRNAMT>1120.00</TRNAMT><FITID>F1</FITID>
<NAME>ACME TOOLS</NAME><MEMO>INV-1263 &amp; thanks</MEMO></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261117</DTPOSTED><TRNAMT>-3000.00</TRNAMT><FITID>F2</FITID>
<NAME>SALARY</NAME></STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
