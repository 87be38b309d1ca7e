"""Moving a store to another database: `duesync migrate-store`."""
