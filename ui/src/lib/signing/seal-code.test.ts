import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { open } from '../../../../pki/sealed.ts'
import { sealCode } from './seal-code.ts'

it('a code sealed by the page is opened by whom it was sealed to, for that authorisation only', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const sealTo = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const id = '0b3c9e0e-3a4f-4f6e-9d53-5d8f2f0f8a11'
  const { authorisationId, sealed } = await sealCode({ id, sealTo }, '012345')
  expect(authorisationId).toBe(id)
  const bytes = Buffer.from(sealed, 'base64')
  expect(open(bytes, privateKey, id).toString()).toBe('012345')
  expect(() => open(bytes, privateKey, 'another')).toThrow()
})
