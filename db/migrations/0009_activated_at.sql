ALTER TABLE "certificates" ADD COLUMN "activated_at" timestamp with time zone;--> statement-breakpoint
UPDATE "certificates" SET "activated_at" = "certificates"."created_at" FROM "orders"
WHERE "orders"."id" = "certificates"."order_id"
  AND ("certificates"."state" = 'active' OR ("certificates"."state" IN ('held', 'revoked') AND "orders"."state" = 'completed'));
