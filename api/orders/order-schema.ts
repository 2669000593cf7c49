import { z } from 'zod'
import { staffRoles } from '../../domain/staff.ts'
import {
  certificateStandings,
  certificateStates,
  revocationReasons,
} from '../../domain/certificate-states.ts'
import { roles, stages } from '../../domain/kinds/description.ts'
import { orderKinds } from '../../domain/kinds/kinds.ts'
import { materialKinds } from '../../domain/materials.ts'
import { orderEvents, orderStates } from '../../domain/order-states.ts'
import { paymentProviders, paymentWays } from '../../domain/payment.ts'
import { optionIds, priceItemIds, productIds } from '../../domain/products.ts'
import { subjects } from '../../domain/certificate-kinds.ts'
import { cardConsents, codeMethods, proofingMethods } from '../../domain/proofing.ts'
import { revocationOrigins } from '../../domain/revocation.ts'
import { returnReasons } from '../../domain/review.ts'
import { sealKinds, sealStates } from '../../domain/seals.ts'
import { plainCode } from '../../domain/typed-text.ts'
import { codeReceivers } from '../../domain/verification-codes.ts'

// What an order looks like from outside.

type RevocationReasonName = keyof typeof revocationReasons

const instant = z.iso.datetime()

export const orderState = z.enum(orderStates).meta({ id: 'OrderState' })
const orderEvent = z.enum(orderEvents).meta({ id: 'OrderEvent' })
export const orderKind = z.enum(orderKinds).meta({ id: 'OrderKind' })
const role = z.enum(roles).meta({ id: 'OrderRole' })

export const product = z.enum(productIds).meta({ id: 'ProductId' })
export const materialKind = z.enum(materialKinds).meta({ id: 'MaterialKind' })
export const staffRole = z.enum(staffRoles).meta({ id: 'StaffRole' })

export const orderNumber = z.object({ no: z.string().regex(/^\d{8}-\d{6,}$/) })

export const priceItem = z
  .object({
    item: z.enum(priceItemIds),
    quantity: z.number().int(),
    unitFen: z.number().int(),
  })
  .meta({ id: 'PriceItem' })

const typedText = z.string().max(500, 'tooLong').optional()

const typedPerson = z.object({
  name: typedText,
  idNumber: typedText,
  phone: typedText,
  email: typedText,
})

/** Where the key goes, as typed. */
export const typedDelivery = z.object({
  name: typedText,
  phone: typedText,
  province: typedText,
  city: typedText,
  district: typedText,
  street: typedText,
})

/** The form of domain/application-form.ts as somebody is still typing it: any field may be missing or wrong. */
export const typedForm = z
  .object({
    organisation: z.object({ name: typedText, uscc: typedText }).optional(),
    legalRepresentative: z
      .object({ name: typedText, idType: typedText, idNumber: typedText, phone: typedText })
      .optional(),
    operator: typedPerson.optional(),
    person: typedPerson.optional().describe('The holder, in place of the three above'),
    proofing: z
      .object({
        method: typedText,
        bankCard: typedText,
        cardConsent: z
          .enum(['', ...cardConsents])
          .optional()
          .describe('Version of the words that the holder of the card consents by'),
        bank: typedText,
        account: typedText,
      })
      .optional(),
    invoice: z
      .object({ email: typedText, address: typedText, phone: typedText, bank: typedText, account: typedText })
      .optional(),
    delivery: typedDelivery.optional(),
    options: z.array(z.enum(optionIds)).max(optionIds.length).optional(),
    agreement: z.object({ accepted: z.boolean().optional(), cpsVersion: typedText }).optional(),
  })
  .meta({ id: 'ApplicationForm' })

export type TypedForm = z.infer<typeof typedForm>

/** A query by identifier, whose code is typed next. */
export const codeAsked = z
  .object({
    queryId: z.uuid(),
    holder: z.enum(['organisation', 'person']),
    receiver: z.enum(codeReceivers),
    resendAt: z.iso.datetime(),
  })
  .meta({ id: 'CodeAsked' })
/** The number of a query whose code is awaited. */
export const queryNumber = z.object({ id: z.uuid() })

export const typedCode = z.object({
  code: z
    .string()
    .overwrite(plainCode)
    .regex(/^\d{6}$/, 'sixDigits'),
})

