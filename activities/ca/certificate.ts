import { and, eq } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { openTyped } from '../../db/sealed-forms.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { isRevokedByUs } from '../../db/revocations.ts'
import { certificates, subjectKeys } from '../../db/schema/certificates.ts'
import { payments } from '../../db/schema/money.ts'
import { orderForms } from '../../db/schema/orders.ts'
import { proofings } from '../../db/schema/proofing.ts'
import { reviews } from '../../db/schema/review.ts'
import {
  checkApplicationForm,
  holderName,
  registeredFacts,
  type ApplicationForm,
} from '../../domain/application-form.ts'
import { currentCps } from '../../domain/cps.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { isOnKey } from '../../domain/order-states.ts'
import { products, termsOf } from '../../domain/products.ts'
import { isReplacement } from '../../domain/replacement.ts'
import { prepareCertificate, type CertificateRequest } from '../../pki/certificate.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { organisationName, personName, readableName } from '../../pki/name.ts'
import { profileOf } from '../../pki/profiles.ts'
import { newSerial } from '../../pki/serial.ts'
import { endOfValidity, startOfValidity } from '../../pki/validity.ts'
import { permanentFailure } from '../idempotency.ts'
import { readOrder, type StoredOrder } from '../orders/form.ts'
import { linted, profileUnder } from './issuing.ts'
import { revoke } from './revocation.ts'

export type CertificateActivities = ReturnType<typeof certificateActivities>

type OldCertificate = typeof certificates.$inferSelect | undefined

interface Deps {
  db: Database
  hsm: Hsm
  clock?: () => Date
}

/** Whom a certificate of an order names. */
const subjectOf = ({ holderNumber }: StoredOrder['order'], form: ApplicationForm) =>
  form.organisation
    ? organisationName(form.organisation)
    : personName({ name: holderName(form), holderNumber: holderNumber! })

