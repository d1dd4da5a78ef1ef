CREATE TABLE `bulletin` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`author` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bulletin_version` ON `bulletin` (`month`,`version`);--> statement-breakpoint
CREATE TABLE `leave_plan` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`from_half` text NOT NULL,
	`to_half` text NOT NULL,
	`half_days` integer NOT NULL,
	`created` integer NOT NULL,
	`dropped` integer
);
--> statement-breakpoint
CREATE INDEX `leave_plan_person` ON `leave_plan` (`person`,`from_half`);--> statement-breakpoint
CREATE INDEX `leave_plan_from` ON `leave_plan` (`from_half`);--> statement-breakpoint
CREATE TABLE `leave_wish` (
	`person` text PRIMARY KEY NOT NULL,
	`quiet` integer NOT NULL,
	`school` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
-- What was published stays as it was published.
CREATE TRIGGER bulletin_no_update BEFORE UPDATE ON bulletin BEGIN SELECT RAISE(ABORT, 'append-only'); END;
--> statement-breakpoint
CREATE TRIGGER bulletin_no_delete BEFORE DELETE ON bulletin BEGIN SELECT RAISE(ABORT, 'append-only'); END;
