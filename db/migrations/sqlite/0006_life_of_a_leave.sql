CREATE TABLE `away` (
	`no` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`from_half` text NOT NULL,
	`to_half` text NOT NULL,
	`status` text NOT NULL,
	`back_half` text
);
--> statement-breakpoint
CREATE INDEX `away_person` ON `away` (`person`,`from_half`);--> statement-breakpoint
CREATE INDEX `away_dates` ON `away` (`to_half`,`from_half`);--> statement-breakpoint
CREATE TABLE `check_code` (
	`no` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`created` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `print_link` (
	`id` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`person` text NOT NULL,
	`expires` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `recall` (
	`id` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`person` text NOT NULL,
	`from_half` text NOT NULL,
	`to_half` text NOT NULL,
	`half_days` integer NOT NULL,
	`by_person` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recall_no` ON `recall` (`no`);--> statement-breakpoint
CREATE INDEX `recall_person` ON `recall` (`person`,`from_half`);--> statement-breakpoint
CREATE TABLE `stand_in` (
	`no` text NOT NULL,
	`person` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`no`, `person`)
);
--> statement-breakpoint
CREATE INDEX `stand_in_person` ON `stand_in` (`person`);--> statement-breakpoint
ALTER TABLE `leave` ADD `extends_no` text;--> statement-breakpoint
CREATE INDEX `leave_dates` ON `leave` (`to_half`,`from_half`);