export const returnedItem = z
  .object({
    item: materialKind,
    reason: z.enum(returnReasons),
    words: z.string().trim().max(200).describe('May be empty'),
    sent: z.boolean().default(false).describe('Uploaded again since'),
  })
  .meta({ id: 'ReturnedItem' })

const fieldProblem = z.object({ field: z.string(), problem: z.string(), message: z.string() })

const codeTimes = z.object({ sentTo: z.string(), expiresAt: instant, resendAt: instant })

const unlockPart = z
  .object({
    tokenSerial: z.string(),
    holderName: z.string(),
    certificate: z.object({ serial: z.string(), notBefore: instant, notAfter: instant }),
    ways: z.array(z.enum(['sms', 'proofing'])).describe('How the holder may prove to be one; empty at first'),
    reservedPhone: z.string().nullable().describe('Masked'),
    code: codeTimes.nullable().describe('The live code to the reserved phone'),
    methods: z.array(z.enum(codeMethods)).describe('Offered ways of identity proofing'),
    legalRepPhone: z.string().nullable().describe('As left in an earlier order, masked'),
    refused: z.object({ code: z.string(), title: z.string(), detail: z.string() }).nullable(),
    authorised: z
      .object({ until: instant, here: z.boolean().describe('By this browser') })
      .nullable()
      .describe('The new PIN may be set'),
    requests: z
      .array(z.object({ state: z.enum(['issued', 'confirmed', 'unconfirmed']), at: instant }))
      .describe('Instructions that went out to the key, the newest first'),
  })
  .meta({ id: 'Unlock' })

/** The token that carries the key of a certificate. */
export const carrierToken = z.string().nullable().describe('Null where no token carries the key')

/** A certificate of the holder, as loss and replacement look at it. */
const concernedCertificate = z.object({
  serial: z.string(),
  state: z.enum(certificateStates),
  notAfter: instant,
  tokenSerial: carrierToken,
})

export const certificateStanding = z.enum(certificateStandings).meta({ id: 'CertificateStanding' })

const reasonNames = Object.keys(revocationReasons) as [RevocationReasonName, ...RevocationReasonName[]]
export const revocationReason = z.enum(reasonNames).meta({ id: 'RevocationReason' })
export const revocationOrigin = z.enum(revocationOrigins).meta({ id: 'RevocationOrigin' })

const revocationPart = z
  .object({
    certificate: concernedCertificate,
    origin: revocationOrigin,
    reason: revocationReason,
    code: codeTimes.nullable().describe('The live code that the operator was sent to confirm it'),
  })
  .meta({ id: 'Revocation' })

export const authorisation = codeTimes
  .extend({
    id: z.uuid(),
    sealTo: z.base64().describe('X25519 (SPKI, DER): what the typed code is sealed to'),
  })
  .meta({ id: 'Authorisation' })

export type AuthorisationView = z.infer<typeof authorisation>

const point = z.number().min(0).max(20_000)
export const sealPlace = z
  .object({
    page: z.number().int().min(0).describe('0 is the first'),
    ...{ x: point, y: point, width: point, height: point },
    strip: z.object({ index: z.number().int(), of: z.number().int() }).optional(),
  })
  .meta({ id: 'SealPlace', description: 'In points, from the left upper corner of the page as it is seen' })

/** Where the seal of another signer stands. */
const otherSeal = z
  .object({
    holderName: z.string(),
    picture: z.string().nullable().describe('Once that signer has signed; until then it is a place'),
    places: z.array(sealPlace),
  })
  .meta({ id: 'OtherSeal' })

export const signingDocument = z
  .object({
    id: z.uuid(),
    name: z.string(),
    pages: z.number().int(),
    places: z.array(sealPlace).describe('Where the seal stands, on its pages and across them'),
    others: z.array(otherSeal).describe('Of the other signers of a request'),
    signed: z.boolean(),
    stampedAt: instant.nullable().describe('Since when it can be verified for good'),
    file: z.string(),
  })
  .meta({ id: 'SigningDocument' })

export const signerSeal = z
  .object({ picture: z.string(), width: z.number(), height: z.number() })
  .nullable()
  .describe('The seal of the certificate, its size in points')

const signingPart = z
  .object({
    certificate: concernedCertificate
      .nullable()
      .describe('Of the signer, or of the sender; null where another system is'),
    documents: z.array(signingDocument),
    seal: signerSeal,
    code: authorisation.nullable().describe('The live code that the signer was sent for these documents'),
  })
  .meta({ id: 'Signing' })

