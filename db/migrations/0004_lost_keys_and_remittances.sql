CREATE TABLE "bank_receipts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"bank_serial" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"payer" "bytea" NOT NULL,
	"memo" "bytea" NOT NULL,
	"booked_at" timestamp with time zone NOT NULL,
	"order_id" text,
	"state" text NOT NULL,
	"reason" text,
	"accepted_fen" bigint DEFAULT 0 NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_receipts_bank_serial_unique" UNIQUE("bank_serial")
);
--> statement-breakpoint
CREATE TABLE "bank_returns" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"receipt_id" uuid NOT NULL,
	"part" text NOT NULL,
	"order_id" text,
	"amount_fen" bigint NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"done_by" text,
	"note" text,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_returns_reference_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"document_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"way" text NOT NULL,
	"certificate_id" uuid,
	"code_id" uuid,
	"statement" text NOT NULL,
	"public_key" text NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "key_fate" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "pay_by" text DEFAULT 'qr' NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_receipts" ADD CONSTRAINT "bank_receipts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_returns" ADD CONSTRAINT "bank_returns_receipt_id_bank_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."bank_receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_returns" ADD CONSTRAINT "bank_returns_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_receipts_order" ON "bank_receipts" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "bank_receipts_state" ON "bank_receipts" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_returns_once" ON "bank_returns" USING btree ("receipt_id","part");--> statement-breakpoint
CREATE INDEX "bank_returns_order" ON "bank_returns" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "confirmations_once" ON "confirmations" USING btree ("order_id","digest");--> statement-breakpoint
CREATE INDEX "documents_sha256" ON "documents" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_per_lost_certificate" ON "orders" USING btree ("kind","certificate_id") WHERE "orders"."ended_at" is null and "orders"."kind" in ('lossReport', 'replacement');