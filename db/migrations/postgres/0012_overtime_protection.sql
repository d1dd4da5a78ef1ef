CREATE TABLE "overtime_protection" (
	"person" text PRIMARY KEY NOT NULL,
	"until" "bytea" NOT NULL,
	"author" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "agreed" bigint;