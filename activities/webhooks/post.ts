import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

// A POST to an address that somebody else has chosen: never to a machine of our own network, whatever its name leads to.

const ANSWER_MS = 15_000

/** Special-purpose addresses (RFC 6890 and its registries): no receiver of anybody is there. */
const special = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, prefix, 'ipv4')
/** Of IPv6 only global unicast is used, and of that neither what carries IPv4 inside nor documentation. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  special.addSubnet(network, prefix, 'ipv6')

/** Whether an IP address is somebody's on the internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address, 'ipv4')
  return family === 6 && globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** What keeps a connection from being made. */
const refused = () => Object.assign(new Error('the address is not public'), { code: 'EPRIVATE' })

/** Looks a name up and gives only what is public: the address that is connected to is the one that was looked at. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const found = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = found
    if (!first) return callback(refused(), '', 0)
    if (options.all) callback(null, found)
    else callback(null, first.address, first.family)
  })
}

/**
 * Sends JSON. Gives the status of the answer, whose body nobody reads; redirections are not followed.
 * @param network `public`: https, to public addresses only
 * @throws Error with a `code`, where there is no answer: EPRIVATE, ETIMEDOUT, or one of Node's.
 */
export function post(
  address: string,
  { body, headers, network }: { body: string; headers: Record<string, string>; network: 'public' | 'any' },
): Promise<number> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isOpen = network === 'any'
  if (!isOpen && (url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublicAddress(host))))
    return Promise.reject(refused())
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((resolve, reject) => {
    const sent = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        signal: AbortSignal.timeout(ANSWER_MS),
        ...(!isOpen && { lookup: publicOnly }),
      },
      (answer) => {
        answer.destroy()
        resolve(answer.statusCode ?? 0)
      },
    )
    sent.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.name === 'TimeoutError' || error.name === 'AbortError'
          ? Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
          : error,
      ),
    )
    sent.end(body)
  })
}
