// The words of notices. SMS texts are what a CA registers as templates with its SMS provider; `${name}` are parameters.
import en from './messages/en/notices.json' with { type: 'json' }
import zh from './messages/zh-CN/notices.json' with { type: 'json' }
import { notices, type Language, type MailNoticeId, type SmsNoticeId } from './notices.ts'

type Words = Record<SmsNoticeId, string> & Record<MailNoticeId, { subject: string; text: string }>

// A text that one language lacks fails the type check here.
const words: Record<Language, Words> = { zh, en }

/** Numbers of templates at the SMS provider begin with these. */
const registeredAs: Record<Language, string> = { zh: 'SMS_301', en: 'SMS_302' }

/** The template registered with the SMS provider, and its text. */
export function smsTemplate(id: SmsNoticeId, language: Language): { code: string; text: string } {
  const number = String(notices[id].template).padStart(6, '0')
  return { code: `${registeredAs[language]}${number}`, text: words[language][id] }
}

/** Subject and text of a mail, with `${name}` placeholders. */
export function mailTemplate(id: MailNoticeId, language: Language): { subject: string; text: string } {
  return words[language][id]
}

/** Fills `${name}` placeholders. @throws Error naming a placeholder that has no value. */
export function fillTemplate(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for ${name}`)
    return value
  })
}
