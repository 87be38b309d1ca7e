"""The IMAP face of the pretend mail server: pymap, which other people wrote, with mailboxes of ours."""