export const partStates = ['waiting', 'due', 'signed', 'declined', 'over'] as const

/** Somebody who has to sign, as the others of the same request see it. */
export const requestSigner = z
  .object({
    id: z.uuid(),
    name: z.string().describe('Masked'),
    phone: z.string().describe('Masked'),
    holderName: z.string(),
    serial: z.string(),
    state: z.enum(partStates).describe('`waiting`: for others, or for the request to be sent'),
    askedAt: instant.nullable(),
    openedAt: instant.nullable(),
    signedAt: instant.nullable(),
    declinedAt: instant.nullable(),
    urgedAt: instant.nullable().describe('When the sender reminded this signer by hand last'),
    urgeFrom: instant.nullable().describe('From when the sender may do so; null where nobody is reminded'),
    reason: z.string().nullable().describe('Why this signer declined'),
    delegated: z.boolean().describe('Another signer of the same certificate handed it on'),
  })
  .meta({ id: 'RequestSigner' })

const requestPart = z
  .object({
    inOrder: z.boolean().describe('One signer after the other'),
    openDays: z.number().int(),
    signers: z.array(requestSigner),
    own: z
      .array(z.object({ id: z.uuid(), name: z.string(), phone: z.string() }))
      .describe('Who may sign by the certificate of the sender'),
  })
  .meta({ id: 'SigningRequest' })

export const hashSigningPart = z
  .object({
    client: z.string().describe('The application that wants the signatures'),
    certificate: concernedCertificate,
    description: z.string().describe('Its words about the documents'),
    labels: z.array(z.string()).describe('What it calls each of them; empty where it says nothing'),
    count: z.number().int().describe('How many signatures'),
    handedOutAt: instant.nullable().describe('When the application got them'),
    code: authorisation
      .nullable()
      .describe('The live code that the signer was sent for exactly these hashes'),
  })
  .meta({ id: 'HashSigning' })

const sealOrderPart = z
  .object({
    certificate: concernedCertificate.describe('The one that the seal is for'),
    holderName: z.string(),
    replaces: z.boolean().describe('It has a seal, which ends when the new one is made'),
  })
  .meta({ id: 'SealOrder' })

const hostedPart = z
  .object({
    code: authorisation.nullable().describe('The live code that was sent for what the order waits for'),
    certificate: concernedCertificate.nullable().describe('The one that the order is about'),
    signer: z
      .object({ phone: z.string(), newPhone: z.string().nullable() })
      .nullable()
      .describe('Whose phone uses it, masked, and which one is to take its place'),
    named: z
      .object({
        name: z.string(),
        phone: z.string().describe('Masked'),
        until: z.iso.date().nullable(),
        documentsPerDay: z.number().int().nullable(),
      })
      .optional()
      .describe('Who is to sign besides'),
    endsAt: instant
      .nullable()
      .describe('Last second of the certificate that follows; while it is not issued, if it were now'),
  })
  .meta({ id: 'Hosted' })

const lossPart = z
  .object({
    certificate: concernedCertificate,
    reportedAt: instant,
    liftUntil: instant.nullable().describe('Until when the holder can lift it with the key; null when over'),
    code: authorisation
      .nullable()
      .describe('The live code to the signer of a hosted certificate, by which it is lifted'),
    replacementNo: z
      .string()
      .nullable()
      .describe('The order of another key or certificate, while it is open'),
    replacementMade: z.boolean().describe('That is being made: nothing is lifted any more'),
  })
  .meta({ id: 'LossReport' })

const replacementPart = z
  .object({
    certificate: concernedCertificate,
    fate: z.enum(['lost', 'damaged']),
    lossReportNo: z.string().nullable(),
    signing: z
      .object({
        digest: z.string().describe('SHA-256 of what is confirmed'),
        otherKeys: z.number().int().describe('Other keys of the holder that could sign'),
      })
      .nullable()
      .describe('What there is to sign before the order comes in'),
  })
  .meta({ id: 'Replacement' })

