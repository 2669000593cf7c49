/** What people ask most, and the answers, in the reader's language. */
export const questions: Record<'zh-CN' | 'en', [question: string, answer: string, href?: string][]> = {
  'zh-CN': [
    [
      '办理证书要多久？',
      '付款后 3 个工作日内审核；审核通过后制作证书，由顺丰寄出。订单页写明每一步由谁办理、预计哪天完成。',
    ],
    ['怎样找回没有办完的订单？', '用“订单查询”：输入证件号码和短信验证码，从停下的地方继续。', '/query'],
    [
      '证书密码在哪里？',
      '按申请时所选的身份认证方式送达：单位的以短信发到法人手机，或写在对公账户收到的 0.01 元附言中；个人的以短信发到本人手机。订单页写明何时发到哪个号码或账户。我们看不到密码，也不会索要。',
      '/query',
    ],
    ['忘记证书密码，或介质被锁定了？', '插上介质在线解锁，免费；证书和密钥不变。', '/unlock'],
    [
      '介质丢失了？',
      '立即挂失，证书随即冻结，全天可办。找到介质可在 7 日内自行解除，找不到请办理补办。',
      '/loss',
    ],
    ['没有收到电子发票？', '用“电子发票重新获取”：可下载，也可换一个邮箱再发一次。', '/invoices'],
    ['审核未通过怎么办？', '款项原路退回，并开具红字发票。原因写在订单页，准备好资料后可以重新申请。'],
    ['证书什么时候可以更新？', '到期前 90 天内，或过期不超过 365 天；插上介质在线办理，无需邮寄。', '/renew'],
    ['换了手机，或姓名、单位名称变了？', '插上介质，在线办理信息变更。', '/change'],
    [
      '用哪种浏览器？要装什么？',
      '新版 Chrome、Edge 或 Firefox。需要用介质的业务，先在电脑上装密钥助手。',
      '/key-agent',
    ],
  ],
  en: [
    [
      'How long does a certificate take?',
      'It is reviewed within 3 working days of payment, then the key is made and sent by SF Express. The order page says who does each step and by which day.',
    ],
    [
      'How do I get back to an unfinished order?',
      'Use “Find an order”: type the identifier and the code from the SMS, and go on where you stopped.',
      '/query',
    ],
    [
      'Where is the certificate password?',
      'It comes the way you proved your identity: to an organisation by SMS to the legal representative’s phone, or in the memo of CNY 0.01 to the corporate account; to a person by SMS to their own phone. The order page says when and to which number or account. We never see it and never ask for it.',
      '/query',
    ],
    [
      'The PIN is forgotten, or the key is locked?',
      'Unlock it online with the key plugged in; free, and the certificate stays.',
      '/unlock',
    ],
    [
      'The key is lost?',
      'Report it at once, at any hour: the certificate goes on hold. If the key turns up within 7 days you lift the hold yourself; otherwise have it replaced.',
      '/loss',
    ],
    [
      'The e-invoice has not come?',
      'Download it, or have it mailed once more, to another address if need be.',
      '/invoices',
    ],
    [
      'The review did not approve it?',
      'Your money goes back the way it came, with a red-letter invoice. The reason is on the order page; apply again with the right documents.',
    ],
    [
      'When can a certificate be renewed?',
      'In the last 90 days, and up to 365 days after its end; online with the key plugged in.',
      '/renew',
    ],
    [
      'Your phone, or the name of a person or an organisation has changed?',
      'Change it online with the key plugged in.',
      '/change',
    ],
    [
      'Which browser, and what is to be installed?',
      'A recent Chrome, Edge or Firefox. Whatever needs the key also needs our key agent on the PC.',
      '/key-agent',
    ],
  ],
}
