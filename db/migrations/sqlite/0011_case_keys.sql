CREATE TABLE `case_next_key` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`reader` text NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_next_key_case` ON `case_next_key` (`case_id`,`reader`);--> statement-breakpoint
CREATE TABLE `reveal` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`asker` text NOT NULL,
	`reason` blob NOT NULL,
	`state` text NOT NULL,
	`custodian` text,
	`day` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reveal_case` ON `reveal` (`case_id`);--> statement-breakpoint
CREATE INDEX `reveal_state` ON `reveal` (`state`);--> statement-breakpoint
ALTER TABLE `case_file` ADD `barred` blob;