const remittancePart = z
  .object({
    account: z.object({ number: z.string(), holder: z.string(), bank: z.string() }),
    reference: z.string().describe('For the memo'),
    amountFen: z.number().int(),
    receivedFen: z.number().int(),
    missingFen: z.number().int(),
    arrivals: z.array(
      z.object({
        at: instant,
        payer: z.string().describe('Masked where it is not the organisation'),
        amountFen: z.number().int(),
        acceptedFen: z.number().int(),
        state: z.enum(['new', 'suspense', 'accepted', 'returned']),
      }),
    ),
  })
  .meta({ id: 'Remittance' })

/** A certificate that goes into the key in the applicant's hand. */
const onKeyPart = z
  .object({
    tokenSerial: z.string(),
    holderName: z.string(),
    holderNumber: z.string(),
    certificate: z
      .object({ serial: z.string(), notBefore: instant, notAfter: instant })
      .describe('The old one'),
    endsAt: instant.describe('Last second of the new certificate; while it is not issued, if it were now'),
    replaceable: z.boolean().describe('Whether the old one gets another key, if this one is lost or broken'),
    change: z
      .object({
        class: z.enum(['contact', 'certificate']),
        newPhone: z.boolean(),
        oldPhone: z.string().describe('Masked'),
        oldPhoneCode: codeTimes.nullable().describe('The live code to the phone that is reserved until now'),
        asksOldPhone: z.boolean().describe('Neither the old phone nor the identity is proved yet'),
        otherWays: z
          .array(z.enum(codeMethods))
          .describe('Ways to prove the identity where the old phone is gone'),
        legalRepPhone: z.string().nullable().describe('Masked'),
      })
      .nullable()
      .describe('What is to be changed; null before it was proposed'),
    step: z
      .enum(['generate', 'write', 'finish', 'done'])
      .nullable()
      .describe('What is to be done at the key'),
  })
  .meta({ id: 'OnKey' })

