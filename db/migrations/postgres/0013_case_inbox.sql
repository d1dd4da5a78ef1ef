CREATE TABLE "case_follow_up" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"due" text NOT NULL,
	"handler" text NOT NULL,
	"done" text,
	"reminded" text
);
--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "labels" "bytea";--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "merged_into" text;--> statement-breakpoint
CREATE INDEX "case_follow_up_case" ON "case_follow_up" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_follow_up_open" ON "case_follow_up" USING btree ("done","due");