CREATE TABLE `bind_code` (
	`person` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`until` integer NOT NULL,
	`made` integer NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `bind_try` (
	`contact` text PRIMARY KEY NOT NULL,
	`tries` integer NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `binding` (
	`channel` text NOT NULL,
	`contact` text NOT NULL,
	`person` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`channel`, `contact`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `binding_person` ON `binding` (`channel`,`person`);--> statement-breakpoint
CREATE TABLE `permit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`topic` text NOT NULL,
	`allowed` integer NOT NULL,
	`why` text NOT NULL,
	`author` text NOT NULL,
	`at` integer NOT NULL
);
