-- Else “insert or replace” would put another line in the place of one that stands.
CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
CREATE TRIGGER bulletin_no_replace BEFORE INSERT ON bulletin
WHEN EXISTS (SELECT 1 FROM bulletin WHERE id = NEW.id OR (month = NEW.month AND version = NEW.version))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
-- The same cause a second time is no fault: the line that stands is the one.
CREATE TRIGGER ledger_once BEFORE INSERT ON ledger
WHEN EXISTS (
	SELECT 1 FROM ledger
	WHERE person = NEW.person AND account = NEW.account AND year = NEW.year
		AND cause = NEW.cause AND ref = NEW.ref AND grant_ref = NEW.grant_ref
)
BEGIN SELECT RAISE(IGNORE); END;
