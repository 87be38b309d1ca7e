"""E-mail as a channel: one message handed to the firm's own mail server over SMTP, at most once.

The law kept here: until the final line of a message was sent, nothing was handed over and the same
call may be made again; from then until the server's answer was read, no one knows, and it is
`Uncertain`. So MAIL, RCPT and DATA are spoken step by step rather than by `smtplib.sendmail`,
which does not tell the two apart.

`channel` has the channel and `settings` what it is made of; nothing is imported here, for a command that
sends nothing needs no mail.
"""
