CREATE TABLE "off_post" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"from_day" text NOT NULL,
	"review_day" text NOT NULL,
	"back_day" text,
	"author" text NOT NULL,
	"returner" text,
	"ground" "bytea",
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "off_post_open" ON "off_post" USING btree ("person") WHERE "off_post"."back_day" is null;--> statement-breakpoint
CREATE INDEX "off_post_person" ON "off_post" USING btree ("person","from_day");