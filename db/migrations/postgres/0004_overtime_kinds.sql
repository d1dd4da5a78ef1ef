ALTER TABLE "overtime" ADD COLUMN "clock" text;--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "counted" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "subsidy" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "source" text DEFAULT 'self' NOT NULL;--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "ahead" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "late" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "overtime" ADD COLUMN "list_no" text;--> statement-breakpoint
CREATE INDEX "overtime_date" ON "overtime" USING btree ("date");--> statement-breakpoint
CREATE INDEX "overtime_list" ON "overtime" USING btree ("list_no") WHERE "overtime"."list_no" is not null;--> statement-breakpoint
-- Until now every minute that was confirmed counted.
UPDATE "overtime" SET "counted" = "minutes";
