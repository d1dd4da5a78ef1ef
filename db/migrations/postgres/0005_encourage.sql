CREATE TABLE "bulletin" (
	"id" text PRIMARY KEY NOT NULL,
	"month" text NOT NULL,
	"version" bigint NOT NULL,
	"content" text NOT NULL,
	"author" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leave_plan" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"from_half" text NOT NULL,
	"to_half" text NOT NULL,
	"half_days" bigint NOT NULL,
	"created" bigint NOT NULL,
	"dropped" bigint
);
--> statement-breakpoint
CREATE TABLE "leave_wish" (
	"person" text PRIMARY KEY NOT NULL,
	"quiet" boolean NOT NULL,
	"school" boolean NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "bulletin_version" ON "bulletin" USING btree ("month","version");--> statement-breakpoint
CREATE INDEX "leave_plan_person" ON "leave_plan" USING btree ("person","from_half");--> statement-breakpoint
CREATE INDEX "leave_plan_from" ON "leave_plan" USING btree ("from_half");--> statement-breakpoint
-- What was published stays as it was published.
CREATE TRIGGER bulletin_no_change BEFORE UPDATE OR DELETE ON bulletin FOR EACH ROW EXECUTE FUNCTION refuse_change();