export const orderView = z
  .object({
    no: z.string(),
    kind: orderKind,
    product,
    subject: z.enum(subjects).describe('Whom its certificate names'),
    state: orderState,
    revision: z.number().int(),
    allowed: z.array(orderEvent).describe('What the applicant may do now'),
    interruptedAt: instant
      .nullable()
      .describe(
        'Since when its process is known to have ended without it: nothing can be done until staff act',
      ),
    waitsFor: z.object({ who: role.nullable(), until: instant.nullable() }),
    createdAt: instant,
    form: typedForm.nullable().describe('As typed last; null before the first save'),
    problems: z.array(fieldProblem).describe('What the stored form still lacks'),
    doubts: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .describe('Accepted, but look again'),
    proofing: z.object({
      method: z.enum(proofingMethods),
      state: z
        .enum(['none', 'codeSent', 'transferring', 'transferFailed', 'passed'])
        .describe('`codeSent`: by SMS, or in the memo of the transfer that has arrived'),
      sentTo: z.string().nullable().describe('Masked phone or account'),
      reason: z.string().nullable().describe('The bank’s words about a failed transfer'),
      expiresAt: instant.nullable(),
      resendAt: instant.nullable(),
      authorisation: authorisation
        .nullable()
        .describe('The live code to the phone of a hosted certificate that proves the identity'),
    }),
    confirmationCode: codeTimes
      .nullable()
      .describe('The code that the operator was sent to confirm the order'),
    cpsVersion: z.string().nullable().describe('The practice statement that was agreed to'),
    priceItems: z.array(priceItem),
    totalFen: z.number().int(),
    materials: z.array(
      z.object({
        kind: materialKind,
        optional: z.boolean().describe('The order goes on without it'),
        uploadedAt: instant.nullable(),
        url: z.string().nullable(),
      }),
    ),
    payment: z
      .object({
        amountFen: z.number().int(),
        payUntil: instant,
        paidAt: instant.nullable(),
        paidBy: z.enum(paymentWays).nullable(),
        codes: z
          .array(
            z.object({
              provider: z.enum(paymentProviders),
              state: z.enum(['waiting', 'paid', 'closed', 'disputed']),
              qrContent: z
                .string()
                .nullable()
                .describe('Null while it is being asked for, and once it ran out'),
              qrExpiresAt: instant,
            }),
          )
          .describe('The latest QR code of each provider'),
      })
      .nullable(),
    refunds: z
      .array(
        z.object({
          provider: z.enum(paymentWays),
          state: z.enum(['requested', 'done', 'byHand']),
          surplus: z.boolean().describe('Paid besides: the order itself goes on'),
          amountFen: z.number().int(),
          doneAt: instant.nullable(),
        }),
      )
      .describe('The newest first'),
    invoices: z.array(
      z.object({
        id: z.string(),
        colour: z.enum(['blue', 'red']),
        state: z.enum(['issuing', 'failed', 'withdrawn', 'issued', 'mailed', 'mailRefused']),
        number: z.string().nullable(),
        files: z.object({
          pdf: z.string().nullable(),
          xml: z.string().nullable(),
          ofd: z.string().nullable(),
        }),
        mailedTo: z.string().nullable(),
      }),
    ),
    review: z
      .object({
        dueAt: instant,
        provisional: z.boolean(),
        decision: z.enum(['approved', 'rejected', 'cancelled', 'lapsed']).nullable(),
        reason: z.string().nullable(),
        words: z.string().nullable(),
        returned: z.array(returnedItem).nullable().describe('Documents to be sent again'),
        returnedUntil: instant.nullable(),
        cancellationAskedAt: instant.nullable(),
      })
      .nullable(),
    shipment: z
      .object({
        carrier: z.literal('SF'),
        waybillNo: z.string(),
        state: z.enum(['ready', 'inTransit', 'returned', 'lost', 'delivered']),
        routes: z.array(z.object({ at: instant, place: z.string(), remark: z.string() })),
      })
      .nullable(),
    certificate: z
      .object({ serial: z.string(), notBefore: instant, notAfter: instant, tokenSerial: carrierToken })
      .nullable(),
    seal: z
      .object({
        kind: z.enum(sealKinds),
        state: z.enum(sealStates),
        name: z.string().describe('Whose it is'),
        width: z.number().int().describe('In millimetres'),
        height: z.number().int(),
        notBefore: instant,
        notAfter: instant,
        picture: z.string().nullable().describe('Where it is; null until it is made'),
        data: z.string().nullable(),
      })
      .nullable()
      .describe('The seal that the order made'),
    password: z
      .object({
        channel: z.enum(['phone', 'accountMemo']),
        state: z.enum(['awaited', 'sending', 'sent', 'failed']),
        sentTo: z.string().nullable().describe('Masked phone or account'),
        sentAt: instant.nullable(),
      })
      .nullable()
      .describe(
        'Where the certificate password is; null where none is made, and before the order is submitted',
      ),
    progress: z
      .array(
        z.object({
          stage: z.enum([...stages, 'refund']),
          standing: z.enum(['done', 'current', 'ahead', 'stopped']),
          who: role.nullable(),
          at: instant.nullable().describe('When it was over'),
          workingDays: z.number().int().nullable().describe('What it usually takes'),
          expectedBy: instant.nullable(),
          provisional: z.boolean().describe('By a calendar that is not announced yet'),
          late: z.boolean(),
        }),
      )
      .describe('Every step of an order that makes a key; none of other orders'),
    unlock: unlockPart.nullable().describe('What only an unlock has'),
    onKey: onKeyPart.nullable().describe('What only a renewal or a change of information has'),
    loss: lossPart.nullable().describe('What only a report of loss has'),
    revocation: revocationPart.nullable().describe('What only a revocation has'),
    hosted: hostedPart.nullable().describe('What only an order of a hosted certificate has'),
    signing: signingPart.nullable().describe('What is signed, and by which certificate'),
    request: requestPart.nullable().describe('What only a request with several signers has'),
    hashSigning: hashSigningPart.nullable().describe('What only signatures for another system have'),
    sealOrder: sealOrderPart.nullable().describe('What only the order of a seal has'),
    replacement: replacementPart.nullable().describe('What only a replacement has'),
    remittance: remittancePart.nullable().describe('Of an order that is paid by bank transfer'),
    timeline: z.array(z.object({ event: orderEvent, state: orderState, at: instant, by: role })),
  })
  .meta({ id: 'OrderView' })

export type OrderView = z.infer<typeof orderView>

export const orderSummary = orderView
  .pick({
    no: true,
    kind: true,
    product: true,
    subject: true,
    state: true,
    createdAt: true,
    waitsFor: true,
    interruptedAt: true,
  })
  .extend({ holderName: z.string() })
  .meta({ id: 'OrderSummary' })

export type OrderSummary = z.infer<typeof orderSummary>
