import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import smCrypto from 'sm-crypto-v2'
import { allVariables, variables, type ProcessName } from '../config.ts'
import { root } from './bootstrap.mjs'

// The whole configuration of one machine: ports, local secrets, and the environment of every process.

export interface Ports {
  site: number
  sandbox: number
  sandboxMail: number
  temporal: number
  temporalUi: number
  postgres: number
  agent: number
  answers: number
  mutualTls: number
}

/** Each port, the variable that changes it. */
export const portVariables: Record<keyof Ports, [variable: string, standard: number]> = {
  site: ['PORT', 3000],
  sandbox: ['SANDBOX_PORT', 4000],
  sandboxMail: ['SANDBOX_SMTP_PORT', 4025],
  temporal: ['TEMPORAL_PORT', 7233],
  temporalUi: ['TEMPORAL_UI_PORT', 8233],
  postgres: ['POSTGRES_PORT', 54329],
  agent: ['AGENT_PORT', 16888],
  answers: ['CA_ANSWER_PORT', 3001],
  mutualTls: ['MUTUAL_TLS_PORT', 3443],
}

/** Ports as the environment wants them. */
export function wantedPorts(): Ports {
  const entries = Object.entries(portVariables).map(([name, [variable, standard]]) => [
    name,
    Number(process.env[variable] ?? standard),
  ])
  return Object.fromEntries(entries) as Ports
}

/** Where local data lies. */
export function wantedDataDir(): string {
  return resolve(root, process.env.DATA_DIR ?? '.data')
}

const rsa = () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
const key = () => randomBytes(32).toString('base64')
const word = () => randomBytes(18).toString('base64url')
const digits = () => String(randomInt(1e8)).padStart(8, '0')

const secretMakers = {
  dataKey: key,
  fingerprintKey: key,
  auditKey: key,
  sessionKey: key,
  authSecret: () => word() + word(),
  postgres: word,
  databaseRoles: () => ({
    owner: word(),
    api: word(),
    business: word(),
    ca: word(),
    keyStation: word(),
    signing: word(),
  }),
  hsmPin: digits,
  hsmSoPin: digits,
  rootPin: digits,
  rootSoPin: digits,
  vaultPin: digits,
  vaultSoPin: digits,
  factorySoPin: () => word().slice(0, 16),
  agentTicketKey: () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  alipayApp: rsa,
  alipay: rsa,
  aliyun: () => ({ id: `LTAI${word()}`, secret: word(), authCode: word() }),
  wechatMerchant: rsa,
  wechat: rsa,
  wechatApiV3Key: () => randomBytes(16).toString('hex'),
  bankUser: () => smCrypto.sm2.generateKeyPairHex(),
  bank: () => smCrypto.sm2.generateKeyPairHex(),
  bankSymmetricKey: () => randomBytes(8).toString('hex'),
  tax: () => ({ key: word(), secret: word(), token: word() }),
  courier: () => ({ partner: 'YINXIN', checkword: word() }),
}

type Secrets = { [Name in keyof typeof secretMakers]: ReturnType<(typeof secretMakers)[Name]> }

/**
 * Secrets of this machine, made once; a newer version adds those it needs besides. Written in one step: a killed first
 * start leaves none or all.
 */
function secrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {}
  const missing = Object.entries(secretMakers).filter(([name]) => !(name in known))
  const made = Object.fromEntries(missing.map(([name, make]) => [name, make()]))
  const complete = { ...known, ...made } as Secrets
  if (missing.length > 0) {
    writeFileSync(`${file}.new`, JSON.stringify(complete), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return complete
}

/** All settings of this machine; the product's providers are the sandbox. A process gets its part by `environmentOf`. */
export function environment(options: {
  dataDir: string
  ports: Ports
  hsmModule: string
  tokenModule: string
  /** Of a server that is there already, by an account that may make databases and roles. */
  databaseUrl?: string
  temporalAddress?: string
}) {
  const { dataDir, ports } = options
  for (const folder of ['hsm/tokens', 'sandbox/usb', 'documents']) {
    mkdirSync(join(dataDir, folder), { recursive: true })
  }
  const secret = secrets(dataDir)
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  const site = `http://127.0.0.1:${ports.site}`
  const softhsm = join(dataDir, 'hsm/softhsm2.conf')
  writeFileSync(
    softhsm,
    `directories.tokendir = ${join(dataDir, 'hsm/tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  const aliyunEndpoint = `127.0.0.1:${ports.sandbox}`
  const authenticator = join(dataDir, 'staff-authenticator.json')
  const product = {
    TEMPORAL_ADDRESS: options.temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    TEMPORAL_NAMESPACE: process.env.TEMPORAL_NAMESPACE ?? 'default',
    TEMPORAL_UI_URL: process.env.TEMPORAL_UI_URL ?? `http://127.0.0.1:${ports.temporalUi}`,
    SITE_URL: site,
    PKI_URL: site,
    // The example number of RFC 5612.
    POLICY_ARC: '1.3.6.1.4.1.32473.1',
    PORT: String(ports.site),
    // Nobody listens there until a proxy is started (docs/integration.md).
    MUTUAL_TLS_URL: `https://localhost:${ports.mutualTls}`,
    MUTUAL_TLS_PROXIES: '127.0.0.1',
    DATA_KEY: secret.dataKey,
    FINGERPRINT_KEY: secret.fingerprintKey,
    SESSION_KEY: secret.sessionKey,
    AUTH_SECRET: secret.authSecret,
    AUDIT_KEY: secret.auditKey,
    AUDIT_HEADS_DIR: join(dataDir, 'audit-heads'),
    AGENT_TICKET_KEY: secret.agentTicketKey,
    AGENT_PORT: String(ports.agent),
    AGENT_SETTINGS_DIR: join(dataDir, 'key-agent'),
    AGENT_PACKAGES_DIR: join(dataDir, 'key-agent-packages'),
    DOCUMENT_DIR: join(dataDir, 'documents'),
    BUNDLE_DIR: join(dataDir, 'bundles'),
    SOFTHSM2_CONF: softhsm,
    HSM_MODULE: options.hsmModule,
    HSM_TOKEN_LABEL: 'yinxin-ca',
    HSM_PIN: secret.hsmPin,
    HSM_VAULT_TOKEN_LABEL: 'yinxin-vault',
    HSM_VAULT_PIN: secret.vaultPin,
    CA_ANSWER_PORT: String(ports.answers),
    CA_ANSWER_URL: `http://127.0.0.1:${ports.answers}/`,
    TSA_URL: `${site}/pki/tsa`,
    TIME_SERVERS: `127.0.0.1:${ports.sandbox}`,
    KEY_STATION_ID: '1',
    KEY_STATION_MODULE: options.tokenModule,
    KEY_STATION_FACTORY_SO_PIN: secret.factorySoPin,
    KEY_STATION_KEY_FILE: join(dataDir, 'key-station-1/x25519.pem'),
    KRYOPTIC_CONF: join(dataDir, 'sandbox/usb/station-1.conf'),
    ALIPAY_GATEWAY: `${sandbox}/alipay/gateway.do`,
    ALIPAY_APP_ID: '2021000000000001',
    ALIPAY_APP_PRIVATE_KEY: secret.alipayApp.privateKey,
    ALIPAY_PUBLIC_KEY: secret.alipay.publicKey,
    WECHATPAY_URL: `${sandbox}/`,
    WECHATPAY_APP_ID: 'wx0000000000000001',
    WECHATPAY_MERCHANT_ID: '1900000001',
    WECHATPAY_MERCHANT_SERIAL: '3775B6A45ACD588826D15E583A95F5DD00000001',
    WECHATPAY_MERCHANT_PRIVATE_KEY: secret.wechatMerchant.privateKey,
    WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0119000000012026112400000001',
    WECHATPAY_PUBLIC_KEY: secret.wechat.publicKey,
    WECHATPAY_API_V3_KEY: secret.wechatApiV3Key,
    BANK_URL: `${sandbox}/cmb/cdcserver/api/v2`,
    BANK_USER_ID: 'N000000001',
    BANK_SYMMETRIC_KEY: secret.bankSymmetricKey,
    BANK_PRIVATE_KEY: secret.bankUser.privateKey,
    BANK_PUBLIC_KEY: secret.bank.publicKey,
    BANK_ACCOUNT: '110900000000001',
    BANK_ACCOUNT_HOLDER: '印信电子认证有限公司',
    BANK_ACCOUNT_BANK: '招商银行北京分行营业部',
    ALIYUN_ACCESS_KEY_ID: secret.aliyun.id,
    ALIYUN_ACCESS_KEY_SECRET: secret.aliyun.secret,
    ALIYUN_PROTOCOL: 'HTTP',
    ALIYUN_SMS_ENDPOINT: aliyunEndpoint,
    ALIYUN_CLOUDAUTH_ENDPOINT: aliyunEndpoint,
    ALIYUN_REGISTRY_ENDPOINT: aliyunEndpoint,
    ALIYUN_REGISTRY_AUTH_CODE: secret.aliyun.authCode,
    SMS_SIGN_NAME: '印信',
    WEBHOOK_NETWORK: 'any',
    SMTP_URL: `smtp://127.0.0.1:${ports.sandboxMail}`,
    MAIL_FROM: '印信 <no-reply@yinxin.example>',
    TAX_URL: `${sandbox}/nuonuo/open/v1/services`,
    TAX_APP_KEY: secret.tax.key,
    TAX_APP_SECRET: secret.tax.secret,
    TAX_ACCESS_TOKEN: secret.tax.token,
    TAX_SELLER_NUMBER: '91110000MA00000240',
    TAX_SELLER_ADDRESS: '北京市海淀区示例路 9 号',
    TAX_SELLER_PHONE: '010-00000000',
    TAX_CLERK: '孙开票',
    SF_URL: `${sandbox}/sf/std/service`,
    SF_PARTNER_ID: secret.courier.partner,
    SF_CHECKWORD: secret.courier.checkword,
    SF_MONTHLY_CARD: '0100000000',
    SENDER_NAME: '印信制证中心',
    SENDER_PHONE: '010-00000000',
    SENDER_ADDRESS: '北京市海淀区示例路 9 号',
    COMPANY_NAME: '印信电子认证有限公司',
    COMPANY_ADDRESS: '北京市海淀区示例路 9 号',
    COMPANY_LICENCE: 'ECP00000000000（示例）',
    SUPPORT_PHONE: '010-00000000',
    SUPPORT_HOURS: '09:00-17:30',
    SUPPORT_EMAIL: 'support@yinxin.example',
    PRIVACY_EMAIL: 'privacy@yinxin.example',
    DEMO_STAFF: '1',
    STAFF_ACCOUNTS_FILE: join(dataDir, 'staff-accounts.json'),
    STAFF_AUTHENTICATOR_FILE: authenticator,
  }
  /** For the key ceremony alone: no process that runs can open the token of the root. */
  const ceremony = {
    HSM_SO_PIN: secret.hsmSoPin,
    HSM_ROOT_TOKEN_LABEL: 'yinxin-root',
    HSM_ROOT_PIN: secret.rootPin,
    HSM_ROOT_SO_PIN: secret.rootSoPin,
    HSM_VAULT_SO_PIN: secret.vaultSoPin,
  }
  const outside = {
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_SMTP_PORT: String(ports.sandboxMail),
    SANDBOX_SITE_URL: site,
    SANDBOX_DATA_DIR: join(dataDir, 'sandbox'),
    SANDBOX_ALIPAY_APP_ID: product.ALIPAY_APP_ID,
    SANDBOX_ALIPAY_APP_PUBLIC_KEY: secret.alipayApp.publicKey,
    SANDBOX_ALIPAY_PRIVATE_KEY: secret.alipay.privateKey,
    SANDBOX_WECHATPAY_APP_ID: product.WECHATPAY_APP_ID,
    SANDBOX_WECHATPAY_MERCHANT_ID: product.WECHATPAY_MERCHANT_ID,
    SANDBOX_WECHATPAY_MERCHANT_SERIAL: product.WECHATPAY_MERCHANT_SERIAL,
    SANDBOX_WECHATPAY_MERCHANT_PUBLIC_KEY: secret.wechatMerchant.publicKey,
    SANDBOX_WECHATPAY_PUBLIC_KEY_ID: product.WECHATPAY_PUBLIC_KEY_ID,
    SANDBOX_WECHATPAY_PRIVATE_KEY: secret.wechat.privateKey,
    SANDBOX_WECHATPAY_API_V3_KEY: secret.wechatApiV3Key,
    SANDBOX_BANK_USER_ID: product.BANK_USER_ID,
    SANDBOX_BANK_SYMMETRIC_KEY: secret.bankSymmetricKey,
    SANDBOX_BANK_USER_PUBLIC_KEY: secret.bankUser.publicKey,
    SANDBOX_BANK_PRIVATE_KEY: secret.bank.privateKey,
    SANDBOX_BANK_ACCOUNT: product.BANK_ACCOUNT,
    SANDBOX_ALIYUN_ACCESS_KEY_ID: secret.aliyun.id,
    SANDBOX_ALIYUN_ACCESS_KEY_SECRET: secret.aliyun.secret,
    SANDBOX_REGISTRY_AUTH_CODE: secret.aliyun.authCode,
    SANDBOX_SMS_SIGN_NAME: product.SMS_SIGN_NAME,
    SANDBOX_SMS_TEMPLATES: join(dataDir, 'sms-templates.json'),
    SANDBOX_TAX_APP_KEY: secret.tax.key,
    SANDBOX_TAX_APP_SECRET: secret.tax.secret,
    SANDBOX_TAX_ACCESS_TOKEN: secret.tax.token,
    SANDBOX_SF_PARTNER_ID: secret.courier.partner,
    SANDBOX_SF_CHECKWORD: secret.courier.checkword,
    SANDBOX_SF_PUSH_URL: `${site}/api/callbacks/sf`,
    SANDBOX_TOKEN_MODULE: options.tokenModule,
    SANDBOX_FACTORY_SO_PIN: secret.factorySoPin,
    SANDBOX_AUTHENTICATOR: authenticator,
  }
  /** The applicant's PC: its agent sees only what is plugged in at the sandbox's desk. */
  const applicantPc = {
    AGENT_MODULE: options.tokenModule,
    AGENT_SEARCH: 'no',
    AGENT_PORT: product.AGENT_PORT,
    AGENT_SETTINGS_DIR: product.AGENT_SETTINGS_DIR,
    KRYOPTIC_CONF: join(dataDir, 'sandbox/usb/desk.conf'),
  }
  /** What db/roles.ts makes the database by. */
  const administration = {
    url: options.databaseUrl ?? `postgres://postgres:${secret.postgres}@127.0.0.1:${ports.postgres}/yinxin`,
    passwords: secret.databaseRoles,
  }
  return { product, ceremony, outside, applicantPc, administration, postgresPassword: secret.postgres }
}

/** Of all that is set, what one process gets: of the product's variables only its own; none without a name. */
export function environmentOf(name: ProcessName | undefined, all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = new Set(name && variables(name))
  const foreign = new Set(allVariables.filter((variable) => !own.has(variable)))
  const isForeign = (variable: string) => foreign.has(variable) || foreign.has(variable.replace(/_FILE$/, ''))
  return Object.fromEntries(Object.entries(all).filter(([variable]) => !isForeign(variable)))
}
