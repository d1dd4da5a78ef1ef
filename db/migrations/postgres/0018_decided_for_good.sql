-- Who allowed what to be spoken of on a personal platform, when and why, is in writing: it is taken back by a new line.
CREATE TRIGGER permit_no_change BEFORE UPDATE OR DELETE ON permit FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER permit_no_truncate BEFORE TRUNCATE ON permit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
