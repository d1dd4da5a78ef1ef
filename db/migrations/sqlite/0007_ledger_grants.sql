DROP INDEX `ledger_account`;--> statement-breakpoint
CREATE INDEX `ledger_account` ON `ledger` (`person`,`account`,`year`,`grant_ref`);