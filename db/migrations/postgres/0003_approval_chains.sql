CREATE TABLE "approval_step" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"seq" bigint NOT NULL,
	"does" text NOT NULL,
	"person" text NOT NULL,
	"found" text NOT NULL,
	"state" text NOT NULL,
	"by_person" text,
	"at" bigint
);
--> statement-breakpoint
CREATE TABLE "delegation" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"deputy" text NOT NULL,
	"from_date" text,
	"to_date" text,
	"created" bigint NOT NULL,
	"ended" bigint
);
--> statement-breakpoint
CREATE INDEX "approval_step_no" ON "approval_step" USING btree ("no","seq");--> statement-breakpoint
CREATE INDEX "approval_step_by" ON "approval_step" USING btree ("by_person","at");--> statement-breakpoint
CREATE INDEX "delegation_person" ON "delegation" USING btree ("person");--> statement-breakpoint
CREATE INDEX "delegation_deputy" ON "delegation" USING btree ("deputy");