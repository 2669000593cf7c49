CREATE TABLE "staff_tasks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"order_id" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"workflow_id" text,
	"done_by" text,
	"done_at" timestamp with time zone,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"reference" text NOT NULL,
	"purpose" text NOT NULL,
	"account_masked" text NOT NULL,
	"amount_fen" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"code_id" uuid,
	"password_id" uuid NOT NULL,
	"facts" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfers_reference_unique" UNIQUE("reference"),
	CONSTRAINT "transfers_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "review_rules" (
	"rule" text PRIMARY KEY NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "xml_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "ofd_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "mailings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "received_fen" integer;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "accepted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "proofings" ADD COLUMN "voided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "clock_from" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "clock_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "escalated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "claimants" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "four_eyes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "first_approved_by" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "first_approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "returned" jsonb;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "returned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "cancellation_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "staff_tasks" ADD CONSTRAINT "staff_tasks_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_tasks_once" ON "staff_tasks" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "staff_tasks_open" ON "staff_tasks" USING btree ("done_at","created_at");--> statement-breakpoint
CREATE INDEX "transfers_order" ON "transfers" USING btree ("order_id");--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_xml_id_documents_id_fk" FOREIGN KEY ("xml_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_ofd_id_documents_id_fk" FOREIGN KEY ("ofd_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "payments" SET "accepted" = true, "received_fen" = "amount_fen" WHERE "state" = 'paid';--> statement-breakpoint
UPDATE "reviews" SET "clock_from" = "created_at";--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_accepted" ON "payments" USING btree ("order_id") WHERE "payments"."accepted";