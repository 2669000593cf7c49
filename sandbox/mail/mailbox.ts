import { randomUUID } from 'node:crypto'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { isDown } from '../outages.ts'
import { settings } from '../settings.ts'
import { collection } from '../world.ts'

export interface Mail {
  id: string
  to: string
  subject: string
  text: string
  at: number
  messageId: string
  /** Where a mail program stops such mails by one click (RFC 8058); null where it cannot. */
  stopAt: string | null
  attachments: { filename: string; contentType: string; base64: string }[]
}

export const mailbox = collection<Mail>('mail')
/** Addresses whose mailbox is full. */
export const fullMailboxes = collection<{ address: string }>('mail.full')

/** Fills the mailbox of an address, or empties it again. */
export function toggleFull(address: string): void {
  const id = address.toLowerCase()
  if (fullMailboxes.get(id)) fullMailboxes.remove(id)
  else fullMailboxes.put(id, { address: id })
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

/** By the headers as a mail program reads them: RFC 2369, RFC 8058. */
function stopAddress({ headerLines }: ParsedMail): string | null {
  const line = (key: string) => headerLines.find((header) => header.key === key)?.line ?? ''
  const isOneClick = line('list-unsubscribe-post').includes('List-Unsubscribe=One-Click')
  return (isOneClick && /<(https?:[^>]+)>/.exec(line('list-unsubscribe'))?.[1]) || null
}

/** A mail server that keeps everything it gets. */
export function startMailServer(): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect(_session, callback) {
      callback(isDown('mail') ? refusal(421, '4.3.2 Service not available, try again later') : null)
    },
    onRcptTo({ address }, _session, callback) {
      callback(fullMailboxes.get(address.toLowerCase()) ? refusal(550, '5.2.2 Mailbox is full') : null)
    },
    onData(stream, session, callback) {
      simpleParser(stream)
        .then((mail) => {
          for (const recipient of session.envelope.rcptTo) {
            const id = randomUUID()
            mailbox.put(id, {
              id,
              to: recipient.address,
              subject: mail.subject ?? '',
              text: mail.text ?? '',
              at: Date.now(),
              messageId: mail.messageId ?? '',
              stopAt: stopAddress(mail),
              attachments: mail.attachments.map((attachment) => ({
                filename: attachment.filename ?? 'attachment',
                contentType: attachment.contentType,
                base64: attachment.content.toString('base64'),
              })),
            })
          }
          callback()
        })
        .catch((error: unknown) => callback(error as Error))
    },
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.smtpPort, '127.0.0.1', () => resolve(server))
  })
}
