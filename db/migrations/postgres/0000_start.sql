CREATE TABLE "account" (
	"person" text PRIMARY KEY NOT NULL,
	"passphrase" text NOT NULL,
	"failures" bigint NOT NULL,
	"locked_until" bigint NOT NULL,
	"changed" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"about" text NOT NULL,
	"at" bigint NOT NULL,
	"times" bigint NOT NULL,
	"closed" bigint
);
--> statement-breakpoint
CREATE TABLE "application" (
	"no" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person" text NOT NULL,
	"author" text NOT NULL,
	"status" text NOT NULL,
	"turn" text,
	"step" bigint NOT NULL,
	"form" "bytea" NOT NULL,
	"created" bigint NOT NULL,
	"decided" bigint,
	"origin" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"kind" text NOT NULL,
	"bytes" bigint NOT NULL,
	"name" "bytea" NOT NULL,
	"no" text,
	"created" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"about" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bulk" (
	"id" text PRIMARY KEY NOT NULL,
	"payload" "bytea" NOT NULL,
	"created" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"from_date" text NOT NULL,
	"to_date" text NOT NULL,
	"place" text NOT NULL,
	"paid_day" boolean NOT NULL,
	"audience" text NOT NULL,
	"author" text NOT NULL,
	"created" bigint NOT NULL,
	"closed" bigint
);
--> statement-breakpoint
CREATE TABLE "case_file" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"kind" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"level" text NOT NULL,
	"recipient" text NOT NULL,
	"day" text NOT NULL,
	"due" bigint NOT NULL,
	"clock" "bytea" NOT NULL,
	"reminded" bigint NOT NULL,
	"handler" text,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "case_key" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"reader" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"opened" bigint
);
--> statement-breakpoint
CREATE TABLE "case_link" (
	"case_id" text PRIMARY KEY NOT NULL,
	"person" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_message" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"from_side" text NOT NULL,
	"position" bigint NOT NULL,
	"sealed" "bytea" NOT NULL,
	"day" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_reply" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "concern" (
	"lane" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"level" text NOT NULL,
	"whom" "bytea" NOT NULL,
	"since" bigint NOT NULL,
	"asked" bigint NOT NULL,
	"contact" text,
	"tried" text NOT NULL,
	"called" text NOT NULL,
	"told" bigint,
	"knows" text,
	"taker" text,
	"reached" bigint,
	"lost" bigint,
	"rounds" bigint NOT NULL,
	"times" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counter" (
	"key" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_key" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"step" bigint NOT NULL,
	"person" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" "bytea",
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dialogue" (
	"lane" text PRIMARY KEY NOT NULL,
	"rev" bigint NOT NULL,
	"state" "bytea" NOT NULL,
	"channel" text NOT NULL,
	"contact" text NOT NULL,
	"wake_at" bigint,
	"updated" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "help_message" (
	"id" text PRIMARY KEY NOT NULL,
	"request" text NOT NULL,
	"from_side" text NOT NULL,
	"body" "bytea" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "help_request" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"person" text NOT NULL,
	"status" text NOT NULL,
	"handler" text,
	"created" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"lane" text NOT NULL,
	"at" bigint NOT NULL,
	"received" bigint NOT NULL,
	"body" "bytea",
	"state" text NOT NULL,
	"tries" bigint NOT NULL,
	"next_at" bigint NOT NULL,
	"rev" bigint,
	"commands" text,
	"effects" text,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign" text NOT NULL,
	"person" text NOT NULL,
	"status" text NOT NULL,
	"date" text,
	"muted" boolean NOT NULL,
	"waves" bigint NOT NULL,
	"next_at" bigint
);
--> statement-breakpoint
CREATE TABLE "leave" (
	"no" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"from_half" text NOT NULL,
	"to_half" text NOT NULL,
	"account" text NOT NULL,
	"half_days" bigint NOT NULL,
	"status" text NOT NULL,
	"back_half" text
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"account" text NOT NULL,
	"year" bigint NOT NULL,
	"half_days" bigint NOT NULL,
	"cause" text NOT NULL,
	"ref" text NOT NULL,
	"grant_ref" text NOT NULL,
	"since" text,
	"expires" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"lane" text NOT NULL,
	"channel" text NOT NULL,
	"contact" text NOT NULL,
	"payload" "bytea",
	"bulk" text,
	"state" text NOT NULL,
	"tries" bigint NOT NULL,
	"next_at" bigint NOT NULL,
	"on_sent" text,
	"created" bigint NOT NULL,
	"sent_at" bigint,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "overtime" (
	"no" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"date" text NOT NULL,
	"minutes" bigint NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"userid" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"unit_type" text,
	"staff_type" text,
	"post" text,
	"rank" text,
	"sort" bigint NOT NULL,
	"supervisor" text,
	"work_start" text,
	"birth_date" text,
	"sex" text,
	"mobile" text,
	"roles" text NOT NULL,
	"left_at" bigint,
	"sample" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "piece" (
	"id" text PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"body" "bytea" NOT NULL,
	"created" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quota" (
	"month" text NOT NULL,
	"kind" text NOT NULL,
	"used" bigint NOT NULL,
	CONSTRAINT "quota_month_kind_pk" PRIMARY KEY("month","kind")
);
--> statement-breakpoint
CREATE TABLE "reader" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"recipient" text NOT NULL,
	"wrapped" "bytea",
	"created" bigint NOT NULL,
	"admitted" bigint,
	"removed" bigint
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"created" bigint NOT NULL,
	"seen" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"author" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "talk_time" (
	"id" text PRIMARY KEY NOT NULL,
	"handler" text NOT NULL,
	"at" bigint NOT NULL,
	"place" text NOT NULL,
	"case_id" text
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"key" text PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"at" bigint NOT NULL,
	"event" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "alert_open" ON "alert" USING btree ("at") WHERE "alert"."closed" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "application_origin" ON "application" USING btree ("origin");--> statement-breakpoint
CREATE INDEX "application_person" ON "application" USING btree ("person","created");--> statement-breakpoint
CREATE INDEX "application_consent" ON "application" USING btree ("author") WHERE "application"."status" = 'consent';--> statement-breakpoint
CREATE INDEX "application_turn" ON "application" USING btree ("turn","created") WHERE "application"."turn" is not null;--> statement-breakpoint
CREATE INDEX "application_created" ON "application" USING btree ("created");--> statement-breakpoint
CREATE INDEX "attachment_no" ON "attachment" USING btree ("no");--> statement-breakpoint
CREATE INDEX "attachment_person" ON "attachment" USING btree ("person","created");--> statement-breakpoint
CREATE UNIQUE INDEX "case_no" ON "case_file" USING btree ("no");--> statement-breakpoint
CREATE INDEX "case_status" ON "case_file" USING btree ("status","due");--> statement-breakpoint
CREATE UNIQUE INDEX "case_key_reader" ON "case_key" USING btree ("case_id","reader");--> statement-breakpoint
CREATE UNIQUE INDEX "case_message_position" ON "case_message" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "case_reply_case" ON "case_reply" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "data_key_subject" ON "data_key" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "decision_no" ON "decision" USING btree ("no","at");--> statement-breakpoint
CREATE INDEX "dialogue_wake" ON "dialogue" USING btree ("wake_at") WHERE "dialogue"."wake_at" is not null;--> statement-breakpoint
CREATE INDEX "help_message_request" ON "help_message" USING btree ("request","at");--> statement-breakpoint
CREATE UNIQUE INDEX "help_no" ON "help_request" USING btree ("no");--> statement-breakpoint
CREATE INDEX "help_status" ON "help_request" USING btree ("status","created");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_id" ON "inbox" USING btree ("id");--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("lane","at") WHERE "inbox"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "inbox_parked" ON "inbox" USING btree ("seq") WHERE "inbox"."state" = 'parked';--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_person" ON "invitation" USING btree ("campaign","person");--> statement-breakpoint
CREATE INDEX "invitation_mine" ON "invitation" USING btree ("person");--> statement-breakpoint
CREATE INDEX "leave_person" ON "leave" USING btree ("person","from_half");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_cause" ON "ledger" USING btree ("person","account","year","cause","ref","grant_ref");--> statement-breakpoint
CREATE INDEX "ledger_account" ON "ledger" USING btree ("person","account","year");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("key");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_at") WHERE "outbox"."state" = 'due' and "outbox"."bulk" is null;--> statement-breakpoint
CREATE INDEX "outbox_bulk" ON "outbox" USING btree ("bulk","next_at") WHERE "outbox"."state" = 'due' and "outbox"."bulk" is not null;--> statement-breakpoint
CREATE INDEX "outbox_sending" ON "outbox" USING btree ("bulk") WHERE "outbox"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "outbox_gave_up" ON "outbox" USING btree ("seq") WHERE "outbox"."state" = 'gave_up';--> statement-breakpoint
CREATE INDEX "overtime_person" ON "overtime" USING btree ("person","date");--> statement-breakpoint
CREATE UNIQUE INDEX "person_userid" ON "person" USING btree ("userid");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name");--> statement-breakpoint
CREATE INDEX "person_unit" ON "person" USING btree ("unit","sort");--> statement-breakpoint
CREATE INDEX "person_supervisor" ON "person" USING btree ("supervisor");--> statement-breakpoint
CREATE INDEX "piece_lane" ON "piece" USING btree ("lane");--> statement-breakpoint
CREATE INDEX "reader_person" ON "reader" USING btree ("person");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "talk_time_handler" ON "talk_time" USING btree ("handler","at");--> statement-breakpoint
CREATE INDEX "talk_time_at" ON "talk_time" USING btree ("at");--> statement-breakpoint
CREATE INDEX "timer_at" ON "timer" USING btree ("at");