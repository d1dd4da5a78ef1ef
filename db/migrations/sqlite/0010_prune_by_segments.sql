-- Lines of the audit log may go only with a sealed segment whose last hash stands for them: never the newest half year
-- (184 days before its newest line), and never in between. What was said in deciding goes with its request.
CREATE TRIGGER audit_segment_seals BEFORE INSERT ON audit_segment
WHEN NEW.from_seq <> coalesce((SELECT max(to_seq) FROM audit_segment), 0) + 1
  OR NOT EXISTS (SELECT 1 FROM audit WHERE seq = NEW.to_seq AND hash = NEW.hash)
  OR EXISTS (SELECT 1 FROM audit WHERE seq <= NEW.to_seq AND at > (SELECT at FROM audit ORDER BY seq DESC LIMIT 1) - 15897600000)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_segment_no_update BEFORE UPDATE ON audit_segment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_segment_no_delete BEFORE DELETE ON audit_segment BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
DROP TRIGGER audit_no_delete;
--> statement-breakpoint
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM audit_segment WHERE to_seq >= OLD.seq)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
-- Else “insert or replace” would put another line in the place of one that stands.
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN NEW.seq <= coalesce((SELECT max(seq) FROM audit), 0)
  OR NEW.seq <= coalesce((SELECT max(to_seq) FROM audit_segment), 0)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
DROP TRIGGER decision_no_delete;
--> statement-breakpoint
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
WHEN EXISTS (SELECT 1 FROM application WHERE no = OLD.no)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
