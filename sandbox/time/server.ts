import { createSocket, type Socket } from 'node:dgram'
import { isDown } from '../outages.ts'
import { settings } from '../settings.ts'

// An NTP server (RFC 5905) by the clock of this machine, on the UDP port that has the number of the sandbox's.

const LENGTH = 48
/** From 1900 to 1970, in seconds. */
const EPOCH = 2_208_988_800

function writeTime(packet: Buffer, at: number, ms: number): void {
  packet.writeUInt32BE((Math.floor(ms / 1000) + EPOCH) % 2 ** 32, at)
  packet.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), at + 4)
}

export async function startTimeServer(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    const came = Date.now()
    if (question.length < LENGTH || isDown('time')) return
    const answer = Buffer.alloc(LENGTH)
    // No warning, the version that was asked in, server; stratum 1, 2^-10 s of precision.
    answer[0] = (question[0]! & 0x38) | 4
    answer[1] = 1
    answer.writeInt8(-10, 3)
    answer.write('LOCL', 12, 'latin1')
    writeTime(answer, 16, came)
    question.copy(answer, 24, 40, 48)
    writeTime(answer, 32, came)
    writeTime(answer, 40, Date.now())
    socket.send(answer, port, address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(settings.port, '127.0.0.1', resolve)
  })
  return socket
}
