CREATE TABLE `account` (
	`person` text PRIMARY KEY NOT NULL,
	`passphrase` text NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` integer NOT NULL,
	`changed` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`about` text NOT NULL,
	`at` integer NOT NULL,
	`times` integer NOT NULL,
	`closed` integer
);
--> statement-breakpoint
CREATE INDEX `alert_open` ON `alert` (`at`) WHERE "alert"."closed" is null;--> statement-breakpoint
CREATE TABLE `application` (
	`no` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`person` text NOT NULL,
	`author` text NOT NULL,
	`status` text NOT NULL,
	`turn` text,
	`step` integer NOT NULL,
	`form` blob NOT NULL,
	`created` integer NOT NULL,
	`decided` integer,
	`origin` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `application_origin` ON `application` (`origin`);--> statement-breakpoint
CREATE INDEX `application_person` ON `application` (`person`,`created`);--> statement-breakpoint
CREATE INDEX `application_consent` ON `application` (`author`) WHERE "application"."status" = 'consent';--> statement-breakpoint
CREATE INDEX `application_turn` ON `application` (`turn`,`created`) WHERE "application"."turn" is not null;--> statement-breakpoint
CREATE INDEX `application_created` ON `application` (`created`);--> statement-breakpoint
CREATE TABLE `attachment` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`bytes` integer NOT NULL,
	`name` blob NOT NULL,
	`no` text,
	`created` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachment_no` ON `attachment` (`no`);--> statement-breakpoint
CREATE INDEX `attachment_person` ON `attachment` (`person`,`created`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`about` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `bulk` (
	`id` text PRIMARY KEY NOT NULL,
	`payload` blob NOT NULL,
	`created` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`place` text NOT NULL,
	`paid_day` integer NOT NULL,
	`audience` text NOT NULL,
	`author` text NOT NULL,
	`created` integer NOT NULL,
	`closed` integer
);
--> statement-breakpoint
CREATE TABLE `case_file` (
	`id` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`kind` text NOT NULL,
	`mode` text NOT NULL,
	`status` text NOT NULL,
	`level` text NOT NULL,
	`recipient` text NOT NULL,
	`day` text NOT NULL,
	`due` integer NOT NULL,
	`clock` blob NOT NULL,
	`reminded` integer NOT NULL,
	`handler` text,
	`outcome` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_no` ON `case_file` (`no`);--> statement-breakpoint
CREATE INDEX `case_status` ON `case_file` (`status`,`due`);--> statement-breakpoint
CREATE TABLE `case_key` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`reader` text NOT NULL,
	`sealed` blob NOT NULL,
	`opened` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_key_reader` ON `case_key` (`case_id`,`reader`);--> statement-breakpoint
CREATE TABLE `case_link` (
	`case_id` text PRIMARY KEY NOT NULL,
	`person` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `case_message` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`from_side` text NOT NULL,
	`position` integer NOT NULL,
	`sealed` blob NOT NULL,
	`day` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_message_position` ON `case_message` (`case_id`,`position`);--> statement-breakpoint
CREATE TABLE `case_reply` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_reply_case` ON `case_reply` (`case_id`);--> statement-breakpoint
CREATE TABLE `concern` (
	`lane` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`level` text NOT NULL,
	`whom` blob NOT NULL,
	`since` integer NOT NULL,
	`asked` integer NOT NULL,
	`contact` text,
	`tried` text NOT NULL,
	`called` text NOT NULL,
	`told` integer,
	`knows` text,
	`taker` text,
	`reached` integer,
	`lost` integer,
	`rounds` integer NOT NULL,
	`times` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `counter` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `data_key` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`wrapped` blob NOT NULL,
	`created` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `data_key_subject` ON `data_key` (`subject`);--> statement-breakpoint
CREATE TABLE `decision` (
	`id` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`step` integer NOT NULL,
	`person` text NOT NULL,
	`verdict` text NOT NULL,
	`reason` blob,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decision_no` ON `decision` (`no`,`at`);--> statement-breakpoint
CREATE TABLE `dialogue` (
	`lane` text PRIMARY KEY NOT NULL,
	`rev` integer NOT NULL,
	`state` blob NOT NULL,
	`channel` text NOT NULL,
	`contact` text NOT NULL,
	`wake_at` integer,
	`updated` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dialogue_wake` ON `dialogue` (`wake_at`) WHERE "dialogue"."wake_at" is not null;--> statement-breakpoint
CREATE TABLE `help_message` (
	`id` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`from_side` text NOT NULL,
	`body` blob NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `help_message_request` ON `help_message` (`request`,`at`);--> statement-breakpoint
CREATE TABLE `help_request` (
	`id` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`person` text NOT NULL,
	`status` text NOT NULL,
	`handler` text,
	`created` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `help_no` ON `help_request` (`no`);--> statement-breakpoint
CREATE INDEX `help_status` ON `help_request` (`status`,`created`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`lane` text NOT NULL,
	`at` integer NOT NULL,
	`received` integer NOT NULL,
	`body` blob,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`rev` integer,
	`commands` text,
	`effects` text,
	`fault` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_id` ON `inbox` (`id`);--> statement-breakpoint
CREATE INDEX `inbox_waiting` ON `inbox` (`lane`,`at`) WHERE "inbox"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX `inbox_parked` ON `inbox` (`seq`) WHERE "inbox"."state" = 'parked';--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign` text NOT NULL,
	`person` text NOT NULL,
	`status` text NOT NULL,
	`date` text,
	`muted` integer NOT NULL,
	`waves` integer NOT NULL,
	`next_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_person` ON `invitation` (`campaign`,`person`);--> statement-breakpoint
CREATE INDEX `invitation_mine` ON `invitation` (`person`);--> statement-breakpoint
CREATE TABLE `leave` (
	`no` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`from_half` text NOT NULL,
	`to_half` text NOT NULL,
	`account` text NOT NULL,
	`half_days` integer NOT NULL,
	`status` text NOT NULL,
	`back_half` text
);
--> statement-breakpoint
CREATE INDEX `leave_person` ON `leave` (`person`,`from_half`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`account` text NOT NULL,
	`year` integer NOT NULL,
	`half_days` integer NOT NULL,
	`cause` text NOT NULL,
	`ref` text NOT NULL,
	`grant_ref` text NOT NULL,
	`since` text,
	`expires` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_cause` ON `ledger` (`person`,`account`,`year`,`cause`,`ref`,`grant_ref`);--> statement-breakpoint
CREATE INDEX `ledger_account` ON `ledger` (`person`,`account`,`year`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`seq` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`lane` text NOT NULL,
	`channel` text NOT NULL,
	`contact` text NOT NULL,
	`payload` blob,
	`bulk` text,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`on_sent` text,
	`created` integer NOT NULL,
	`sent_at` integer,
	`fault` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key` ON `outbox` (`key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE "outbox"."state" = 'due' and "outbox"."bulk" is null;--> statement-breakpoint
CREATE INDEX `outbox_bulk` ON `outbox` (`bulk`,`next_at`) WHERE "outbox"."state" = 'due' and "outbox"."bulk" is not null;--> statement-breakpoint
CREATE INDEX `outbox_sending` ON `outbox` (`bulk`) WHERE "outbox"."state" = 'sending';--> statement-breakpoint
CREATE INDEX `outbox_gave_up` ON `outbox` (`seq`) WHERE "outbox"."state" = 'gave_up';--> statement-breakpoint
CREATE TABLE `overtime` (
	`no` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`date` text NOT NULL,
	`minutes` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `overtime_person` ON `overtime` (`person`,`date`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`userid` text NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`unit_type` text,
	`staff_type` text,
	`post` text,
	`rank` text,
	`sort` integer NOT NULL,
	`supervisor` text,
	`work_start` text,
	`birth_date` text,
	`sex` text,
	`mobile` text,
	`roles` text NOT NULL,
	`left_at` integer,
	`sample` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_userid` ON `person` (`userid`);--> statement-breakpoint
CREATE INDEX `person_name` ON `person` (`name`);--> statement-breakpoint
CREATE INDEX `person_unit` ON `person` (`unit`,`sort`);--> statement-breakpoint
CREATE INDEX `person_supervisor` ON `person` (`supervisor`);--> statement-breakpoint
CREATE TABLE `piece` (
	`id` text PRIMARY KEY NOT NULL,
	`lane` text NOT NULL,
	`body` blob NOT NULL,
	`created` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `piece_lane` ON `piece` (`lane`);--> statement-breakpoint
CREATE TABLE `quota` (
	`month` text NOT NULL,
	`kind` text NOT NULL,
	`used` integer NOT NULL,
	PRIMARY KEY(`month`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `reader` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`recipient` text NOT NULL,
	`wrapped` blob,
	`created` integer NOT NULL,
	`admitted` integer,
	`removed` integer
);
--> statement-breakpoint
CREATE INDEX `reader_person` ON `reader` (`person`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`created` integer NOT NULL,
	`seen` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`author` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `talk_time` (
	`id` text PRIMARY KEY NOT NULL,
	`handler` text NOT NULL,
	`at` integer NOT NULL,
	`place` text NOT NULL,
	`case_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `talk_time_handler` ON `talk_time` (`handler`,`at`);--> statement-breakpoint
CREATE INDEX `talk_time_at` ON `talk_time` (`at`);--> statement-breakpoint
CREATE TABLE `timer` (
	`key` text PRIMARY KEY NOT NULL,
	`lane` text NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timer_at` ON `timer` (`at`);