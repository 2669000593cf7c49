ALTER TABLE "certificates" ADD COLUMN "activated_at" timestamp with time zone;--> statement-breakpoint
UPDATE "certificates" SET "activated_at" = "certificates"."created_at" FROM "orders"
WHERE "orders"."id" = "certificates"."order_id"
  AND (
    "certificates"."state" = 'active'
    OR ("certificates"."state" IN ('held', 'revoked') AND "orders"."state" = 'completed')
    OR EXISTS (
      SELECT 1 FROM "certificate_writings"
      WHERE "certificate_writings"."key_id" = "certificates"."key_id" AND "certificate_writings"."written_at" IS NOT NULL
    )
  );
