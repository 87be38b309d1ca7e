"""QuickBooks, Xero and a mail server, emulated over real HTTP and SMTP on loopback, with faults.

Imports nothing from the connectors it stands in for, or one mapping bug would fool both sides.
"""
