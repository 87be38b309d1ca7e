"""What the DNS says of a domain that mail is sent from: SPF, DKIM, DMARC, and where answers arrive.

`names` asks; `spf`, `dkim`, `dmarc` and `exchangers` judge; `checks` has all of it together. Nothing here
is asked but by `duesync doctor`.
"""
