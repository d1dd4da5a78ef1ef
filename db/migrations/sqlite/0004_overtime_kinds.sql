ALTER TABLE `overtime` ADD `clock` text;--> statement-breakpoint
ALTER TABLE `overtime` ADD `counted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `overtime` ADD `subsidy` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `overtime` ADD `source` text DEFAULT 'self' NOT NULL;--> statement-breakpoint
ALTER TABLE `overtime` ADD `ahead` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `overtime` ADD `late` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `overtime` ADD `list_no` text;--> statement-breakpoint
CREATE INDEX `overtime_date` ON `overtime` (`date`);--> statement-breakpoint
CREATE INDEX `overtime_list` ON `overtime` (`list_no`) WHERE "overtime"."list_no" is not null;--> statement-breakpoint
-- Until now every minute that was confirmed counted.
UPDATE `overtime` SET `counted` = `minutes`;
