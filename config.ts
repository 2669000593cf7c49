// Every environment variable of the product, once, and which process has it. `npm start` sets all of them for one
// machine; docs/configuration.md tells an operator what each is for. Any of them may be given as a file: X_FILE.
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Marks what nobody but its process may know. */
const secret = { secret: true }
const word = z.string().min(1)
const pem = z.string().regex(/-----BEGIN [A-Z ]+-----/)
const key32 = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, '32 bytes in base64')

/** What both the one who pays out and the one who hears of it know of a payment provider. */
const alipayNotices = { ALIPAY_APP_ID: z.string(), ALIPAY_PUBLIC_KEY: pem }
const aliyunAccount = {
  ALIYUN_ACCESS_KEY_ID: z.string(),
  ALIYUN_ACCESS_KEY_SECRET: z.string().meta(secret),
  ALIYUN_PROTOCOL: z.enum(['HTTP', 'HTTPS']).default('HTTPS'),
}
const wechatNotices = {
  WECHATPAY_APP_ID: z.string(),
  WECHATPAY_MERCHANT_ID: z.string(),
  WECHATPAY_PUBLIC_KEY_ID: z.string(),
  WECHATPAY_PUBLIC_KEY: pem,
}

const sections = {
  database: z.object({
    /** Of the process's own role (db/roles.ts). The password may stand in it or be told apart. */
    DATABASE_URL: z.url(),
    DATABASE_PASSWORD: word.optional().meta(secret),
  }),
  /** For `node db/roles.ts` alone: an account that may make databases and roles, and what each role signs in by. */
  databaseAdministration: z.object({
    DATABASE_ADMIN_URL: z.url(),
    DATABASE_ADMIN_PASSWORD: word.optional().meta(secret),
    DATABASE_OWNER_PASSWORD: word.meta(secret),
    DATABASE_API_PASSWORD: word.meta(secret),
    DATABASE_BUSINESS_PASSWORD: word.meta(secret),
    DATABASE_CA_PASSWORD: word.meta(secret),
    DATABASE_KEY_STATION_PASSWORD: word.meta(secret),
    DATABASE_SIGNING_PASSWORD: word.meta(secret),
  }),
  temporal: z.object({
    TEMPORAL_ADDRESS: z.string(),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    /** Where staff and developers open a run; without it the console shows no link. */
    TEMPORAL_UI_URL: z.url().optional(),
  }),
  site: z.object({
    /** The address people type; cookies, links in mails and the address of the practice statement are built on it. */
    SITE_URL: z.url(),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().default(3000),
    /** Number of reverse proxies in front, so that limits fall on the caller and not on the proxy. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  }),
  /** Clients of the API that prove themselves by certificates (RFC 8705): without these, none can. */
  mutualTls: z
    .object({
      /** The address at which the proxy asks callers for a certificate; another name than the site's. */
      MUTUAL_TLS_URL: z.url({ protocol: /^https$/ }).optional(),
      /** Addresses or networks of the proxy, apart by commas: it alone is believed to say whose certificate it saw. */
      MUTUAL_TLS_PROXIES: z
        .string()
        .default('')
        .transform((value) => value.split(/[\s,]+/).filter(Boolean))
        .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
    })
    .refine(
      ({ MUTUAL_TLS_URL: url, MUTUAL_TLS_PROXIES: proxies }) => Boolean(url) === proxies.length > 0,
      'MUTUAL_TLS_URL and MUTUAL_TLS_PROXIES go together',
    ),
  dataKey: z.object({
    /**
     * Encrypts personal data, uploads and undelivered certificate passwords at rest (AES-256-GCM). One key, or several
     * apart by commas or lines while it is changed: the first encrypts, each of them decrypts.
     */
    DATA_KEY: z
      .string()
      .transform((value) => value.split(/[\s,]+/))
      .pipe(z.array(key32).min(1))
      .meta(secret),
  }),
  fingerprints: z.object({
    /**
     * Makes the fingerprints by which phones and identity numbers are found without being stored, and verification
     * codes. It stays as it is: fingerprints cannot be made anew.
     */
    FINGERPRINT_KEY: key32.meta(secret),
  }),
  sessions: z.object({
    /** Seals the applicants' session cookies. */
    SESSION_KEY: key32.meta(secret),
  }),
  staffAuth: z.object({
    /** Signs staff sessions and seals their TOTP secrets. */
    AUTH_SECRET: z.string().min(32).meta(secret),
  }),
  /** Proves that a row of the audit log was written by a process of ours; not needed once the row is sealed. */
  audit: z.object({ AUDIT_KEY: key32.meta(secret) }),
  auditHeads: z.object({
    /** Folder for the signed heads of the audit log: its backup goes where the owner of the database cannot write. */
    AUDIT_HEADS_DIR: z.string(),
  }),
  documents: z.object({
    /** Folder of encrypted uploads and invoices. */
    DOCUMENT_DIR: z.string(),
  }),
  bundles: z.object({
    /** Folder of the bundles of the workflows that open runs began with. */
    BUNDLE_DIR: z.string(),
  }),
  hsm: z.object({
    HSM_MODULE: z.string(),
    HSM_TOKEN_LABEL: z.string(),
    HSM_PIN: z.string().meta(secret),
  }),
  /** The token in which the keys of hosted certificates are made and used. */
  vault: z.object({
    HSM_MODULE: z.string(),
    HSM_VAULT_TOKEN_LABEL: z.string(),
    HSM_VAULT_PIN: z.string().meta(secret),
  }),
  /** What the authority's certificates say of it; chosen before the first one. */
  authority: z.object({
    /** Where relying parties reach CRL, CA certificates and OCSP: http, or checking needs what is being checked. */
    PKI_URL: z.url({ protocol: /^http$/ }),
    /** Our arc for certificate policies, below an enterprise number of one's own. */
    POLICY_ARC: z.string().regex(/^[0-2](\.(0|[1-9]\d*))+$/),
  }),
  /** Where the CA worker answers OCSP requests and queries for time stamps, for the API alone. */
  answers: z.object({
    CA_ANSWER_HOST: z.string().default('127.0.0.1'),
    CA_ANSWER_PORT: z.coerce.number().int().default(3001),
  }),
  /** Where the API finds it. */
  answersOfCa: z.object({ CA_ANSWER_URL: z.url() }),
  /** Who stamps the heads of the audit log: our own timestamp authority, or another one. */
  timestamps: z.object({
    TSA_URL: z.url(),
    /** Root certificates of others that are trusted for time stamps (PEM); our own is without being named. */
    TSA_ROOTS: pem.optional(),
  }),
  /** The clock of the timestamp authority. */
  time: z.object({
    /** NTP servers, apart by commas, each `host` or `host:port`: without one that agrees no time stamp is given. */
    TIME_SERVERS: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(z.string().regex(/^[^:]+(:\d{1,5})?$/)).min(1)),
  }),
  /** The root's token: for the key ceremony and the root's CRL. No running process has it. */
  root: z.object({
    HSM_ROOT_TOKEN_LABEL: z.string(),
    HSM_ROOT_PIN: z.string().meta(secret),
  }),
  /** Only for the key ceremony; no running process needs it. */
  ceremony: z.object({
    HSM_SO_PIN: z.string().meta(secret),
    HSM_ROOT_SO_PIN: z.string().meta(secret),
    HSM_VAULT_SO_PIN: z.string().meta(secret),
    /** Folder for what every key agent carries: the CA's key for it, and its signed settings. */
    AGENT_SETTINGS_DIR: z.string().optional(),
  }),
  keyStation: z.object({
    KEY_STATION_ID: z.string().regex(/^[a-z0-9-]+$/),
    /** PKCS#11 module of the token vendor. */
    KEY_STATION_MODULE: z.string(),
    /** SO PIN of blank tokens as they come from the vendor; replaced before a key leaves the station. */
    KEY_STATION_FACTORY_SO_PIN: z.string().meta(secret),
    /** File of the station's own X25519 key, made on first start: SO PINs reach it sealed. */
    KEY_STATION_KEY_FILE: z.string(),
  }),
  /** The key agent on the applicant's PC: what the API hands out to it. */
  keyAgent: z.object({
    /** Ed25519: signs the tickets by which a page may use the agent. */
    AGENT_TICKET_KEY: pem.meta(secret),
    /** The first port at which pages look for it. */
    AGENT_PORT: z.coerce.number().int().default(16888),
    /** Folder of packed agents that people download from the site (npm run agent:package). */
    AGENT_PACKAGES_DIR: z.string().optional(),
  }),
  /** Checks Alipay's notices. */
  alipayNotices: z.object(alipayNotices),
  /** Moves money there. */
  alipay: z.object({
    ...alipayNotices,
    ALIPAY_GATEWAY: z.url(),
    ALIPAY_APP_PRIVATE_KEY: pem.meta(secret),
  }),
  /** Checks and decrypts WeChat Pay's notices. */
  wechatNotices: z.object({
    ...wechatNotices,
    WECHATPAY_API_V3_KEY: z.string().length(32).meta(secret),
  }),
  /** WeChat Pay APIv3, with WeChat's public key (公钥模式). */
  wechatPay: z.object({
    ...wechatNotices,
    WECHATPAY_URL: z.url().default('https://api.mch.weixin.qq.com/'),
    /** Serial number of the merchant's own API certificate, and its key. */
    WECHATPAY_MERCHANT_SERIAL: z.string(),
    WECHATPAY_MERCHANT_PRIVATE_KEY: pem.meta(secret),
  }),
  /** China Merchants Bank's direct link (云直连): 1-cent transfers of identity proofing, remittances and their way back. */
  bank: z.object({
    BANK_URL: z.url(),
    BANK_USER_ID: z.string().length(10),
    /** SM4 key of the user, 16 characters. */
    BANK_SYMMETRIC_KEY: z.string().length(16).meta(secret),
    /** SM2: our private key and the bank's public key, in hex. */
    BANK_PRIVATE_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .meta(secret),
    BANK_PUBLIC_KEY: z.string().regex(/^04[0-9a-f]{128}$/i),
  }),
  /** Our account at the bank: it pays, and applicants transfer to it. */
  ownAccount: z.object({
    BANK_ACCOUNT: z.string().regex(/^\d{8,35}$/),
    BANK_ACCOUNT_HOLDER: z.string(),
    BANK_ACCOUNT_BANK: z.string(),
  }),
  /** One account for SMS (dysmsapi), phone and bank-card checks (cloudauth), company registry (dytnsapi). */
  sms: z.object({
    ...aliyunAccount,
    ALIYUN_SMS_ENDPOINT: z.string().default('dysmsapi.aliyuncs.com'),
    SMS_SIGN_NAME: z.string(),
  }),
  identity: z.object({
    ...aliyunAccount,
    ALIYUN_CLOUDAUTH_ENDPOINT: z.string().default('cloudauth.aliyuncs.com'),
    ALIYUN_REGISTRY_ENDPOINT: z.string().default('dytnsapi.aliyuncs.com'),
    ALIYUN_REGISTRY_AUTH_CODE: z.string().meta(secret),
  }),
  mail: z.object({ SMTP_URL: z.url().meta(secret), MAIL_FROM: z.string() }),
  /** Electronic invoices through Nuonuo's open platform. */
  tax: z.object({
    TAX_URL: z.url(),
    TAX_APP_KEY: z.string(),
    TAX_APP_SECRET: z.string().meta(secret),
    TAX_ACCESS_TOKEN: z.string().meta(secret),
    /** Our own taxpayer number, address, phone and the clerk named on the invoice. */
    TAX_SELLER_NUMBER: z.string(),
    TAX_SELLER_ADDRESS: z.string(),
    TAX_SELLER_PHONE: z.string(),
    TAX_CLERK: z.string(),
  }),
  /** SF Express, the 丰桥 platform. */
  courier: z.object({
    SF_URL: z.url(),
    SF_PARTNER_ID: z.string(),
    SF_CHECKWORD: z.string().meta(secret),
    SF_MONTHLY_CARD: z.string(),
  }),
  /** Messages to other systems (Standard Webhooks). */
  webhooks: z.object({
    /** `any` also sends them within our own network and without TLS: for a machine of one's own. */
    WEBHOOK_NETWORK: z.enum(['public', 'any']).default('public'),
  }),
  /** Whom a parcel comes from. */
  sender: z.object({
    SENDER_NAME: z.string(),
    SENDER_PHONE: z.string(),
    SENDER_ADDRESS: z.string(),
  }),
  /** Who the CA is and how people reach it: on the help page and in the privacy policy. */
  company: z.object({
    COMPANY_NAME: word,
    COMPANY_ADDRESS: word,
    /** Number of its 电子认证服务许可证. */
    COMPANY_LICENCE: word,
    SUPPORT_PHONE: word,
    /** On working days, Beijing time. */
    SUPPORT_HOURS: z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/),
    SUPPORT_EMAIL: z.email(),
    /** Whoever answers for personal data. */
    PRIVACY_EMAIL: z.email(),
  }),
  /** Demo staff for a machine of one's own; never set where real orders are. */
  seed: z.object({
    DEMO_STAFF: z.enum(['0', '1']).default('0'),
    /** Where the demo accounts are written: names and passwords, and what an authenticator app holds. */
    STAFF_ACCOUNTS_FILE: z.string().optional(),
    STAFF_AUTHENTICATOR_FILE: z.string().optional(),
  }),
} as const

