// How long an order waits for people, in days or minutes. Data, so that a CA can set its own.

export const deadlines = {
  /** A form that nobody touches is closed and its personal data wiped (PIPL art. 19: shortest retention). */
  draftIdleDays: 30,
  /** One QR code; the applicant can ask for another while the order may be paid. */
  qrMinutes: 120,
  paymentDays: 7,
  /** How often an unpaid trade is asked for, in case its notification was lost. */
  paymentPollMinutes: 5,
  /** How often the courier is asked for the route, in case a push was lost. */
  routePollHours: 6,
  /** How often an invoice that is being issued is asked for, in seconds, and when a person has to look. */
  invoicePollSeconds: 5,
} as const
