CREATE SEQUENCE "public"."order_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"scopes" jsonb NOT NULL,
	"certificate_ids" jsonb,
	"order_id" text,
	"bound_to" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_clients" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"permissions" jsonb NOT NULL,
	"redirect_uris" jsonb NOT NULL,
	"requests_per_minute" integer NOT NULL,
	"documents_per_day" integer NOT NULL,
	"secret_hash" "bytea",
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_by" text,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "authorization_codes" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"redirect_uri" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"code_challenge" text,
	"code_challenge_method" text,
	"certificate_ids" jsonb,
	"order_id" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authorization_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"asked" "bytea" NOT NULL,
	"order_id" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_certificate_revocations" (
	"certificate_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "client_certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"request" "bytea" NOT NULL,
	"spki" "bytea" NOT NULL,
	"asked_by" text NOT NULL,
	"issuer" text NOT NULL,
	"cps_version" text NOT NULL,
	"state" text NOT NULL,
	"serial" text,
	"subject" text,
	"tbs" "bytea",
	"der" "bytea",
	"not_before" timestamp with time zone,
	"not_after" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revocation_reason" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_certificates_spki_unique" UNIQUE("spki"),
	CONSTRAINT "client_certificates_serial_unique" UNIQUE("serial"),
	CONSTRAINT "client_certificates_der_unique" UNIQUE("der")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"origin_mac" text NOT NULL,
	"seq" bigint,
	"hash" text,
	"seal" text,
	CONSTRAINT "audit_log_seq_unique" UNIQUE("seq"),
	CONSTRAINT "audit_log_sealed_whole" CHECK (num_nulls("audit_log"."seq", "audit_log"."hash", "audit_log"."seal") in (0, 3))
);
--> statement-breakpoint
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
CREATE TABLE "authority_certificates" (
	"name" text PRIMARY KEY NOT NULL,
	"der" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_holds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"certificate_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"held_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
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
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"key_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"profile" text NOT NULL,
	"purpose" text NOT NULL,
	"algorithm" text NOT NULL,
	"serial" text NOT NULL,
	"holder_number" text NOT NULL,
	"subject" text NOT NULL,
	"tbs" "bytea" NOT NULL,
	"der" "bytea",
	"state" text NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"not_after" timestamp with time zone NOT NULL,
	"activated_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revocation_reason" integer,
	"invalidity_date" timestamp with time zone,
	"superseded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "certificates_key_id_unique" UNIQUE("key_id"),
	CONSTRAINT "certificates_serial_unique" UNIQUE("serial")
);
--> statement-breakpoint
CREATE TABLE "crls" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"issuer" text NOT NULL,
	"number" integer NOT NULL,
	"tbs" "bytea" NOT NULL,
	"der" "bytea",
	"this_update" timestamp with time zone NOT NULL,
	"next_update" timestamp with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "crls_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "expiry_reminders" (
	"certificate_id" uuid NOT NULL,
	"day" integer NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "expiry_reminders_certificate_id_day_pk" PRIMARY KEY("certificate_id","day")
);
--> statement-breakpoint
CREATE TABLE "hosted_keys" (
	"key_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
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
CREATE TABLE "key_makings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"station_id" text NOT NULL,
	"token_serial" text NOT NULL,
	"made_by" text NOT NULL,
	"step" text NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_stations" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"plugged" jsonb NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subject_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"carrier" text NOT NULL,
	"token_serial" text,
	"label" text NOT NULL,
	"origin" text NOT NULL,
	"spki" "bytea" NOT NULL,
	"evidence" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subject_keys_once" UNIQUE NULLS NOT DISTINCT("token_serial","label"),
	CONSTRAINT "subject_keys_carrier" CHECK ("subject_keys"."carrier" in ('token', 'hsm')),
	CONSTRAINT "subject_keys_on_token" CHECK (("subject_keys"."token_serial" is not null) = ("subject_keys"."carrier" = 'token'))
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"serial" text PRIMARY KEY NOT NULL,
	"model" text NOT NULL,
	"state" text NOT NULL,
	"so_pin_generation" integer,
	"order_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_bundles" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"certificate_id" uuid NOT NULL,
	"asked_by" text NOT NULL,
	"reason" text NOT NULL,
	"attested" jsonb,
	"document_id" uuid,
	"manifest" text,
	"signature" "bytea",
	"stamp" "bytea",
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"certificate_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"note" text NOT NULL,
	"set_by" text NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"colour" text NOT NULL,
	"request_no" text NOT NULL,
	"platform_serial" text,
	"number" text,
	"amount_fen" integer NOT NULL,
	"state" text NOT NULL,
	"pdf_id" uuid,
	"xml_id" uuid,
	"ofd_id" uuid,
	"mailings" integer DEFAULT 0 NOT NULL,
	"issued_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_request_no_unique" UNIQUE("request_no"),
	CONSTRAINT "invoices_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"movement" text NOT NULL,
	"account" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"order_id" text NOT NULL,
	CONSTRAINT "ledger_entries_not_zero" CHECK ("ledger_entries"."amount_fen" <> 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_movements" (
	"name" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"order_id" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_movements_above_zero" CHECK ("ledger_movements"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"provider" text NOT NULL,
	"out_trade_no" text NOT NULL,
	"amount_fen" integer NOT NULL,
	"qr_content" text,
	"state" text NOT NULL,
	"received_fen" integer,
	"accepted" boolean DEFAULT false NOT NULL,
	"qr_expires_at" timestamp with time zone NOT NULL,
	"trade_no" text,
	"paid_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_out_trade_no_unique" UNIQUE("out_trade_no"),
	CONSTRAINT "payments_trade_no_unique" UNIQUE("trade_no")
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"body_sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"payment_id" uuid NOT NULL,
	"out_request_no" text NOT NULL,
	"amount_fen" integer NOT NULL,
	"state" text NOT NULL,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_payment_id_unique" UNIQUE("payment_id"),
	CONSTRAINT "refunds_out_request_no_unique" UNIQUE("out_request_no")
);
--> statement-breakpoint
CREATE TABLE "staff_tasks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"order_id" text,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"workflow_id" text,
	"due_at" timestamp with time zone NOT NULL,
	"priority" smallint DEFAULT 1 NOT NULL,
	"assignee" text,
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
	"password_id" uuid,
	"facts" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfers_reference_unique" UNIQUE("reference"),
	CONSTRAINT "transfers_idempotency_key_unique" UNIQUE("idempotency_key")
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
	"algorithm" text NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"replaced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"seq" integer NOT NULL,
	"event" text NOT NULL,
	"state" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "order_events_event" CHECK ("order_events"."event" in ('begun', 'depositSent', 'depositArrived', 'depositFailed', 'proofed', 'confirmed', 'returnedToModify', 'materialsUploaded', 'abandoned', 'submitted', 'cancelled', 'qrRenewed', 'paid', 'paymentExpired', 'firstApproved', 'approved', 'refused', 'materialsReturned', 'materialsResent', 'escalated', 'cancellationAsked', 'cancellationAgreed', 'lapsed', 'refunded', 'cancellationRefunded', 'lapseRefunded', 'keyDamaged', 'keyMade', 'parcelReturned', 'reshipped', 'parcelLost', 'delivered', 'givenUp', 'certificateIssued', 'activationReminded', 'activated', 'activationLapsed', 'unlockBegun', 'unlockRefused', 'unlockQuestioned', 'unlockCleared', 'unlockNotCleared', 'phoneCodeRight', 'proofingChosen', 'unlockIssued', 'unlocked', 'unlockUnconfirmed', 'authorisationOver', 'soPinLocked', 'certificateHeld', 'lifted', 'liftClosed', 'liftReopened', 'revocationChosen', 'replaced', 'revokedElsewhere', 'certificateExpired', 'remittanceShort', 'remittanceMissed', 'keyFound', 'oldRevoked', 'reservedPhoneProved', 'keyGenerated', 'certificateWritten', 'writingFinished', 'leftUnfinished', 'revokedUnfinished', 'writingLapsed', 'changeUnmatched', 'contactChanged', 'submittedForReview', 'revocationAsked', 'revocationReminded', 'revocationConfirmed', 'revocationWithdrawn', 'revocationProposed', 'revocationFirstApproved', 'revocationApproved', 'revocationRefused', 'proposalWithdrawn', 'documentsReady', 'documentsReopened', 'signed', 'stamped', 'signingWithdrawn', 'signingLocked', 'certificateEnded', 'signingExpired', 'phoneBound', 'requestSent', 'delegated', 'signersReminded', 'signerUrged', 'allSigned', 'declined', 'signerTakenBack', 'namingAgreed', 'signerNamed', 'imprintShown', 'sealMade')),
	CONSTRAINT "order_events_state" CHECK ("order_events"."state" in ('draft', 'confirmed', 'materialsUploaded', 'awaitingPayment', 'inReview', 'materialsWanted', 'making', 'shipping', 'returned', 'refunding', 'completed', 'rejected', 'expired', 'cancelled', 'undelivered', 'issuing', 'activating', 'unactivated', 'verifying', 'riskReview', 'authorised', 'refused', 'needsReplacement', 'reported', 'held', 'lifted', 'replaced', 'revoked', 'confirming', 'writing', 'requested', 'awaitingApproval', 'withdrawn', 'drafting', 'awaitingCode', 'stamping', 'voided', 'bindingPhone', 'awaitingSigners', 'declined', 'makingSeal')),
	CONSTRAINT "order_events_by" CHECK ("order_events"."by" in ('applicant', 'signer', 'reviewer', 'keyStation', 'support', 'courier', 'payment', 'bank', 'system'))
);
--> statement-breakpoint
CREATE TABLE "order_forms" (
	"order_id" text NOT NULL,
	"revision" integer NOT NULL,
	"typed" "bytea",
	"complete" boolean NOT NULL,
	"proofed_facts" text NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_forms_order_id_revision_pk" PRIMARY KEY("order_id","revision")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"kind" text NOT NULL,
	"product" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"holder_name" text,
	"holder_number" text,
	"operator_fingerprint" text,
	"operator_phone" text,
	"fingerprints" text[] DEFAULT '{}' NOT NULL,
	"cps_version" text,
	"price_items" jsonb NOT NULL,
	"language" text DEFAULT 'zh' NOT NULL,
	"certificate_id" uuid,
	"key_fate" text,
	"pay_by" text DEFAULT 'qr' NOT NULL,
	"token_serial" text,
	"started_at" timestamp with time zone,
	"run_id" text,
	"interrupted_at" timestamp with time zone,
	"waits_until" timestamp with time zone,
	"priority" smallint DEFAULT 1 NOT NULL,
	"assignee" text,
	"assigned_for" text,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_no_unique" UNIQUE("no"),
	CONSTRAINT "orders_kind" CHECK ("orders"."kind" in ('newApplication', 'hostedApplication', 'unlock', 'lossReport', 'replacement', 'renewal', 'informationChange', 'revocation', 'takeover', 'signing', 'hashSigning', 'phoneChange', 'signingRequest', 'hostedRenewal', 'hostedChange', 'hostedReplacement', 'signerNaming', 'sealOrder')),
	CONSTRAINT "orders_product" CHECK ("orders"."product" in ('organisationUkey', 'personUkey', 'organisationHostedBidding', 'personHostedBidding', 'organisationHostedContract')),
	CONSTRAINT "orders_state_known" CHECK ("orders"."state" in ('draft', 'confirmed', 'materialsUploaded', 'awaitingPayment', 'inReview', 'materialsWanted', 'making', 'shipping', 'returned', 'refunding', 'completed', 'rejected', 'expired', 'cancelled', 'undelivered', 'issuing', 'activating', 'unactivated', 'verifying', 'riskReview', 'authorised', 'refused', 'needsReplacement', 'reported', 'held', 'lifted', 'replaced', 'revoked', 'confirming', 'writing', 'requested', 'awaitingApproval', 'withdrawn', 'drafting', 'awaitingCode', 'stamping', 'voided', 'bindingPhone', 'awaitingSigners', 'declined', 'makingSeal'))
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id_fingerprint" text PRIMARY KEY NOT NULL,
	"holder_number" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persons_holder_number_unique" UNIQUE("holder_number")
);
--> statement-breakpoint
CREATE TABLE "code_queries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"purpose" text NOT NULL,
	"by" jsonb NOT NULL,
	"receiver" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "code_queries_purpose" CHECK ("code_queries"."purpose" in ('orderQuery', 'holder')),
	CONSTRAINT "code_queries_receiver" CHECK ("code_queries"."receiver" in ('operator', 'legalRepresentative', 'account'))
);
--> statement-breakpoint
CREATE TABLE "proofings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"method" text NOT NULL,
	"facts" text NOT NULL,
	"result" text NOT NULL,
	"inconsistent" jsonb NOT NULL,
	"provider_requests" jsonb NOT NULL,
	"certificate_id" uuid,
	"signed" jsonb,
	"passed_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proofings_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "secrets_in_transit" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"kind" text NOT NULL,
	"certificate_password" "bytea",
	"to_station" "bytea",
	"delivered_at" timestamp with time zone,
	"destroyed_at" timestamp with time zone,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "secrets_in_transit_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "sent_notices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text,
	"notice" text NOT NULL,
	"channel" text NOT NULL,
	"recipient_masked" text NOT NULL,
	"provider_id" text,
	"sent_at" timestamp with time zone,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sent_notices_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "sent_notices_notice" CHECK ("sent_notices"."notice" in ('proofingCode', 'confirmOrderCode', 'orderQueryCode', 'orderQueryCodeLegal', 'expiryReminder', 'expiryToday', 'expiryReminderMail', 'expiryTodayMail', 'approved', 'certificatePassword', 'rejected', 'shipped', 'depositArrived', 'depositFailed', 'approvedByMemo', 'paymentReceived', 'paymentExpired', 'surplusReturned', 'materialsReturned', 'materialsReminder', 'lapsed', 'refunded', 'reviewLate', 'parcelReturned', 'parcelLost', 'delivered', 'undelivered', 'holderCode', 'holderCodeLegal', 'lossHeld', 'lossHeldLegal', 'lossLifted', 'lossLiftedLegal', 'liftClosed', 'liftReopened', 'lossRevoked', 'oldRevoked', 'remittanceShort', 'remittanceMissed', 'replacementApproved', 'replacementRefused', 'unlockCode', 'unlockAuthorisationCode', 'unlockDone', 'unlockDoneLegal', 'reservedPhoneCode', 'renewalPaid', 'writingReminder', 'writingLapsed', 'writingRevoked', 'certificateInKey', 'changeReady', 'changeRejected', 'changeLapsed', 'contactChanged', 'phoneReplaced', 'invoiceIssued', 'invoiceReversed', 'reviewDueSoon', 'reviewOverdue', 'revocationCode', 'revocationHeld', 'revocationHeldLegal', 'revocationProposed', 'revocationReminder', 'revocationDone', 'revocationDoneLegal', 'revocationTakenBack', 'revocationTakenBackLegal', 'crlLate', 'auditUnsealed', 'auditUnstamped', 'auditBroken', 'auditHead', 'activationCode', 'hostedIssued', 'activationReminder', 'hostedActivated', 'hostedActivatedLegal', 'activationLapsed', 'signingCode', 'hashSigningCode', 'usesMailAsked', 'usesOfMonth', 'documentsSigned', 'signingLocked', 'liftCode', 'lossHeldHosted', 'lossLiftedHosted', 'liftReopenedHosted', 'hostedReplacementRefused', 'hostedOldRevoked', 'hostedRenewalCode', 'hostedRenewalDone', 'hostedRenewalEnded', 'hostedChangeCode', 'hostedChangeDone', 'sealMade', 'sealNotMade', 'newPhoneCode', 'phoneChangeCode', 'signerPhoneChanged', 'signerPhoneChangedLegal', 'signerNamingCode', 'namedSignerCode', 'signerNamed', 'signerNamedLegal', 'signatureAsked', 'signatureReminder', 'signatureDone', 'signatureClosed', 'requestCompleted', 'requestDeclined', 'requestClosed', 'personProofingCode', 'personApproved', 'personUnlockCode', 'certificateProofingCode', 'smsStopped', 'runEnded'))
);
--> statement-breakpoint
CREATE TABLE "verification_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workflow_id" text NOT NULL,
	"purpose" text NOT NULL,
	"subject" text NOT NULL,
	"phone_fingerprint" text NOT NULL,
	"phone_masked" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"consumed_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verification_codes_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "verification_codes_purpose" CHECK ("verification_codes"."purpose" in ('proofing', 'deposit', 'confirmOrder', 'unlock', 'reservedPhone', 'revocation', 'orderQuery', 'holder'))
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"day" date PRIMARY KEY NOT NULL,
	"working" boolean NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_rules" (
	"rule" text PRIMARY KEY NOT NULL,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"clock_from" timestamp with time zone DEFAULT now() NOT NULL,
	"clock_days" integer DEFAULT 3 NOT NULL,
	"reminded_at" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"provisional" boolean NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp with time zone,
	"claimants" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"four_eyes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"first_approved_by" text,
	"first_approved_at" timestamp with time zone,
	"returned" jsonb,
	"returned_at" timestamp with time zone,
	"cancellation_asked_at" timestamp with time zone,
	"decision" text,
	"checks" jsonb,
	"reason" text,
	"words" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_order_id_unique" UNIQUE("order_id")
);
--> statement-breakpoint
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
CREATE TABLE "seals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"certificate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"picture" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"der" "bytea",
	"made_at" timestamp with time zone,
	"replaced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seals_once" UNIQUE("certificate_id","order_id"),
	CONSTRAINT "seals_kind" CHECK ("seals"."kind" in ('generated', 'sampled'))
);
--> statement-breakpoint
CREATE TABLE "shipment_routes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"shipment_id" uuid NOT NULL,
	"op_code" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"place" text NOT NULL,
	"remark" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"provider_order_id" text NOT NULL,
	"waybill_no" text,
	"token_serial" text NOT NULL,
	"state" text NOT NULL,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shipments_provider_order_id_unique" UNIQUE("provider_order_id"),
	CONSTRAINT "shipments_waybill_no_unique" UNIQUE("waybill_no")
);
--> statement-breakpoint
CREATE TABLE "authorisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"purpose" text NOT NULL,
	"part_id" uuid,
	"signer_id" uuid,
	"documents" integer DEFAULT 0 NOT NULL,
	"phone_fingerprint" text NOT NULL,
	"phone_masked" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"consumed_by" uuid,
	"consumed_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "authorisations_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "authorisations_purpose" CHECK ("authorisations"."purpose" in ('activation', 'signing', 'consent', 'binding', 'lifting', 'hashSigning', 'proofing'))
);
--> statement-breakpoint
CREATE TABLE "credential_grants" (
	"client_id" uuid NOT NULL,
	"certificate_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credential_grants_client_id_certificate_id_pk" PRIMARY KEY("client_id","certificate_id")
);
--> statement-breakpoint
CREATE TABLE "hash_signings" (
	"order_id" text PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"algorithm" text NOT NULL,
	"hashes" jsonb NOT NULL,
	"words" "bytea",
	"signatures" jsonb,
	"handed_out_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signer_consents" (
	"order_id" text PRIMARY KEY NOT NULL,
	"mac" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signer_namings" (
	"order_id" text PRIMARY KEY NOT NULL,
	"name" "bytea" NOT NULL,
	"phone" "bytea" NOT NULL,
	"limits" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"certificate_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"name" "bytea" NOT NULL,
	"phone" "bytea" NOT NULL,
	"phone_fingerprint" text NOT NULL,
	"phone_masked" text NOT NULL,
	"limits" jsonb NOT NULL,
	"mac" "bytea",
	"taken_back_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" text NOT NULL,
	"name" "bytea" NOT NULL,
	"pages" integer NOT NULL,
	"places" jsonb NOT NULL,
	"document_id" uuid NOT NULL,
	"signed_id" uuid,
	"signed_mac" "bytea",
	"stamped_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"public_key" "bytea" PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_parts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"position" integer NOT NULL,
	"signer_id" uuid NOT NULL,
	"places" jsonb NOT NULL,
	"link" "bytea",
	"link_fingerprint" text,
	"asked_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"urged" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"signed_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"reason" "bytea",
	"delegated_by" uuid,
	"delegated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signing_parts_link_fingerprint_unique" UNIQUE("link_fingerprint")
);
--> statement-breakpoint
CREATE TABLE "signing_requests" (
	"order_id" text PRIMARY KEY NOT NULL,
	"in_order" boolean DEFAULT true NOT NULL,
	"open_days" integer NOT NULL,
	"client_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_trails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"pdf" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "typed_codes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"authorisation_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"address" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uses_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"holder_number" text NOT NULL,
	"language" text NOT NULL,
	"email" "bytea" NOT NULL,
	"key" "bytea" NOT NULL,
	"key_fingerprint" text NOT NULL,
	"sent_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uses_mails_holder_number_unique" UNIQUE("holder_number"),
	CONSTRAINT "uses_mails_key_fingerprint_unique" UNIQUE("key_fingerprint")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"username" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_filters_once" UNIQUE("username","list","name")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"impersonated_by" text,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"username" text,
	"display_username" text,
	"role" text,
	"banned" boolean DEFAULT false,
	"ban_reason" text,
	"ban_expires" timestamp with time zone,
	"two_factor_enabled" boolean DEFAULT false,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone
);
--> statement-breakpoint
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
	"algorithm" text,
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
CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"event_id" uuid NOT NULL,
	"status" integer,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"client_id" uuid PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"client_id" uuid NOT NULL,
	"order_id" text NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"delivered_at" timestamp with time zone,
	"given_up_at" timestamp with time zone,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_events_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_bound_to_client_certificates_id_fk" FOREIGN KEY ("bound_to") REFERENCES "public"."client_certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorization_codes" ADD CONSTRAINT "authorization_codes_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorization_requests" ADD CONSTRAINT "authorization_requests_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_certificate_revocations" ADD CONSTRAINT "client_certificate_revocations_certificate_id_client_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."client_certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_certificates" ADD CONSTRAINT "client_certificates_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_receipts" ADD CONSTRAINT "bank_receipts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_returns" ADD CONSTRAINT "bank_returns_receipt_id_bank_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."bank_receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_returns" ADD CONSTRAINT "bank_returns_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_holds" ADD CONSTRAINT "certificate_holds_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_holds" ADD CONSTRAINT "certificate_holds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_writings" ADD CONSTRAINT "certificate_writings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_writings" ADD CONSTRAINT "certificate_writings_token_serial_tokens_serial_fk" FOREIGN KEY ("token_serial") REFERENCES "public"."tokens"("serial") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_writings" ADD CONSTRAINT "certificate_writings_key_id_subject_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."subject_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_key_id_subject_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."subject_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expiry_reminders" ADD CONSTRAINT "expiry_reminders_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hosted_keys" ADD CONSTRAINT "hosted_keys_key_id_subject_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."subject_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_leases" ADD CONSTRAINT "key_leases_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_makings" ADD CONSTRAINT "key_makings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_keys" ADD CONSTRAINT "subject_keys_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_keys" ADD CONSTRAINT "subject_keys_token_serial_tokens_serial_fk" FOREIGN KEY ("token_serial") REFERENCES "public"."tokens"("serial") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_bundles" ADD CONSTRAINT "evidence_bundles_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_bundles" ADD CONSTRAINT "evidence_bundles_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_pdf_id_documents_id_fk" FOREIGN KEY ("pdf_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_xml_id_documents_id_fk" FOREIGN KEY ("xml_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_ofd_id_documents_id_fk" FOREIGN KEY ("ofd_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_movement_ledger_movements_name_fk" FOREIGN KEY ("movement") REFERENCES "public"."ledger_movements"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_tasks" ADD CONSTRAINT "staff_tasks_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_forms" ADD CONSTRAINT "order_forms_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofings" ADD CONSTRAINT "proofings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrets_in_transit" ADD CONSTRAINT "secrets_in_transit_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_decisions" ADD CONSTRAINT "revocation_decisions_order_id_revocations_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."revocations"("order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocations" ADD CONSTRAINT "revocations_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seals" ADD CONSTRAINT "seals_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seals" ADD CONSTRAINT "seals_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_routes" ADD CONSTRAINT "shipment_routes_shipment_id_shipments_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorisations" ADD CONSTRAINT "authorisations_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorisations" ADD CONSTRAINT "authorisations_signer_id_signers_id_fk" FOREIGN KEY ("signer_id") REFERENCES "public"."signers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_grants" ADD CONSTRAINT "credential_grants_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_grants" ADD CONSTRAINT "credential_grants_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hash_signings" ADD CONSTRAINT "hash_signings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hash_signings" ADD CONSTRAINT "hash_signings_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signer_consents" ADD CONSTRAINT "signer_consents_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signer_namings" ADD CONSTRAINT "signer_namings_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signers" ADD CONSTRAINT "signers_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signers" ADD CONSTRAINT "signers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_documents" ADD CONSTRAINT "signing_documents_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_documents" ADD CONSTRAINT "signing_documents_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_documents" ADD CONSTRAINT "signing_documents_signed_id_documents_id_fk" FOREIGN KEY ("signed_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_parts" ADD CONSTRAINT "signing_parts_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_parts" ADD CONSTRAINT "signing_parts_signer_id_signers_id_fk" FOREIGN KEY ("signer_id") REFERENCES "public"."signers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_parts" ADD CONSTRAINT "signing_parts_delegated_by_signers_id_fk" FOREIGN KEY ("delegated_by") REFERENCES "public"."signers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_requests" ADD CONSTRAINT "signing_requests_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_requests" ADD CONSTRAINT "signing_requests_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_trails" ADD CONSTRAINT "signing_trails_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "typed_codes" ADD CONSTRAINT "typed_codes_authorisation_id_authorisations_id_fk" FOREIGN KEY ("authorisation_id") REFERENCES "public"."authorisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlock_requests" ADD CONSTRAINT "unlock_requests_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlock_requests" ADD CONSTRAINT "unlock_requests_token_serial_tokens_serial_fk" FOREIGN KEY ("token_serial") REFERENCES "public"."tokens"("serial") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlock_requests" ADD CONSTRAINT "unlock_requests_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlocks" ADD CONSTRAINT "unlocks_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_event_id_webhook_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."webhook_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_client_id_api_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."api_clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_client" ON "access_tokens" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "access_tokens_expiry" ON "access_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "authorization_requests_expiry" ON "authorization_requests" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "client_certificates_client" ON "client_certificates" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "audit_log_latest" ON "audit_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_log_unsealed" ON "audit_log" USING btree ("at","id") WHERE seq is null;--> statement-breakpoint
CREATE INDEX "bank_receipts_order" ON "bank_receipts" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "bank_receipts_state" ON "bank_receipts" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_returns_once" ON "bank_returns" USING btree ("receipt_id","part");--> statement-breakpoint
CREATE INDEX "bank_returns_order" ON "bank_returns" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_holds_once" ON "certificate_holds" USING btree ("certificate_id","order_id");--> statement-breakpoint
CREATE INDEX "certificates_holder" ON "certificates" USING btree ("holder_number");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_one_per_order" ON "certificates" USING btree ("order_id","purpose","algorithm") WHERE "certificates"."state" <> 'revoked';--> statement-breakpoint
CREATE UNIQUE INDEX "crls_number" ON "crls" USING btree ("issuer","number");--> statement-breakpoint
CREATE INDEX "key_makings_order" ON "key_makings" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "invoices_order" ON "invoices" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_once" ON "ledger_entries" USING btree ("movement","account");--> statement-breakpoint
CREATE INDEX "ledger_entries_whose" ON "ledger_entries" USING btree ("order_id","account");--> statement-breakpoint
CREATE INDEX "payments_order" ON "payments" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_accepted" ON "payments" USING btree ("order_id") WHERE "payments"."accepted";--> statement-breakpoint
CREATE UNIQUE INDEX "provider_events_once" ON "provider_events" USING btree ("provider","event_id");--> statement-breakpoint
CREATE INDEX "refunds_order" ON "refunds" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_tasks_once" ON "staff_tasks" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "staff_tasks_open" ON "staff_tasks" USING btree ("priority","due_at","id") WHERE "staff_tasks"."done_at" is null;--> statement-breakpoint
CREATE INDEX "staff_tasks_order" ON "staff_tasks" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "transfers_order" ON "transfers" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "confirmations_once" ON "confirmations" USING btree ("order_id","digest");--> statement-breakpoint
CREATE INDEX "documents_order" ON "documents" USING btree ("order_id","kind");--> statement-breakpoint
CREATE INDEX "documents_sha256" ON "documents" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "order_events_once" ON "order_events" USING btree ("order_id","seq");--> statement-breakpoint
CREATE INDEX "orders_holder" ON "orders" USING btree ("holder_number");--> statement-breakpoint
CREATE INDEX "orders_operator" ON "orders" USING btree ("operator_fingerprint");--> statement-breakpoint
CREATE INDEX "orders_state" ON "orders" USING btree ("state","updated_at");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("priority",coalesce("waits_until", 'infinity'::timestamptz),"no") WHERE "orders"."ended_at" is null and not ("orders"."state" = 'draft' and "orders"."revision" = 0);--> statement-breakpoint
CREATE INDEX "orders_ended" ON "orders" USING btree ("ended_at","no") WHERE "orders"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_ended_state" ON "orders" USING btree ("state","ended_at","no") WHERE "orders"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_ended_kind" ON "orders" USING btree ("kind","ended_at","no") WHERE "orders"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_ended_product" ON "orders" USING btree ("product","ended_at","no") WHERE "orders"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_name" ON "orders" USING gin ("holder_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "orders_people" ON "orders" USING gin ("fingerprints");--> statement-breakpoint
CREATE INDEX "orders_token" ON "orders" USING btree ("token_serial");--> statement-breakpoint
CREATE INDEX "orders_certificate" ON "orders" USING btree ("certificate_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_per_token" ON "orders" USING btree ("token_serial",("kind" in ('unlock'))) WHERE "orders"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_per_hosted_certificate" ON "orders" USING btree ("certificate_id") WHERE "orders"."ended_at" is null and "orders"."kind" in ('phoneChange', 'hostedRenewal', 'hostedChange', 'signerNaming');--> statement-breakpoint
CREATE UNIQUE INDEX "orders_one_per_lost_certificate" ON "orders" USING btree ("kind","certificate_id") WHERE "orders"."ended_at" is null and "orders"."kind" in ('lossReport', 'replacement', 'hostedReplacement', 'sealOrder');--> statement-breakpoint
CREATE INDEX "proofings_order" ON "proofings" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "sent_notices_order" ON "sent_notices" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "verification_codes_workflow" ON "verification_codes" USING btree ("workflow_id","purpose");--> statement-breakpoint
CREATE INDEX "verification_codes_phone" ON "verification_codes" USING btree ("phone_fingerprint","created_at");--> statement-breakpoint
CREATE INDEX "reviews_due" ON "reviews" USING btree ("decision","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "revocation_decisions_once" ON "revocation_decisions" USING btree ("order_id","by");--> statement-breakpoint
CREATE INDEX "seals_order" ON "seals" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "seals_one_per_certificate" ON "seals" USING btree ("certificate_id") WHERE "seals"."made_at" is not null and "seals"."replaced_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_routes_once" ON "shipment_routes" USING btree ("shipment_id","op_code","at");--> statement-breakpoint
CREATE INDEX "shipments_order" ON "shipments" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "authorisations_order" ON "authorisations" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "authorisations_phone" ON "authorisations" USING btree ("phone_fingerprint","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "signers_once" ON "signers" USING btree ("certificate_id","phone_fingerprint") WHERE "signers"."taken_back_at" is null;--> statement-breakpoint
CREATE INDEX "signing_documents_order" ON "signing_documents" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "signing_parts_order" ON "signing_parts" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_parts_once" ON "signing_parts" USING btree ("order_id","signer_id");--> statement-breakpoint
CREATE INDEX "typed_codes_authorisation" ON "typed_codes" USING btree ("authorisation_id");--> statement-breakpoint
CREATE INDEX "unlock_requests_order" ON "unlock_requests" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "unlock_requests_unconfirmed" ON "unlock_requests" USING btree ("token_serial","state");--> statement-breakpoint
CREATE UNIQUE INDEX "unlock_requests_once" ON "unlock_requests" USING btree ("token_serial","agent_nonce");--> statement-breakpoint
CREATE INDEX "webhook_attempts_event" ON "webhook_attempts" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "webhook_events_client" ON "webhook_events" USING btree ("client_id","created_at");