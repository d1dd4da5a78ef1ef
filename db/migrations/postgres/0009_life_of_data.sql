CREATE TABLE "audit_segment" (
	"to_seq" bigint PRIMARY KEY NOT NULL,
	"from_seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"given" bigint NOT NULL,
	"withdrawn" bigint
);
--> statement-breakpoint
CREATE TABLE "expiry" (
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"ended" text NOT NULL,
	"until" text,
	"times" bigint NOT NULL,
	"reason" "bytea",
	"warned" text,
	CONSTRAINT "expiry_kind_about_pk" PRIMARY KEY("kind","about")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "consent_about" ON "consent" USING btree ("person","kind","about");--> statement-breakpoint
CREATE INDEX "expiry_ended" ON "expiry" USING btree ("kind","ended");