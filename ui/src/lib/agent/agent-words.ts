import { m } from '#lib/paraglide/messages.js'
import { type AgentFault, type AgentFaultCode } from './agent.ts'

// Faults of the key agent in the reader's language.

const words: Partial<Record<AgentFaultCode, () => string>> = {
  agentMissing: m.agent_fault_missing,
  permissionRefused: m.agent_fault_permission,
  agentOutdated: m.agent_fault_outdated,
  busy: m.agent_fault_busy,
  pinLastTry: m.agent_fault_last_try,
  pinLocked: m.agent_fault_locked,
  pinLength: m.agent_fault_pin_length,
  pinWeak: m.agent_fault_pin_weak,
  tokenRemoved: m.agent_fault_removed,
  tokenNotFound: m.agent_fault_not_found,
  severalTokens: m.agent_fault_several,
  keyNotFound: m.agent_fault_no_pair,
  wrongKey: m.agent_fault_wrong_key,
  full: m.agent_fault_full,
  unlockInvalid: m.agent_fault_unlock,
  soPinIncorrect: m.agent_fault_so_pin,
  soPinLastTry: m.agent_fault_so_last_try,
  soPinLocked: m.agent_fault_so_locked,
  certificateMismatch: m.agent_fault_certificate,
  ticketOver: m.agent_fault_over,
  noTicket: m.agent_fault_over,
}

/** A fault in words, with the tries that are left where a PIN was wrong. */
export function agentWords(fault: AgentFault): string {
  if (fault.code !== 'pinIncorrect') return (words[fault.code] ?? m.agent_fault_unexpected)()
  if (!fault.pin) return m.agent_fault_pin()
  return fault.pin.finalTry ? m.agent_fault_pin_final() : m.agent_fault_pin_left({ tries: fault.pin.atMost })
}
