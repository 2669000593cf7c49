import { drizzleAdapter } from '@better-auth/drizzle-adapter'
import { betterAuth } from 'better-auth'
import { admin, twoFactor, username } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { Secret, TOTP, URI } from 'otpauth'
import { staffRoles, type StaffRole } from '../domain/staff.ts'
import type { Database } from './database.ts'
import * as staff from './schema/staff.ts'

// Staff accounts: better-auth (https://better-auth.com/docs) with user name, password and TOTP, kept in Postgres.

export interface StaffAuthSettings {
  /** Address of the site; cookies are secure when it is https. */
  siteUrl: string
  secret: string
}

export type StaffAuth = ReturnType<typeof staffAuth>

const HOUR = 3600

/** better-auth, configured. Roles say nothing here: what each may do is domain/staff.ts. */
export function staffAuth(db: Database, { siteUrl, secret }: StaffAuthSettings) {
  const access = createAccessControl({})
  const none = access.newRole({})
  const roles = Object.fromEntries(staffRoles.map((role) => [role, none]))
  return betterAuth({
    appName: '印信 Yinxin',
    baseURL: siteUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [new URL(siteUrl).origin],
    database: drizzleAdapter(db, { provider: 'pg', schema: staff, transaction: true }),
    // Accounts are made on the server only (npm run staff:add); there is no sign-up.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
    session: { expiresIn: 12 * HOUR, updateAge: HOUR },
    // Limits are the API's (api/plugins/rate-limit.ts, api/auth/sign-in.ts), which knows the caller's true address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What is no refusal is answered, and logged without values, as any other fault (api/plugins/problems.ts).
    onAPIError: { throw: true },
    // What it refuses stands in the audit log (api/auth/sign-in.ts); its own log would show the token of a session.
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'yinxin-staff',
      useSecureCookies: siteUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { ipAddressHeaders: ['x-caller-address'] },
    },
    plugins: [
      username({ immutableUsername: true }),
      admin({ ac: access, roles, adminRoles: [], defaultRole: 'support' }),
      // No trusted devices: every sign-in asks for the second factor.
      twoFactor({ issuer: '印信 Yinxin', trustDeviceMaxAge: 0 }),
    ],
  })
}

export interface NewStaffMember {
  username: string
  name: string
  /** Where alarms and reminders of the role reach this person. */
  email: string
  role: StaffRole
  password: string
}

/**
 * Makes a staff account with an authenticator set up, through better-auth's own calls: account, sign-in, TOTP, first
 * code. Gives the otpauth:// address for the authenticator app. @throws APIError when the user name or
 * the mail address is taken.
 */
export async function addStaffMember(auth: StaffAuth, member: NewStaffMember): Promise<{ totpUri: string }> {
  const { username, name, email, role, password } = member
  await auth.api.createUser({
    body: { email, password, name, role, data: { username, displayUsername: username } },
  })
  const signedIn = await auth.api.signInUsername({ body: { username, password }, returnHeaders: true })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const headers = new Headers({ cookie })
  const enabled = await auth.api.enableTwoFactor({ body: { password }, headers })
  if (enabled.method !== 'totp') throw new Error('better-auth set up another second factor than TOTP')
  const totp = URI.parse(enabled.totpURI)
  if (!(totp instanceof TOTP)) throw new Error('better-auth gave no TOTP address')
  const verified = await auth.api.verifyTOTP({
    body: { code: totp.generate() },
    headers,
    returnHeaders: true,
  })
  // Verifying signs in anew; nobody is to stay signed in from here.
  const fresh = verified.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  await auth.api.signOut({ headers: new Headers({ cookie: fresh || cookie }) })
  return {
    totpUri: new TOTP({
      issuer: totp.issuer,
      label: username,
      secret: Secret.fromBase32(totp.secret.base32),
    }).toString(),
  }
}
