import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'

// One question to an NTP server (RFC 5905; a client alone as in its section 14). What npm has does not look whether the
// server knows the time itself.

const ANSWER_MS = 2000
const LENGTH = 48
const NTP_PORT = 123
/** Version 4, client. */
const QUESTION = 0x23
const SERVER_MODE = 4
const LEAP_UNKNOWN = 3
const MOST_STRATUM = 15
/** From 1900, where NTP counts from, to 1970, in seconds. */
const EPOCH = 2_208_988_800
const ERA = 2 ** 32

/** How far our clock is behind the server's, and how wrong that may be, in milliseconds. */
export interface ClockOffset {
  offset: number
  error: number
}

/** RFC 4330, 3: seconds without the highest bit are of the era that begins in 2036. */
function timestamp(packet: Buffer, at: number): number {
  const seconds = packet.readUInt32BE(at)
  const fraction = packet.readUInt32BE(at + 4) / ERA
  return (seconds - EPOCH + (seconds < ERA / 2 ? ERA : 0) + fraction) * 1000
}

/** A 16.16 fixed-point number of seconds, in milliseconds. */
const short = (packet: Buffer, at: number) => (packet.readUInt32BE(at) / 65_536) * 1000

/** What a server's answer tells. @throws Error when it is none, or the server does not know the time. */
function readAnswer(packet: Buffer, asked: { cookie: Buffer; sent: number; received: number }): ClockOffset {
  const { cookie, sent, received } = asked
  if (packet.length < LENGTH || (packet[0]! & 7) !== SERVER_MODE) throw new Error('no answer of a server')
  const stratum = packet[1]!
  if (packet[0]! >> 6 === LEAP_UNKNOWN || stratum < 1 || stratum > MOST_STRATUM)
    throw new Error('the server does not know the time')
  if (!packet.subarray(24, 32).equals(cookie)) throw new Error('an answer to another question')
  const [came, went] = [timestamp(packet, 32), timestamp(packet, 40)]
  const roundTrip = received - sent - (went - came)
  if (roundTrip < 0) throw new Error('the clock was set meanwhile')
  return {
    offset: (came - sent + (went - received)) / 2,
    // RFC 5905, 11.1: half of the way there and back, ours and the server's own to its reference.
    error: roundTrip / 2 + short(packet, 4) / 2 + short(packet, 8),
  }
}

/** Asks a server, `host` or `host:port`. @throws Error when it does not answer within two seconds, or not well. */
export async function askTime(server: string): Promise<ClockOffset> {
  const [host, port = NTP_PORT] = server.split(':')
  const question = Buffer.alloc(LENGTH)
  question[0] = QUESTION
  // The server sends it back, so nobody who has not seen it can answer; it need not be our time.
  const cookie = randomBytes(8)
  cookie.copy(question, 40)
  const socket = createSocket('udp4')
  try {
    return await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('no answer')), ANSWER_MS).unref()
      socket.on('error', reject)
      socket.connect(Number(port), host, () => {
        const sent = Date.now()
        socket.on('message', (packet) => {
          try {
            resolve(readAnswer(packet, { cookie, sent, received: Date.now() }))
          } catch (error) {
            reject(error as Error)
          }
        })
        socket.send(question)
      })
    })
  } finally {
    socket.close()
  }
}
