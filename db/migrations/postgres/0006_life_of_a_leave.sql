CREATE TABLE "away" (
	"no" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"from_half" text NOT NULL,
	"to_half" text NOT NULL,
	"status" text NOT NULL,
	"back_half" text
);
--> statement-breakpoint
CREATE TABLE "check_code" (
	"no" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"created" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "print_link" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"person" text NOT NULL,
	"expires" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recall" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"person" text NOT NULL,
	"from_half" text NOT NULL,
	"to_half" text NOT NULL,
	"half_days" bigint NOT NULL,
	"by_person" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stand_in" (
	"no" text NOT NULL,
	"person" text NOT NULL,
	"status" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "stand_in_no_person_pk" PRIMARY KEY("no","person")
);
--> statement-breakpoint
ALTER TABLE "leave" ADD COLUMN "extends_no" text;--> statement-breakpoint
CREATE INDEX "away_person" ON "away" USING btree ("person","from_half");--> statement-breakpoint
CREATE INDEX "away_dates" ON "away" USING btree ("to_half","from_half");--> statement-breakpoint
CREATE INDEX "recall_no" ON "recall" USING btree ("no");--> statement-breakpoint
CREATE INDEX "recall_person" ON "recall" USING btree ("person","from_half");--> statement-breakpoint
CREATE INDEX "stand_in_person" ON "stand_in" USING btree ("person");--> statement-breakpoint
CREATE INDEX "leave_dates" ON "leave" USING btree ("to_half","from_half");