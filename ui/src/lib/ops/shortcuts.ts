import { m } from '#lib/paraglide/messages.js'

// Single-key shortcuts. They can be switched off (WCAG 2.1.4), because speech input types letters.

export interface Shortcut {
  /** As `KeyboardEvent.key` gives it. */
  key: string
  words: () => string
  run: () => void
}

const STORED = 'ops-shortcuts'
const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable], dialog'

/** Whether this person wants single-key shortcuts, remembered in this browser. */
export const shortcutsWanted = () => localStorage.getItem(STORED) !== 'off'
export const wantShortcuts = (wanted: boolean) => localStorage.setItem(STORED, wanted ? 'on' : 'off')

/** Runs the shortcut of a key press, unless somebody is typing or means the browser's own command. */
export function runShortcut(event: KeyboardEvent, shortcuts: Shortcut[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !shortcutsWanted()) return
  if (event.target instanceof Element && event.target.closest(TYPING)) return
  const shortcut = shortcuts.find(({ key }) => key === event.key)
  if (!shortcut) return
  event.preventDefault()
  shortcut.run()
}

const NAMES: Record<string, () => string> = {
  ArrowLeft: () => '←',
  ArrowRight: () => '→',
  Escape: m.ops_key_escape,
}

/** How a key is written on the screen. */
export const keyName = (key: string) => NAMES[key]?.() ?? key