type Sections = typeof sections
type Section = keyof Sections

const processes = {
  api: [
    'database',
    'temporal',
    'site',
    'mutualTls',
    'dataKey',
    'fingerprints',
    'audit',
    'sessions',
    'staffAuth',
    'documents',
    'keyAgent',
    'authority',
    'answersOfCa',
    'alipayNotices',
    'wechatNotices',
    'ownAccount',
    'sender',
    'company',
  ],
  business: [
    'database',
    'temporal',
    'site',
    'dataKey',
    'fingerprints',
    'audit',
    'documents',
    'bundles',
    'alipay',
    'wechatPay',
    'bank',
    'ownAccount',
    'sms',
    'identity',
    'mail',
    'tax',
    'courier',
    'sender',
    'webhooks',
  ],
  ca: [
    'database',
    'temporal',
    'site',
    'dataKey',
    'audit',
    'auditHeads',
    'hsm',
    'authority',
    'answers',
    'timestamps',
    'time',
  ],
  keyStation: ['database', 'temporal', 'keyStation'],
  /** Of hosted keys. The only one that may unwrap them. */
  signing: [
    'database',
    'temporal',
    'dataKey',
    'fingerprints',
    'audit',
    'documents',
    'authority',
    'timestamps',
    'vault',
    'sms',
  ],
  /** Migrations, the first data, staff accounts, certificates of an earlier system: by the role that owns the database. */
  owner: ['database', 'site', 'dataKey', 'fingerprints', 'audit', 'staffAuth', 'documents', 'seed'],
  databaseAdministrator: ['databaseAdministration'],
  ceremony: ['site', 'hsm', 'authority', 'root', 'vault', 'ceremony', 'keyAgent'],
} satisfies Record<string, Section[]>

