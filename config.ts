// Every environment variable of the product, once. `npm start` sets all of them for one machine;
// docs/configuration.md tells an operator what each is for.
import { z } from 'zod'

const pem = z.string().regex(/-----BEGIN [A-Z ]+-----/)
const key32 = z.string().refine((value) => Buffer.from(value, 'base64').length === 32, '32 bytes in base64')

const sections = {
  database: z.object({ DATABASE_URL: z.url() }),
  temporal: z.object({
    TEMPORAL_ADDRESS: z.string(),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    /** Where staff and developers open a run; without it the console shows no link. */
    TEMPORAL_UI_URL: z.url().optional(),
  }),
  site: z.object({
    /** The address people type; cookies, links in mails and certificate URLs are built on it. */
    SITE_URL: z.url(),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().default(3000),
    /** Number of reverse proxies in front, so that limits fall on the caller and not on the proxy. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  }),
  secrets: z.object({
    /** Encrypts personal data, uploads and undelivered certificate passwords at rest (AES-256-GCM). */
    DATA_KEY: key32,
    /** Seals the applicants' session cookies. */
    SESSION_KEY: key32,
    /** Signs staff sessions and seals their TOTP secrets. */
    AUTH_SECRET: z.string().min(32),
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
    HSM_PIN: z.string(),
  }),
  /** The OCSP responder inside the CA worker: where it listens, for the API alone. */
  ocspResponder: z.object({
    OCSP_HOST: z.string().default('127.0.0.1'),
    OCSP_PORT: z.coerce.number().int().default(3001),
  }),
  /** Where the API finds it. */
  ocsp: z.object({ OCSP_URL: z.url() }),
  /** The root's token: for the key ceremony and the root's CRL. No running process has it. */
  root: z.object({
    HSM_ROOT_TOKEN_LABEL: z.string(),
    HSM_ROOT_PIN: z.string(),
  }),
  /** Only for the key ceremony; no running process needs it. */
  ceremony: z.object({
    HSM_SO_PIN: z.string(),
    HSM_ROOT_SO_PIN: z.string(),
    /** Folder for what every key agent carries: the CA's key for it, and its signed settings. */
    AGENT_SETTINGS_DIR: z.string().optional(),
  }),
  keyStation: z.object({
    KEY_STATION_ID: z.string().regex(/^[a-z0-9-]+$/),
    /** PKCS#11 module of the token vendor. */
    KEY_STATION_MODULE: z.string(),
    /** SO PIN of blank tokens as they come from the vendor; replaced before a key leaves the station. */
    KEY_STATION_FACTORY_SO_PIN: z.string(),
    /** File of the station's own X25519 key, made on first start: SO PINs reach it sealed. */
    KEY_STATION_KEY_FILE: z.string(),
  }),
  /** The key agent on the applicant's PC: what the API hands out to it. */
  keyAgent: z.object({
    /** Ed25519: signs the tickets by which a page may use the agent. */
    AGENT_TICKET_KEY: pem,
    /** The first port at which pages look for it. */
    AGENT_PORT: z.coerce.number().int().default(16888),
    /** Folder of packed agents that people download from the site (npm run agent:package). */
    AGENT_PACKAGES_DIR: z.string().optional(),
  }),
  alipay: z.object({
    ALIPAY_GATEWAY: z.url(),
    ALIPAY_APP_ID: z.string(),
    ALIPAY_APP_PRIVATE_KEY: pem,
    ALIPAY_PUBLIC_KEY: pem,
  }),
  /** WeChat Pay APIv3, with WeChat's public key (公钥模式). */
  wechatPay: z.object({
    WECHATPAY_URL: z.url().default('https://api.mch.weixin.qq.com/'),
    WECHATPAY_APP_ID: z.string(),
    WECHATPAY_MERCHANT_ID: z.string(),
    /** Serial number of the merchant's own API certificate, and its key. */
    WECHATPAY_MERCHANT_SERIAL: z.string(),
    WECHATPAY_MERCHANT_PRIVATE_KEY: pem,
    WECHATPAY_PUBLIC_KEY_ID: z.string(),
    WECHATPAY_PUBLIC_KEY: pem,
    /** Decrypts notices. */
    WECHATPAY_API_V3_KEY: z.string().length(32),
  }),
  /** China Merchants Bank's direct link (云直连): 1-cent transfers of identity proofing, remittances and their way back. */
  bank: z.object({
    BANK_URL: z.url(),
    BANK_USER_ID: z.string().length(10),
    /** SM4 key of the user, 16 characters. */
    BANK_SYMMETRIC_KEY: z.string().length(16),
    /** SM2: our private key and the bank's public key, in hex. */
    BANK_PRIVATE_KEY: z.string().regex(/^[0-9a-f]{64}$/i),
    BANK_PUBLIC_KEY: z.string().regex(/^04[0-9a-f]{128}$/i),
  }),
  /** Our account at the bank: it pays, and applicants transfer to it. */
  ownAccount: z.object({
    BANK_ACCOUNT: z.string().regex(/^\d{8,35}$/),
    BANK_ACCOUNT_HOLDER: z.string(),
    BANK_ACCOUNT_BANK: z.string(),
  }),
  /** One account for SMS (dysmsapi), phone and bank-card checks (cloudauth), company registry (dytnsapi). */
  aliyun: z.object({
    ALIYUN_ACCESS_KEY_ID: z.string(),
    ALIYUN_ACCESS_KEY_SECRET: z.string(),
    ALIYUN_PROTOCOL: z.enum(['HTTP', 'HTTPS']).default('HTTPS'),
    ALIYUN_SMS_ENDPOINT: z.string().default('dysmsapi.aliyuncs.com'),
    ALIYUN_CLOUDAUTH_ENDPOINT: z.string().default('cloudauth.aliyuncs.com'),
    ALIYUN_REGISTRY_ENDPOINT: z.string().default('dytnsapi.aliyuncs.com'),
    ALIYUN_REGISTRY_AUTH_CODE: z.string(),
    SMS_SIGN_NAME: z.string(),
  }),
  mail: z.object({ SMTP_URL: z.url(), MAIL_FROM: z.string() }),
  /** Electronic invoices through Nuonuo's open platform. */
  tax: z.object({
    TAX_URL: z.url(),
    TAX_APP_KEY: z.string(),
    TAX_APP_SECRET: z.string(),
    TAX_ACCESS_TOKEN: z.string(),
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
    SF_CHECKWORD: z.string(),
    SF_MONTHLY_CARD: z.string(),
    SENDER_NAME: z.string(),
    SENDER_PHONE: z.string(),
    SENDER_ADDRESS: z.string(),
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

/**
 * Reads one section of the environment.
 * @throws Error that names each missing or malformed variable, never its value.
 */
export function config<Name extends keyof Sections>(name: Name): z.infer<Sections[Name]> {
  const parsed = sections[name].safeParse(process.env)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Configuration of ${name} is incomplete.\n  ${faults.join('\n  ')}`)
  }
  return parsed.data as z.infer<Sections[Name]>
}
