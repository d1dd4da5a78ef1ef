CREATE TABLE "case_enclosure" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "case_enclosure_case" ON "case_enclosure" USING btree ("case_id");