-- Who allowed what to be spoken of on a personal platform, when and why, is in writing: it is taken back by a new line.
CREATE TRIGGER permit_no_update BEFORE UPDATE ON permit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
CREATE TRIGGER permit_no_delete BEFORE DELETE ON permit BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
-- Else “insert or replace” would put another line in the place of one that stands.
CREATE TRIGGER permit_no_replace BEFORE INSERT ON permit
WHEN EXISTS (SELECT 1 FROM permit WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
