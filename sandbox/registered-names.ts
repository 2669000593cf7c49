import type { Organisation } from './people.ts'
import { collection } from './world.ts'

// Organisations that have changed their name: the registry knows the new one at once, certificates say the old.

const names = collection<{ name: string }>('registered-name')

const newName = (name: string) =>
  name.includes('有限公司') ? name.replace('有限公司', '集团有限公司') : `${name}（新址）`

/** The name that the company registry knows. */
export const registeredName = ({ uscc, name }: Organisation) => names.get(uscc)?.name ?? name

/** Gives an organisation another name, or its first one back. */
export function rename({ uscc, name }: Organisation): void {
  if (names.get(uscc)) names.remove(uscc)
  else names.put(uscc, { name: newName(name) })
}
