import { BlockList, isIPv6 } from 'node:net'
import fastifyPlugin from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyRequest {
    /** The certificate (DER) by which the caller's connection was made, as our own proxy says; its maker has the key. */
    tlsCertificate: Uint8Array | undefined
  }
}

/** A byte sequence of RFC 9651, 3.3.5, as RFC 9440 has a certificate. */
const BYTES = /^:([\d+/A-Za-z]+={0,2}):$/

/**
 * Who may tell by `Client-Cert` (RFC 9440) which certificate a caller has: the proxies at these addresses or networks,
 * which let no such header through from outside. Whoever else sends one has none; without proxies nobody has.
 */
export const mutualTls = fastifyPlugin<{ proxies: readonly string[] }>(async (app, { proxies }) => {
  const believed = new BlockList()
  const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
  for (const [address = '', bits] of proxies.map((one) => one.split('/'))) {
    if (bits === undefined) believed.addAddress(address, family(address))
    else believed.addSubnet(address, Number(bits), family(address))
  }
  app.decorateRequest('tlsCertificate', {
    getter() {
      // Of the connection, not of X-Forwarded-For: whoever can reach us could write that.
      const { remoteAddress = '' } = this.socket
      if (!remoteAddress || !believed.check(remoteAddress, family(remoteAddress))) return undefined
      const [, base64] = BYTES.exec(String(this.headers['client-cert'] ?? '')) ?? []
      return base64 === undefined ? undefined : Buffer.from(base64, 'base64')
    },
  })
})
