-- Lines of the audit log may go only with a sealed segment whose last hash stands for them: never the newest half year
-- (184 days before its newest line), and never in between. What was said in deciding goes with its request.
CREATE FUNCTION refuse_loose_segment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.from_seq <> coalesce((SELECT max(to_seq) FROM audit_segment), 0) + 1
    OR NOT EXISTS (SELECT 1 FROM audit WHERE seq = NEW.to_seq AND hash = NEW.hash)
    OR EXISTS (SELECT 1 FROM audit WHERE seq <= NEW.to_seq AND at > (SELECT at FROM audit ORDER BY seq DESC LIMIT 1) - 15897600000)
  THEN RAISE EXCEPTION 'append-only'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_segment_seals BEFORE INSERT ON audit_segment FOR EACH ROW EXECUTE FUNCTION refuse_loose_segment();
--> statement-breakpoint
CREATE TRIGGER audit_segment_no_change BEFORE UPDATE OR DELETE ON audit_segment FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_segment WHERE to_seq >= OLD.seq) THEN RAISE EXCEPTION 'append-only'; END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
DROP TRIGGER audit_no_change ON audit;
--> statement-breakpoint
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_unsealed();
--> statement-breakpoint
CREATE FUNCTION refuse_lone_decision() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM application WHERE no = OLD.no) THEN RAISE EXCEPTION 'append-only'; END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
DROP TRIGGER decision_no_change ON decision;
--> statement-breakpoint
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_lone_decision();
--> statement-breakpoint
-- Emptying a whole table fires no trigger of rows.
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_segment_no_truncate BEFORE TRUNCATE ON audit_segment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
