DROP INDEX "ledger_account";--> statement-breakpoint
CREATE INDEX "ledger_account" ON "ledger" USING btree ("person","account","year","grant_ref");