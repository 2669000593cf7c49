// Which change tells whom, by which channel, in which words. The SMS texts are what a CA registers as templates
// with its SMS provider; `${name}` are their parameters.

type Language = 'zh' | 'en'
export type Recipient = 'operator' | 'legalRepresentative' | 'invoiceMailbox'

export interface Notice {
  to: Recipient
  channel: 'sms' | 'mail'
  /** Registered template of the SMS provider. */
  template?: { code: string; text: string }
  mail?: Record<Language, { subject: string; text: string }>
}

export const notices = {
  proofingCode: {
    to: 'legalRepresentative',
    channel: 'sms',
    template: {
      code: 'SMS_301000001',
      text: '您正在为${organisation}办理数字证书身份认证，验证码${code}，5分钟内有效。请勿转告他人，非本人操作请忽略。',
    },
  },
  confirmOrderCode: {
    to: 'operator',
    channel: 'sms',
    template: {
      code: 'SMS_301000002',
      text: '验证码${code}，用于确认数字证书订单${order}，5分钟内有效。请勿转告他人。',
    },
  },
  orderQueryCode: {
    to: 'operator',
    channel: 'sms',
    template: {
      code: 'SMS_301000003',
      text: '验证码${code}，用于查询数字证书订单，5分钟内有效。请勿转告他人。',
    },
  },
  approved: {
    to: 'operator',
    channel: 'sms',
    template: {
      code: 'SMS_301000004',
      text: '订单${order}审核通过，正在制作证书。证书密码已发送至法人手机。',
    },
  },
  certificatePassword: {
    to: 'legalRepresentative',
    channel: 'sms',
    template: {
      code: 'SMS_301000005',
      text: '${organisation}的证书密码为${password}，收到智能密码钥匙后请尽快修改。请妥善保管，工作人员不会向您索要。',
    },
  },
  rejected: {
    to: 'operator',
    channel: 'sms',
    template: {
      code: 'SMS_301000006',
      text: '订单${order}审核未通过，款项将原路退回。原因请在订单查询中查看。',
    },
  },
  shipped: {
    to: 'operator',
    channel: 'sms',
    template: {
      code: 'SMS_301000007',
      text: '订单${order}的证书已制作完成，顺丰运单号${waybill}，请注意查收。',
    },
  },
  invoiceIssued: {
    to: 'invoiceMailbox',
    channel: 'mail',
    mail: {
      zh: {
        subject: '电子发票 ${number}（订单 ${order}）',
        text: '您好：\n\n${title} 的电子发票已开具，价税合计 ${amount} 元，请见附件。\n发票号码：${number}\n订单编号：${order}\n\n电子发票与纸质发票具有同等法律效力。\n',
      },
      en: {
        subject: 'E-invoice ${number} (order ${order})',
        text: 'The electronic invoice for ${title}, CNY ${amount}, is attached.\nInvoice number: ${number}\nOrder: ${order}\n\nIt has the same legal force as a paper invoice.\n',
      },
    },
  },
  invoiceReversed: {
    to: 'invoiceMailbox',
    channel: 'mail',
    mail: {
      zh: {
        subject: '红字发票 ${number}（订单 ${order}）',
        text: '您好：\n\n订单 ${order} 已退款，原发票已开具红字发票冲销，请见附件。\n红字发票号码：${number}\n',
      },
      en: {
        subject: 'Red-letter invoice ${number} (order ${order})',
        text: 'Order ${order} was refunded. The red-letter invoice that reverses the original is attached.\nNumber: ${number}\n',
      },
    },
  },
} as const satisfies Record<string, Notice>

export type NoticeId = keyof typeof notices

/** Fills `${name}` placeholders. @throws Error naming a placeholder that has no value. */
export function fillTemplate(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for ${name}`)
    return value
  })
}
