import en from './messages/en/fields.json' with { type: 'json' }
import zh from './messages/zh-CN/fields.json' with { type: 'json' }
import type { Language } from './plugins/language.ts'

// What a person reads at a field. Keys are those of domain/application-form.ts and of identity proofing.

type FieldProblem = keyof typeof zh | keyof typeof en

const messages: Record<Language, Record<FieldProblem, string>> = { zh, en }

/** Whether a validation's message is the key of one of ours, not a library's words. */
export const isFieldProblem = (problem: string): problem is FieldProblem =>
  Object.hasOwn(messages.zh, problem)

/** The sentence for the key of a field's problem. */
export function fieldMessage(problem: string, language: Language): string {
  return messages[language][isFieldProblem(problem) ? problem : 'invalid']
}
