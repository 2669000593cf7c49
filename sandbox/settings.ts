// What the sandbox is told from outside: ports, and the credentials the product was given by each provider.
function read(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: the sandbox is started by npm start`)
  return value
}

const port = Number(process.env.SANDBOX_PORT ?? 4000)

export const settings = {
  port,
  smtpPort: Number(process.env.SANDBOX_SMTP_PORT ?? 4025),
  /** Where people and the product reach this world. */
  url: `http://127.0.0.1:${port}`,
  /** The site that people here are sent to. */
  siteUrl: read('SANDBOX_SITE_URL'),
  dataDir: read('SANDBOX_DATA_DIR'),
  alipay: {
    appId: read('SANDBOX_ALIPAY_APP_ID'),
    appPublicKey: read('SANDBOX_ALIPAY_APP_PUBLIC_KEY'),
    privateKey: read('SANDBOX_ALIPAY_PRIVATE_KEY'),
  },
  wechatPay: {
    appId: read('SANDBOX_WECHATPAY_APP_ID'),
    merchantId: read('SANDBOX_WECHATPAY_MERCHANT_ID'),
    merchantSerial: read('SANDBOX_WECHATPAY_MERCHANT_SERIAL'),
    merchantPublicKey: read('SANDBOX_WECHATPAY_MERCHANT_PUBLIC_KEY'),
    publicKeyId: read('SANDBOX_WECHATPAY_PUBLIC_KEY_ID'),
    privateKey: read('SANDBOX_WECHATPAY_PRIVATE_KEY'),
    apiV3Key: read('SANDBOX_WECHATPAY_API_V3_KEY'),
  },
  bank: {
    userId: read('SANDBOX_BANK_USER_ID'),
    symmetricKey: read('SANDBOX_BANK_SYMMETRIC_KEY'),
    userPublicKey: read('SANDBOX_BANK_USER_PUBLIC_KEY'),
    privateKey: read('SANDBOX_BANK_PRIVATE_KEY'),
    account: read('SANDBOX_BANK_ACCOUNT'),
  },
  aliyun: {
    accessKeyId: read('SANDBOX_ALIYUN_ACCESS_KEY_ID'),
    accessKeySecret: read('SANDBOX_ALIYUN_ACCESS_KEY_SECRET'),
    registryAuthCode: read('SANDBOX_REGISTRY_AUTH_CODE'),
    smsSignName: read('SANDBOX_SMS_SIGN_NAME'),
    smsTemplates: read('SANDBOX_SMS_TEMPLATES'),
  },
  tax: {
    appKey: read('SANDBOX_TAX_APP_KEY'),
    appSecret: read('SANDBOX_TAX_APP_SECRET'),
    accessToken: read('SANDBOX_TAX_ACCESS_TOKEN'),
  },
  courier: {
    partnerId: read('SANDBOX_SF_PARTNER_ID'),
    checkword: read('SANDBOX_SF_CHECKWORD'),
    pushUrl: read('SANDBOX_SF_PUSH_URL'),
  },
  usb: {
    module: read('SANDBOX_TOKEN_MODULE'),
    factorySoPin: read('SANDBOX_FACTORY_SO_PIN'),
  },
  authenticatorFile: read('SANDBOX_AUTHENTICATOR'),
} as const
