import type { KeyStation } from './types.ts'

/**
 * The blank key to be made next: the one that was picked, while it is still there and blank; else the only blank
 * one. With several and none picked nobody guesses.
 */
export function chosenToken(
  { online, plugged }: Pick<KeyStation, 'online' | 'plugged'>,
  picked?: string,
): string | undefined {
  if (!online) return undefined
  const blank = plugged.filter(({ state }) => state === 'blank')
  const wanted = blank.find(({ serial }) => serial === picked) ?? (blank.length === 1 ? blank[0] : undefined)
  return wanted?.serial
}
