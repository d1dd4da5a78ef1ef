-- SQLite needs more here: it has “insert or replace”.
CREATE TRIGGER bulletin_no_truncate BEFORE TRUNCATE ON bulletin FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
