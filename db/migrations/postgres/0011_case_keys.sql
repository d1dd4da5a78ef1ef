CREATE TABLE "case_next_key" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"reader" text NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reveal" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"asker" text NOT NULL,
	"reason" "bytea" NOT NULL,
	"state" text NOT NULL,
	"custodian" text,
	"day" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "barred" "bytea";--> statement-breakpoint
CREATE INDEX "case_next_key_case" ON "case_next_key" USING btree ("case_id","reader");--> statement-breakpoint
CREATE INDEX "reveal_case" ON "reveal" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "reveal_state" ON "reveal" USING btree ("state");