// A whole sandbox for a test: the real process on free ports, with credentials of its own.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import smCrypto from 'sm-crypto-v2'
import { answers, freePorts } from '../bin/installation.ts'
import { Supervisor } from '../bin/supervisor.ts'
import { smsTemplate } from '../domain/notice-words.ts'

const rsa = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })

export type TestWorld = Awaited<ReturnType<typeof startWorld>>

/** Starts a sandbox and waits until it answers. Stop it at the end: its folder goes with it. */
export async function startWorld({ pushUrl = 'http://127.0.0.1:9/' } = {}) {
  const { sandbox: port, sandboxMail: smtpPort } = await freePorts()
  const dataDir = mkdtempSync(join(tmpdir(), 'yinxin-sandbox-'))
  const app = rsa()
  const alipay = rsa()
  const bankUser = smCrypto.sm2.generateKeyPairHex()
  const bank = smCrypto.sm2.generateKeyPairHex()
  const code = smsTemplate('proofingCode', 'zh')
  const templates = join(dataDir, 'sms-templates.json')
  writeFileSync(templates, JSON.stringify({ SMS_1: '验证码${code}，请勿告诉他人。', [code.code]: code.text }))
  const authenticator = join(dataDir, 'authenticator.json')
  writeFileSync(
    authenticator,
    JSON.stringify([{ account: 'reviewer', label: '审核员', secret: 'JBSWY3DPEHPK3PXP' }]),
  )
  const environment = {
    SANDBOX_PORT: String(port),
    SANDBOX_SMTP_PORT: String(smtpPort),
    SANDBOX_SITE_URL: 'http://127.0.0.1:9',
    SANDBOX_DATA_DIR: join(dataDir, 'sandbox'),
    SANDBOX_ALIPAY_APP_ID: '2021000000000001',
    SANDBOX_ALIPAY_APP_PUBLIC_KEY: app.publicKey,
    SANDBOX_ALIPAY_PRIVATE_KEY: alipay.privateKey,
    SANDBOX_WECHATPAY_APP_ID: 'wx0000000000000001',
    SANDBOX_WECHATPAY_MERCHANT_ID: '1900000001',
    SANDBOX_WECHATPAY_MERCHANT_SERIAL: 'SERIAL1',
    SANDBOX_WECHATPAY_MERCHANT_PUBLIC_KEY: app.publicKey,
    SANDBOX_WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_1',
    SANDBOX_WECHATPAY_PRIVATE_KEY: alipay.privateKey,
    SANDBOX_WECHATPAY_API_V3_KEY: '0123456789abcdef0123456789abcdef',
    SANDBOX_BANK_USER_ID: 'N000000001',
    SANDBOX_BANK_SYMMETRIC_KEY: '0123456789abcdef',
    SANDBOX_BANK_USER_PUBLIC_KEY: bankUser.publicKey,
    SANDBOX_BANK_PRIVATE_KEY: bank.privateKey,
    SANDBOX_BANK_ACCOUNT: '110900000000001',
    SANDBOX_ALIYUN_ACCESS_KEY_ID: 'LTAItest',
    SANDBOX_ALIYUN_ACCESS_KEY_SECRET: 'aliyun-secret',
    SANDBOX_REGISTRY_AUTH_CODE: 'registry-code',
    SANDBOX_SMS_SIGN_NAME: '印信',
    SANDBOX_SMS_TEMPLATES: templates,
    SANDBOX_TAX_APP_KEY: 'tax-key',
    SANDBOX_TAX_APP_SECRET: 'tax-secret',
    SANDBOX_TAX_ACCESS_TOKEN: 'tax-token',
    SANDBOX_SF_PARTNER_ID: 'YINXIN',
    SANDBOX_SF_CHECKWORD: 'checkword',
    SANDBOX_SF_PUSH_URL: pushUrl,
    SANDBOX_TOKEN_MODULE: process.env.TOKEN_MODULE ?? '',
    SANDBOX_FACTORY_SO_PIN: 'factory-so-pin',
    SANDBOX_AUTHENTICATOR: authenticator,
  }
  const url = `http://127.0.0.1:${port}`

  async function start() {
    const supervisor = new Supervisor(dataDir)
    await supervisor.start({
      name: 'sandbox',
      command: process.execPath,
      args: [fileURLToPath(new URL('../sandbox/main.ts', import.meta.url))],
      env: { ...process.env, ...environment },
      ready: answers(`${url}/healthz`),
    })
    return supervisor
  }
  let supervisor = await start()

  return {
    url,
    smtpPort,
    environment,
    /** What a product would have to be configured with to pay here. */
    paymentEnvironment: {
      ALIPAY_GATEWAY: `${url}/alipay/gateway.do`,
      ALIPAY_APP_ID: environment.SANDBOX_ALIPAY_APP_ID,
      ALIPAY_APP_PRIVATE_KEY: app.privateKey,
      ALIPAY_PUBLIC_KEY: alipay.publicKey,
      WECHATPAY_URL: `${url}/`,
      WECHATPAY_APP_ID: environment.SANDBOX_WECHATPAY_APP_ID,
      WECHATPAY_MERCHANT_ID: environment.SANDBOX_WECHATPAY_MERCHANT_ID,
      WECHATPAY_MERCHANT_SERIAL: environment.SANDBOX_WECHATPAY_MERCHANT_SERIAL,
      WECHATPAY_MERCHANT_PRIVATE_KEY: app.privateKey,
      WECHATPAY_PUBLIC_KEY_ID: environment.SANDBOX_WECHATPAY_PUBLIC_KEY_ID,
      WECHATPAY_PUBLIC_KEY: alipay.publicKey,
      WECHATPAY_API_V3_KEY: environment.SANDBOX_WECHATPAY_API_V3_KEY,
      SITE_URL: 'http://127.0.0.1:9',
      BANK_URL: `${url}/cmb/cdcserver/api/v2`,
      BANK_USER_ID: environment.SANDBOX_BANK_USER_ID,
      BANK_SYMMETRIC_KEY: environment.SANDBOX_BANK_SYMMETRIC_KEY,
      BANK_PRIVATE_KEY: bankUser.privateKey,
      BANK_PUBLIC_KEY: bank.publicKey,
      BANK_ACCOUNT: environment.SANDBOX_BANK_ACCOUNT,
      BANK_ACCOUNT_HOLDER: '印信电子认证有限公司',
      BANK_ACCOUNT_BANK: '示例银行北京分行',
    },
    appPrivateKey: app.privateKey,
    alipayPublicKey: alipay.publicKey,
    /** The whole state, as the page reads it. */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    state: async () => (await fetch(`${url}/world`)).json() as Promise<any>,
    /** Presses a button of the page. */
    act: (path: string, body?: object) =>
      fetch(`${url}/world/${path}`, {
        method: 'POST',
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    restart: async () => {
      await supervisor.stop()
      supervisor = await start()
    },
    stop: async () => {
      await supervisor.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
