CREATE TABLE "bind_code" (
	"person" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"until" bigint NOT NULL,
	"made" bigint NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bind_try" (
	"contact" text PRIMARY KEY NOT NULL,
	"tries" bigint NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "binding" (
	"channel" text NOT NULL,
	"contact" text NOT NULL,
	"person" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "binding_channel_contact_pk" PRIMARY KEY("channel","contact")
);
--> statement-breakpoint
CREATE TABLE "permit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"topic" text NOT NULL,
	"allowed" boolean NOT NULL,
	"why" text NOT NULL,
	"author" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "binding_person" ON "binding" USING btree ("channel","person");