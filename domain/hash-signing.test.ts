import { expect, it } from 'vitest'
import { authorisedHashesText, hasLengthOf, plainHash, type AuthorisedHashes } from './hash-signing.ts'

const HASH = 'sTOgwOm+474gFj0q0x1iSNspKqbcse4IeiqlDg/HWuI='

it.each([
  ['Base64', HASH, HASH],
  ['Base64url', HASH.replace('+', '-').replace('/', '_').replace('=', ''), HASH],
  ['no padding', HASH.replace('=', ''), HASH],
  ['hex with a space', 'b1 33', undefined],
  ['nothing', '', undefined],
])('a hash is read: %s', (_, text, plain) => expect(plainHash(text)).toBe(plain))

it.each([
  ['sha256', true],
  ['sha384', false],
  ['sha512', false],
] as const)('32 bytes are a hash of %s: %s', (algorithm, is) => expect(hasLengthOf(HASH, algorithm)).toBe(is))

it('whatever is changed of what a code is for makes another code', () => {
  const authorised: AuthorisedHashes = {
    ...{ id: 'i', certificateId: 'c', phone: '1', expiresAt: 1, clientId: 'a' },
    algorithm: 'sha256',
    hashes: ['x', 'y'],
  }
  const changes: Partial<AuthorisedHashes>[] = [
    ...[{ id: 'j' }, { certificateId: 'd' }, { phone: '2' }, { expiresAt: 2 }, { clientId: 'b' }],
    ...[{ algorithm: 'sha512' as const }, { hashes: ['y', 'x'] }, { hashes: ['x'] }],
  ]
  const texts = [{}, ...changes].map((change) => authorisedHashesText({ ...authorised, ...change }))
  expect(new Set(texts).size).toBe(texts.length)
})
