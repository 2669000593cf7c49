ALTER TABLE "orders" ADD COLUMN "certificate_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "token_serial" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_per_token" ON "orders" USING btree ("token_serial") WHERE "orders"."ended_at" is null;--> statement-breakpoint
UPDATE "orders" SET "ended_at" = "updated_at" WHERE "state" IN ('completed', 'rejected', 'expired', 'cancelled', 'undelivered');