/** The five that run, and the programs of the operator; each knows its own sections and nothing else. */
export type ProcessName = keyof typeof processes

const sectionsOf = (process: ProcessName): Section[] => processes[process]

/** The variables of a section. */
function variablesOf(section: Section): { name: string; secret: boolean }[] {
  return Object.entries(sections[section].shape).map(([name, type]) => ({
    name,
    secret: (type as z.ZodType).meta()?.secret === true,
  }))
}

/** Names of the variables that a process knows; `secret`: of those alone that are secret. */
export function variables(process: ProcessName, only?: 'secret'): string[] {
  const known = sectionsOf(process)
    .flatMap(variablesOf)
    .filter(({ secret }) => secret || !only)
  return [...new Set(known.map(({ name }) => name))]
}

/** Names of all variables of the product. */
export const allVariables = (Object.keys(sections) as Section[]).flatMap(variablesOf).map(({ name }) => name)

/** A variable as it stands in the environment, or in the file that X_FILE names, without the line's end. */
function given(name: string): string | undefined {
  const file = process.env[`${name}_FILE`]
  if (!file) return process.env[name]
  if (process.env[name]) throw new Error(`${name} and ${name}_FILE are both set.`)
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new Error(`${name}_FILE cannot be read: ${(error as NodeJS.ErrnoException).code}.`)
  }
}

/**
 * Reads one section of the environment.
 * @throws Error that names each missing or malformed variable, never its value.
 */
export function config<Name extends Section>(name: Name): z.infer<Sections[Name]> {
  const values = Object.fromEntries(
    variablesOf(name).map((variable) => [variable.name, given(variable.name)]),
  )
  const parsed = sections[name].safeParse(values)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Configuration of ${name} is incomplete.\n  ${faults.join('\n  ')}`)
  }
  return parsed.data as z.infer<Sections[Name]>
}

/** Reads all sections of a process, so that what is missing is told when it starts and not with the first order. */
export function checkConfig(process: ProcessName): void {
  for (const section of sectionsOf(process)) config(section)
}
