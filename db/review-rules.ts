import { fourEyesRuleIds, type FourEyesRule } from '../domain/review.ts'
import { audit } from './audit.ts'
import type { Database } from './database.ts'
import { reviewRules } from './schema/review.ts'

/** Every rule of four eyes and whether it is in force: it is until somebody switches it off. */
export async function readReviewRules(db: Database): Promise<{ rule: FourEyesRule; active: boolean }[]> {
  const rows = await db.select().from(reviewRules)
  return fourEyesRuleIds.map((rule) => ({
    rule,
    active: rows.find((row) => row.rule === rule)?.active ?? true,
  }))
}

/** Switches a rule on or off; `by`: user name of who does. */
export async function setReviewRule(
  db: Database,
  rule: FourEyesRule,
  active: boolean,
  by: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(reviewRules)
      .values({ rule, active })
      .onConflictDoUpdate({ target: reviewRules.rule, set: { active } })
    await audit(tx, { actor: `staff:${by}`, action: 'reviewRule.set', subject: rule, detail: { active } })
  })
}
