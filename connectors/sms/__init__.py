"""Text messages through Twilio: what is sent, looked up and heard, each text at most once."""
