CREATE TABLE "certificate_writings" (
	"order_id" text PRIMARY KEY NOT NULL,
	"token_serial" text NOT NULL,
	"nonce" text NOT NULL,
	"key_id" uuid,
	"generated_at" timestamp with time zone,
	"written_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_leases" (
	"order_id" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"fence" integer NOT NULL,
	"heartbeat_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "superseded_by" uuid;--> statement-breakpoint
ALTER TABLE "certificate_writings" ADD CONSTRAINT "certificate_writings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_writings" ADD CONSTRAINT "certificate_writings_token_serial_tokens_serial_fk" FOREIGN KEY ("token_serial") REFERENCES "public"."tokens"("serial") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_writings" ADD CONSTRAINT "certificate_writings_key_id_token_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."token_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_leases" ADD CONSTRAINT "key_leases_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;