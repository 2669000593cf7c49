CREATE TABLE "expiry_reminders" (
	"certificate_id" uuid NOT NULL,
	"day" integer NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expiry_reminders_certificate_id_day_pk" PRIMARY KEY("certificate_id","day")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "operator_fingerprint" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "operator_phone" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "cps_version" text;--> statement-breakpoint
ALTER TABLE "expiry_reminders" ADD CONSTRAINT "expiry_reminders_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_operator" ON "orders" USING btree ("operator_fingerprint");--> statement-breakpoint
UPDATE "orders" SET "cps_version" = '1.0' WHERE "uscc" IS NOT NULL;