export function certificateActivities({ db, hsm, clock = () => new Date() }: Deps) {
  /** What a certificate of an order has to be, under the practice statement that the holder agreed to. */
  function profileOfOrder({ product, cpsVersion }: StoredOrder['order']) {
    const profile = profileOf(product)
    return profileUnder(hsm, profile, profile.issuer, cpsVersion ?? currentCps.version)
  }

  async function approvedRequest(
    { order, form }: StoredOrder,
    spki: Uint8Array,
  ): Promise<CertificateRequest & ReturnType<typeof profileOfOrder>> {
    const old = await oldCertificate(order)
    await mustBeDue(order, form, old)
    const notBefore = startOfValidity(clock())
    const notAfter = endOfCertificate(order, notBefore, old)
    return {
      ...profileOfOrder(order),
      // The subject comes from the reviewed order, never from what a key or a request says.
      subject: subjectOf(order, form),
      spki,
      serial: newSerial(),
      notBefore,
      notAfter,
    }
  }

  /** What the CA looks at itself before it signs, whatever the process believes. */
  async function mustBeDue(
    order: StoredOrder['order'],
    form: ApplicationForm,
    old: OldCertificate,
  ): Promise<void> {
    const { id: orderId, kind } = order
    if (isOnKey(order)) {
      if (old?.state === 'revoked') throw permanentFailure('writing.certificateRevoked', 'it is revoked')
      if (old?.state !== 'active') throw permanentFailure('writing.certificateHeld', 'it is not in use')
    }
    if (kinds[kind].followsHosted && old?.state !== 'active')
      throw permanentFailure('CertificateNotInUse', 'it is not in use')
    if (isReplacement(kind)) {
      if (!old || old.supersededBy)
        throw permanentFailure('Refused', 'another has taken its place in the key')
      if (await isRevokedByUs(db, old.id))
        throw permanentFailure('Refused', 'we revoke the certificate that it replaces')
    }
    if (termsOf(order).reviewWorkingDays === null) {
      const [paid] = await db
        .select({ id: payments.id })
        .from(payments)
        .where(and(eq(payments.orderId, orderId), eq(payments.accepted, true)))
      if (!paid) throw permanentFailure('Refused', 'order is not paid')
      return
    }
    const isChange = kind === 'informationChange' || kind === 'hostedChange'
    if (isChange && (await registryAgrees(order, form))) return
    const [review] = await db.select().from(reviews).where(eq(reviews.orderId, orderId))
    if (review?.decision !== 'approved') throw permanentFailure('Refused', 'order is not approved')
  }

  /** Whether the register was asked about what is certified now, and agreed. */
  async function registryAgrees(
    { id: orderId, product }: StoredOrder['order'],
    form: ApplicationForm,
  ): Promise<boolean> {
    const matched = await db
      .select({ form: orderForms })
      .from(proofings)
      .innerJoin(
        orderForms,
        and(eq(orderForms.orderId, proofings.orderId), eq(orderForms.proofedFacts, proofings.facts)),
      )
      .where(and(eq(proofings.orderId, orderId), eq(proofings.result, 'matched')))
    return matched.some((row) => {
      const check = checkApplicationForm(openTyped(row.form), product)
      return check.complete && registeredFacts(check.form) === registeredFacts(form)
    })
  }

  /** The certificate that an order is about, if it is about one. */
  async function oldCertificate({ certificateId }: StoredOrder['order']): Promise<OldCertificate> {
    if (!certificateId) return undefined
    const [old] = await db.select().from(certificates).where(eq(certificates.id, certificateId))
    return old
  }

  /**
   * A renewal adds its years to what is left. Another certificate for the same time, of a replacement or a change, ends
   * when the old one would have; where that has ended meanwhile it runs its full years.
   */
  function endOfCertificate(order: StoredOrder['order'], notBefore: Date, old: OldCertificate): Date {
    const { validityYears } = products[order.product]
    const { validity, items } = termsOf(order)
    const fullYears = endOfValidity(notBefore, validityYears)
    if (validity === 'fullYears') return fullYears
    if (validity === 'addedYears') return endOfValidity(notBefore, validityYears, old?.notAfter)
    if (old && old.notAfter > notBefore) return old.notAfter
    // A change is free: it gives no new years. A replacement was looked at once more before it was approved.
    if (items.length === 0) throw permanentFailure('writing.certificateExpired', 'it has ended')
    return fullYears
  }

  return {
    /**
     * Issues the certificate of a key, once: what is signed is stored first, so that a retry signs the same bytes and
     * everything ever signed can be revoked. Of two that sign at once the first to store its signature counts.
     */
    async issueCertificate({ orderId, keyId }: { orderId: string; keyId: string }) {
      const [key] = await db.select().from(subjectKeys).where(eq(subjectKeys.id, keyId))
      if (key?.orderId !== orderId) throw permanentFailure('NotFound', 'the order has no such key')
      const byKey = eq(certificates.keyId, keyId)
      const stored = await readOrder(db, orderId)
      let [row] = await db.select().from(certificates).where(byKey)
      if (!row) {
        const request = await approvedRequest(stored, key.spki)
        const { profile, issuer } = request
        const tbs = prepareCertificate(request)
        // What must not be signed is not stored either.
        linted(tbs, request)
        if (key.origin !== profile.keyOrigin)
          throw permanentFailure('Refused', 'the key was not made where its profile says')
        await db
          .insert(certificates)
          .values({
            orderId,
            keyId,
            issuer: issuer.id,
            profile: profile.id,
            purpose: profile.purpose,
            algorithm: profile.key.algorithm,
            serial: request.serial,
            holderNumber: stored.order.holderNumber!,
            subject: readableName(request.subject),
            tbs,
            state: 'prepared',
            notBefore: request.notBefore,
            notAfter: request.notAfter,
          })
          .onConflictDoNothing()
        ;[row] = await db.select().from(certificates).where(byKey)
        if (!row) throw permanentFailure('Conflict', 'the order has another certificate that is not revoked')
      }
      if (row.state === 'prepared') {
        const { id, serial, tbs } = row
        // The stored bytes, read once more: whoever stored them.
        const der = hsm.sign(linted(tbs, { ...profileOfOrder(stored.order), spki: key.spki, serial }))
        await db.transaction(async (tx) => {
          const first = await tx
            .update(certificates)
            .set({ der, state: 'issued' })
            .where(and(eq(certificates.id, id), eq(certificates.state, 'prepared')))
            .returning({ id: certificates.id })
          if (first.length === 0) return
          await audit(tx, {
            actor: 'worker:ca',
            action: 'certificate.issued',
            subject: orderId,
            detail: { serial, ...(key.tokenSerial && { tokenSerial: key.tokenSerial }) },
          })
          await notifyOrderChanged(tx, orderNo(orderId))
        })
      }
      return { certificateId: row.id, serial: row.serial }
    },

    /**
     * Revokes what was issued for a key that its holder never got: damaged before it left the house (superseded), lost
     * by the courier (keyCompromise), never accepted (cessationOfOperation).
     */
    async revokeUndelivered(request: {
      orderId: string
      reason?: 'superseded' | 'keyCompromise' | 'cessationOfOperation'
    }): Promise<void> {
      const { orderId, reason = 'superseded' } = request
      await db.transaction(async (tx) => {
        const rows = await tx
          .select()
          .from(certificates)
          .where(eq(certificates.orderId, orderId))
          .for('update')
        for (const row of rows) await revoke(tx, row, { orderId, reason })
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },
  }
}
