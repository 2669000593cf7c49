CREATE TABLE "unlock_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"token_serial" text NOT NULL,
	"agent_nonce" text NOT NULL,
	"from_generation" integer NOT NULL,
	"to_generation" integer NOT NULL,
	"nonce" text NOT NULL,
	"envelope" "bytea",
	"state" text NOT NULL,
	"signature" "bytea",
	"certificate_id" uuid,
	"confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unlocks" (
	"order_id" text PRIMARY KEY NOT NULL,
	"refused" text,
	"ways" jsonb NOT NULL,
	"review" boolean NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "orders_one_per_token";--> statement-breakpoint
ALTER TABLE "transfers" ALTER COLUMN "password_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "unlock_requests" ADD CONSTRAINT "unlock_requests_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlock_requests" ADD CONSTRAINT "unlock_requests_token_serial_tokens_serial_fk" FOREIGN KEY ("token_serial") REFERENCES "public"."tokens"("serial") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlock_requests" ADD CONSTRAINT "unlock_requests_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlocks" ADD CONSTRAINT "unlocks_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unlock_requests_order" ON "unlock_requests" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "unlock_requests_unconfirmed" ON "unlock_requests" USING btree ("token_serial","state");--> statement-breakpoint
CREATE UNIQUE INDEX "unlock_requests_once" ON "unlock_requests" USING btree ("token_serial","agent_nonce");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_per_token" ON "orders" USING btree ("token_serial",("kind" = 'unlock')) WHERE "orders"."ended_at" is null;