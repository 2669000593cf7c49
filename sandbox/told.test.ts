import { expect, it } from 'vitest'
import { smsTemplate } from '../domain/notice-words.ts'
import { languages, smsNoticeIds } from '../domain/notices.ts'
import { told } from './told.ts'

it.each([
  ['approved', ['approved', 'approvedByMemo', 'personApproved']],
  ['renewed', ['certificateInKey']],
  ['unlocked', ['unlockDone', 'unlockDoneLegal']],
  ['lost', ['lossHeld', 'lossHeldHosted']],
] as const)('the tour knows a step by the registered texts: %s', (step, notices) => {
  for (const language of languages) {
    const matching = smsNoticeIds.filter((id) => told[step].test(smsTemplate(id, language).text))
    expect(matching.toSorted()).toEqual([...notices].toSorted())
  }
})
