import { randomBytes } from 'node:crypto'
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { orderById } from '../../db/orders.ts'
import { certificates } from '../../db/schema/certificates.ts'
import { orders } from '../../db/schema/orders.ts'
import { signers, signingParts, signingRequests } from '../../db/schema/signing.ts'
import { seal, unseal } from '../../db/sealed-columns.ts'
import { signingDocumentsOf } from '../../db/signings.ts'
import { namesInSms } from '../../domain/authorisation.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import type { SmsNoticeId } from '../../domain/notices.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { now } from '../clock.ts'
import { permanentFailure } from '../idempotency.ts'
import { sendSms } from '../sms/send.ts'
import { unlessRefused } from '../unless-refused.ts'

/** What opens a part: as hard to guess as a key. */
const LINK_BYTES = 16

export type SigningPartActivities = ReturnType<typeof signingPartActivities>

/** What a request with several signers does besides signing: whom it asks, and what became of each. */
export function signingPartActivities({ db }: { db: Database }) {
  /** The parts of a request in the order of its signers, each with its signer and the holder of the certificate. */
  const partsOf = (orderId: string, partId?: string) =>
    db
      .select({
        part: signingParts,
        signer: signers,
        certificate: certificates,
        organisation: orders.holderName,
      })
      .from(signingParts)
      .innerJoin(signers, eq(signers.id, signingParts.signerId))
      .innerJoin(certificates, eq(certificates.id, signers.certificateId))
      .innerJoin(orders, eq(orders.id, certificates.orderId))
      .where(and(eq(signingParts.orderId, orderId), partId ? eq(signingParts.id, partId) : undefined))
      .orderBy(asc(signingParts.position))
  type Found = Awaited<ReturnType<typeof partsOf>>[number]

  /** The address that opens a part. The link is made once, whoever asks first. */
  async function addressOf({ id, link }: Found['part']): Promise<string> {
    const at = (key: string) => `${config('site').SITE_URL}/s#${key}`
    if (link) return at(unseal('partLink', [id], link))
    const key = randomBytes(LINK_BYTES).toString('base64url')
    const [made] = await db
      .update(signingParts)
      .set({ link: seal('partLink', [id], key), linkFingerprint: fingerprint('part-link', key) })
      .where(and(eq(signingParts.id, id), isNull(signingParts.link)))
      .returning()
    if (made) return at(key)
    const [other] = await db.select().from(signingParts).where(eq(signingParts.id, id))
    return at(unseal('partLink', [id], other!.link!))
  }

  async function tell(
    { part, signer, organisation }: Found,
    notice: Extract<SmsNoticeId, `signature${string}`>,
    key: string,
  ): Promise<void> {
    const { orderId } = part
    const order = (await orderById(db, orderId))!
    const names = (await signingDocumentsOf(db, orderId)).map(({ name }) => name)
    await sendSms(db, {
      ...{ orderId, notice, language: order.language },
      phone: unseal('signerPhone', [signer.id], signer.phone),
      parameters: {
        ...{ sender: order.holderName ?? '', organisation: organisation ?? '', order: order.no },
        ...{ documents: namesInSms(names), count: String(names.length) },
        deadline: order.waitsUntil ? beijingDate(order.waitsUntil) : '',
        link: await addressOf(part),
      },
      idempotencyKey: key,
    })
  }

  return {
    /** What a request says of its signers: their parts in order, and for how many days it waits for them. */
    async readRequest({
      orderId,
    }: {
      orderId: string
    }): Promise<{ inOrder: boolean; openDays: number; partIds: string[] }> {
      const [request] = await db.select().from(signingRequests).where(eq(signingRequests.orderId, orderId))
      if (!request) throw permanentFailure('NotFound', 'the request has no row')
      const parts = await partsOf(orderId)
      const { inOrder, openDays } = request
      return { inOrder, openDays, partIds: parts.map(({ part }) => part.id) }
    },

    /** Why somebody who has not signed yet never will; null while all can. */
    async partsEnded({
      orderId,
    }: {
      orderId: string
    }): Promise<{ by: 'signerTakenBack' | 'certificateEnded' | null }> {
      const open = (await partsOf(orderId)).filter(({ part }) => !part.signedAt)
      if (open.some(({ signer }) => signer.takenBackAt !== null)) return { by: 'signerTakenBack' }
      const isUsed = open.every(({ certificate }) => standingOf(certificate, now()) === 'active')
      return { by: isUsed ? null : 'certificateEnded' }
    },

    /** Sends a signer the link to the request, once for each `round`: first to be asked, then to be reminded. */
    async askSigner({
      orderId,
      partId,
      round,
    }: {
      orderId: string
      partId: string
      round: number
    }): Promise<void> {
      const [found] = await partsOf(orderId, partId)
      if (!found) throw permanentFailure('NotFound', 'the request has no such part')
      const { part } = found
      if (part.signedAt || part.declinedAt) return
      const notice = part.askedAt ? 'signatureReminder' : 'signatureAsked'
      await tell(found, notice, `${orderId}/${round}/${partId}`)
      await db
        .update(signingParts)
        .set({ askedAt: now() })
        .where(and(eq(signingParts.id, partId), isNull(signingParts.askedAt)))
      await notifyOrderChanged(db, orderNo(orderId))
    },

    /** Reminds a signer whose sender asks for it. `urged`: when (epoch ms) it did, this time the last. */
    async remindByHand({
      orderId,
      partId,
      round,
      urged,
    }: {
      orderId: string
      partId: string
      round: number
      urged: number[]
    }): Promise<void> {
      await db.update(signingParts).set({ urged }).where(eq(signingParts.id, partId))
      await notifyOrderChanged(db, orderNo(orderId))
      const [found] = await partsOf(orderId, partId)
      if (!found || found.part.signedAt || found.part.declinedAt) return
      await tell(found, 'signatureReminder', `${orderId}/${round}/${partId}`)
    },

    /** Tells everybody who was asked how the request has ended. Who declined knows. */
    async tellSigners({ orderId, done }: { orderId: string; done: boolean }): Promise<void> {
      const asked = (await partsOf(orderId)).filter(({ part }) => part.askedAt && !part.declinedAt)
      const notice = done ? 'signatureDone' : 'signatureClosed'
      await unlessRefused(asked.map((found) => tell(found, notice, `${orderId}/${notice}/${found.part.id}`)))
    },

    async noteDeclined({ orderId, partId }: { orderId: string; partId: string }): Promise<void> {
      await db
        .update(signingParts)
        .set({ declinedAt: now() })
        .where(
          and(
            eq(signingParts.id, partId),
            eq(signingParts.orderId, orderId),
            isNull(signingParts.declinedAt),
          ),
        )
    },

    /**
     * Hands a part on to another signer of the same certificate: the link of the one before opens nothing any more.
     * @throws SignerUnknown where there is no such signer, or who signs this request already.
     */
    async handOn({
      orderId,
      partId,
      signerId,
    }: {
      orderId: string
      partId: string
      signerId: string
    }): Promise<void> {
      const parts = await partsOf(orderId)
      const found = parts.find(({ part }) => part.id === partId)
      if (!found) throw permanentFailure('NotFound', 'the request has no such part')
      // An earlier try has done it.
      if (found.signer.id === signerId) return
      const [to] = await db
        .select({ id: signers.id })
        .from(signers)
        .where(
          and(
            eq(signers.id, signerId),
            eq(signers.certificateId, found.signer.certificateId),
            isNotNull(signers.mac),
          ),
        )
      if (!to || parts.some(({ signer }) => signer.id === signerId))
        throw permanentFailure('SignerUnknown', 'nobody to hand it on to')
      await db
        .update(signingParts)
        .set({
          ...{ signerId, delegatedBy: found.signer.id, delegatedAt: now(), places: {} },
          ...{ link: null, linkFingerprint: null, askedAt: null, openedAt: null, urged: [] },
        })
        .where(eq(signingParts.id, partId))
    },
  }
}
