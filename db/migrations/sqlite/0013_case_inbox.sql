CREATE TABLE `case_follow_up` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`due` text NOT NULL,
	`handler` text NOT NULL,
	`done` text,
	`reminded` text
);
--> statement-breakpoint
CREATE INDEX `case_follow_up_case` ON `case_follow_up` (`case_id`);--> statement-breakpoint
CREATE INDEX `case_follow_up_open` ON `case_follow_up` (`done`,`due`);--> statement-breakpoint
ALTER TABLE `case_file` ADD `labels` blob;--> statement-breakpoint
ALTER TABLE `case_file` ADD `merged_into` text;