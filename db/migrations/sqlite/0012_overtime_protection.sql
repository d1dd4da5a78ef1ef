CREATE TABLE `overtime_protection` (
	`person` text PRIMARY KEY NOT NULL,
	`until` blob NOT NULL,
	`author` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `overtime` ADD `agreed` integer;