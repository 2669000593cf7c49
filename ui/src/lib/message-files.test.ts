import { expect, it } from 'vitest'
import enClient from '../../messages/en/client.json' with { type: 'json' }
import enHosted from '../../messages/en/hosted.json' with { type: 'json' }
import enKey from '../../messages/en/key.json' with { type: 'json' }
import enLife from '../../messages/en/life.json' with { type: 'json' }
import enLoss from '../../messages/en/loss.json' with { type: 'json' }
import enOps from '../../messages/en/ops.json' with { type: 'json' }
import enPki from '../../messages/en/pki.json' with { type: 'json' }
import enQuery from '../../messages/en/query.json' with { type: 'json' }
import enSeal from '../../messages/en/seal.json' with { type: 'json' }
import enSite from '../../messages/en/site.json' with { type: 'json' }
import enVerify from '../../messages/en/verify.json' with { type: 'json' }
import zhClient from '../../messages/zh-CN/client.json' with { type: 'json' }
import enWork from '../../messages/en/work.json' with { type: 'json' }
import zhHosted from '../../messages/zh-CN/hosted.json' with { type: 'json' }
import zhKey from '../../messages/zh-CN/key.json' with { type: 'json' }
import zhLife from '../../messages/zh-CN/life.json' with { type: 'json' }
import zhLoss from '../../messages/zh-CN/loss.json' with { type: 'json' }
import zhOps from '../../messages/zh-CN/ops.json' with { type: 'json' }
import zhPki from '../../messages/zh-CN/pki.json' with { type: 'json' }
import zhQuery from '../../messages/zh-CN/query.json' with { type: 'json' }
import zhSeal from '../../messages/zh-CN/seal.json' with { type: 'json' }
import zhSite from '../../messages/zh-CN/site.json' with { type: 'json' }
import zhVerify from '../../messages/zh-CN/verify.json' with { type: 'json' }
import zhWork from '../../messages/zh-CN/work.json' with { type: 'json' }

// The compiler of messages shows Chinese where a language lacks one. A message that either lacks fails the type check.

const zh = {
  ...zhClient,
  ...zhHosted,
  ...zhKey,
  ...zhLife,
  ...zhLoss,
  ...zhOps,
  ...zhPki,
  ...zhQuery,
  ...zhSeal,
  ...zhSite,
  ...zhVerify,
  ...zhWork,
}
const en = {
  ...enClient,
  ...enHosted,
  ...enKey,
  ...enLife,
  ...enLoss,
  ...enOps,
  ...enPki,
  ...enQuery,
  ...enSeal,
  ...enSite,
  ...enVerify,
  ...enWork,
}
zh satisfies Record<keyof typeof en, unknown>
en satisfies Record<keyof typeof zh, unknown>

const values = (messages: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(messages).map(([name, message]) => [
      name,
      [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort(),
    ]),
  )

it('both languages have the same messages, filled with the same values', () => {
  expect(values(en)).toEqual(values(zh))
})
