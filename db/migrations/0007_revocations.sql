CREATE TABLE "revocation_decisions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"by" text NOT NULL,
	"approved" boolean NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revocations" (
	"order_id" text PRIMARY KEY NOT NULL,
	"certificate_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"reason" text NOT NULL,
	"invalidity_date" timestamp with time zone,
	"asked_by" text,
	"note" text,
	"legal_reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "staff_tasks" ALTER COLUMN "order_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "revocation_decisions" ADD CONSTRAINT "revocation_decisions_order_id_revocations_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."revocations"("order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "revocation_decisions_once" ON "revocation_decisions" USING btree ("order_id","by");