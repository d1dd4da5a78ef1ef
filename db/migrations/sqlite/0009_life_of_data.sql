CREATE TABLE `audit_segment` (
	`to_seq` integer PRIMARY KEY NOT NULL,
	`from_seq` integer NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `consent` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`given` integer NOT NULL,
	`withdrawn` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_about` ON `consent` (`person`,`kind`,`about`);--> statement-breakpoint
CREATE TABLE `expiry` (
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`ended` text NOT NULL,
	`until` text,
	`times` integer NOT NULL,
	`reason` blob,
	`warned` text,
	PRIMARY KEY(`kind`, `about`)
);
--> statement-breakpoint
CREATE INDEX `expiry_ended` ON `expiry` (`kind`,`ended`);