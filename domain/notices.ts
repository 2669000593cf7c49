// Which change tells whom, by which channel, in which words: the one table. The SMS texts are what a CA registers as
// templates with its SMS provider; `${name}` are their parameters.
import type { OrderEvent, OrderKind } from './order-states.ts'
import type { PasswordChannel } from './proofing.ts'

export type Language = 'zh' | 'en'
export type Recipient =
  | 'operator'
  | 'operatorMailbox'
  /** The phone that a change of information has put another in the place of. */
  | 'formerPhone'
  | 'legalRepresentative'
  | 'invoiceMailbox'
  | 'reviewers'
  | 'seniorReviewers'
  | 'administrators'

interface Template {
  /** Registered template of the SMS provider. */
  code: string
  text: string
}

export type Notice =
  | { to: Recipient; channel: 'sms'; template: Record<Language, Template> }
  | { to: Recipient; channel: 'mail'; mail: Record<Language, { subject: string; text: string }> }

const sms = (to: Recipient, number: number, zh: string, en: string) =>
  ({
    to,
    channel: 'sms',
    template: {
      zh: { code: `SMS_301${String(number).padStart(6, '0')}`, text: zh },
      en: { code: `SMS_302${String(number).padStart(6, '0')}`, text: en },
    },
  }) as const

const mail = (to: Recipient, zh: [subject: string, text: string], en: [subject: string, text: string]) =>
  ({
    to,
    channel: 'mail',
    mail: { zh: { subject: zh[0], text: zh[1] }, en: { subject: en[0], text: en[1] } },
  }) as const

export const notices = {
  proofingCode: sms(
    'legalRepresentative',
    1,
    '您正在为${organisation}办理数字证书身份认证，验证码${code}，5分钟内有效。请勿转告他人，非本人操作请忽略。',
    'Your code is ${code}: it proves the identity of ${organisation} for a digital certificate. Good for 5 minutes. Tell nobody; ignore it if this was not you.',
  ),
  confirmOrderCode: sms(
    'operator',
    2,
    '验证码${code}，用于确认数字证书订单${order}，5分钟内有效。请勿转告他人。',
    'Your code is ${code}: it confirms certificate order ${order}. Good for 5 minutes. Tell nobody.',
  ),
  orderQueryCode: sms(
    'operator',
    3,
    '验证码${code}，用于查询数字证书订单，5分钟内有效。请勿转告他人。',
    'Your code is ${code}: it opens your certificate orders. Good for 5 minutes. Tell nobody.',
  ),
  orderQueryCodeLegal: sms(
    'legalRepresentative',
    60,
    '验证码${code}，用于查询${organisation}的全部数字证书订单，5分钟内有效。请勿转告他人，非本人操作请忽略。',
    'Your code is ${code}: it opens all certificate orders of ${organisation}. Good for 5 minutes. Tell nobody; ignore it if this was not you.',
  ),
  expiryReminder: sms(
    'operator',
    61,
    '${organisation}的数字证书将于${deadline}到期（剩余${days}天）。请在到期前在线续期：${link}',
    'The certificate of ${organisation} ends on ${deadline} (${days} days left). Renew it before: ${link}',
  ),
  expiryToday: sms(
    'operator',
    62,
    '${organisation}的数字证书今天（${deadline}）到期，今晚24点后不能继续使用。请尽快在线续期：${link}',
    'The certificate of ${organisation} ends today (${deadline}) at midnight, Beijing time. Renew it now: ${link}',
  ),
  expiryReminderMail: mail(
    'operatorMailbox',
    [
      '数字证书即将到期：${organisation}',
      '您好：\n\n${organisation} 的数字证书（序列号 ${serial}）将于 ${deadline} 到期，剩余 ${days} 天。\n\n剩余不足 90 天即可插入智能密码钥匙在线续期：\n${link}\n\n到期后证书不能继续使用，请提前办理。\n',
    ],
    [
      'Certificate ends soon: ${organisation}',
      'The certificate of ${organisation} (serial ${serial}) ends on ${deadline}; ${days} days are left.\n\nWith less than 90 days left, plug in the key and renew it online:\n${link}\n\nOnce it has ended it cannot be used, so please do it in time.\n',
    ],
  ),
  expiryTodayMail: mail(
    'operatorMailbox',
    [
      '数字证书今天到期：${organisation}',
      '您好：\n\n${organisation} 的数字证书（序列号 ${serial}）今天（${deadline}）到期，今晚 24 点后不能继续使用。\n\n请立即插入智能密码钥匙在线续期：\n${link}\n',
    ],
    [
      'Certificate ends today: ${organisation}',
      'The certificate of ${organisation} (serial ${serial}) ends today, ${deadline}, at midnight, Beijing time.\n\nPlug in the key and renew it online now:\n${link}\n',
    ],
  ),
  approved: sms(
    'operator',
    4,
    '订单${order}审核通过，正在制作证书。证书密码已发送至法人手机。',
    'Order ${order} was approved, the certificate is being made. The legal representative gets the password by SMS.',
  ),
  certificatePassword: sms(
    'legalRepresentative',
    5,
    '${organisation}的证书密码为${password}，收到智能密码钥匙后请尽快修改。请妥善保管，工作人员不会向您索要。',
    'The password is ${password} for the certificate of ${organisation}. Change it soon after the key has arrived. Our staff never ask for it.',
  ),
  rejected: sms(
    'operator',
    6,
    '订单${order}审核未通过，款项将原路退回。原因请在订单查询中查看。',
    'Order ${order} was not approved; your money is being returned. The order page says why.',
  ),
  shipped: sms(
    'operator',
    7,
    '订单${order}的证书已制作完成，顺丰运单号${waybill}，请注意查收。',
    'The key of order ${order} is on its way: SF waybill ${waybill}.',
  ),
  depositArrived: sms(
    'operator',
    8,
    '订单${order}的认证款0.01元已汇至贵单位对公账户，请在收款附言中查看验证码并回填，72小时内有效。',
    'For order ${order} we sent CNY 0.01 to your corporate account. Type in the code in its memo within 72 hours.',
  ),
  depositFailed: sms(
    'operator',
    9,
    '订单${order}的认证款未能汇入贵单位对公账户，请在订单查询中核对账户信息后重试，或选用其他认证方式。',
    'For order ${order} the transfer to your corporate account failed. Check the account on the order page and try again, or choose another way.',
  ),
  approvedByMemo: sms(
    'operator',
    10,
    '订单${order}审核通过，正在制作证书。证书密码见对公账户收到的0.01元附言。',
    'Order ${order} was approved, the certificate is being made. The password is in the memo of the CNY 0.01 transfer to your account.',
  ),
  paymentReceived: sms(
    'operator',
    11,
    '订单${order}已收到付款${amount}元，正在审核，电子发票将发送至您的邮箱。',
    'We received CNY ${amount} for order ${order}. It is being reviewed; the e-invoice comes by mail.',
  ),
  paymentExpired: sms(
    'operator',
    12,
    '订单${order}超过支付期限，已关闭。如需办理请重新申请。',
    'Order ${order} was not paid in time and is closed. Please apply again.',
  ),
  surplusReturned: sms(
    'operator',
    13,
    '订单${order}多收的${amount}元已原路退回，请留意到账。',
    'CNY ${amount} paid in excess for order ${order} has been returned.',
  ),
  materialsReturned: sms(
    'operator',
    14,
    '订单${order}有材料需要补正，请在30日内登录订单查询重新上传。补正期间审核计时暂停。',
    'Order ${order}: some documents have to be sent again. Upload them on the order page within 30 days.',
  ),
  materialsReminder: sms(
    'operator',
    15,
    '提醒：订单${order}的补正材料尚未上传，${deadline}前未补正将关闭订单并退款。',
    'Reminder: order ${order} still waits for documents. Without them it is closed with a refund on ${deadline}.',
  ),
  lapsed: sms(
    'operator',
    16,
    '订单${order}逾期未补正材料，已关闭，款项将原路退回。',
    'Order ${order} was closed because the documents did not come; your money is being returned.',
  ),
  refunded: sms(
    'operator',
    17,
    '订单${order}的退款${amount}元已原路退回，红字发票将发送至您的邮箱。',
    'CNY ${amount} for order ${order} has been returned. The red-letter invoice comes by mail.',
  ),
  reviewLate: sms(
    'operator',
    18,
    '很抱歉，订单${order}的审核超出了承诺时间，我们已升级处理，请耐心等待。',
    'We are sorry: the review of order ${order} takes longer than promised. It was escalated.',
  ),
  parcelReturned: sms(
    'operator',
    19,
    '订单${order}的快件已被退回，请在30日内登录订单查询核对收件地址，我们将重新寄送。',
    'The parcel of order ${order} came back. Check the address on the order page within 30 days and we send it again.',
  ),
  parcelLost: sms(
    'operator',
    20,
    '订单${order}的快件已遗失，其中的证书已吊销，我们将免费重新制作并寄送。',
    'The parcel of order ${order} was lost. Its certificate is revoked; we make and send another key free of charge.',
  ),
  delivered: sms(
    'operator',
    21,
    '订单${order}的智能密码钥匙已签收，证书已启用。如非本人签收请立即联系客服。',
    'The key of order ${order} was delivered and its certificate is active. If that was not you, contact support at once.',
  ),
  undelivered: sms(
    'operator',
    22,
    '订单${order}的快件退回后超过30日未能重新寄送，证书已吊销，订单关闭。',
    'The parcel of order ${order} could not be sent again within 30 days. The certificate is revoked, the order closed.',
  ),
  holderCode: sms(
    'operator',
    70,
    '验证码${code}，用于挂失或补办数字证书，5分钟内有效。请勿转告他人，非本人操作请立即联系客服。',
    'Your code is ${code}: it reports a lost certificate key or asks for a new one. Good for 5 minutes. Tell nobody; contact support if this was not you.',
  ),
  lossHeld: sms(
    'operator',
    71,
    '${organisation}的数字证书已挂失并即时冻结，编号${order}。如找回介质，可在7日内凭介质和PIN码自行解除；非本人操作请立即联系客服。',
    'The certificate of ${organisation} is reported lost and on hold, number ${order}. If the key is found, lift it within 7 days with key and PIN; contact support if this was not you.',
  ),
  lossHeldLegal: sms(
    'legalRepresentative',
    72,
    '${organisation}的经办人已挂失数字证书，证书即时冻结，编号${order}。如有疑问请联系客服。',
    'The operator of ${organisation} reported the certificate key lost; the certificate is on hold, number ${order}. Contact support in doubt.',
  ),
  lossLifted: sms(
    'operator',
    73,
    '挂失${order}已凭介质和PIN码解除，证书恢复使用。非本人操作请立即重新挂失。',
    'The hold ${order} was lifted with key and PIN; the certificate works again. Report it again at once if this was not you.',
  ),
  lossLiftedLegal: sms(
    'legalRepresentative',
    74,
    '${organisation}的数字证书已解除挂失，恢复使用，编号${order}。',
    'The certificate of ${organisation} is no longer on hold, number ${order}.',
  ),
  liftClosed: sms(
    'operator',
    75,
    '挂失${order}已满7日，不能再自行解除。证书仍处于冻结状态，请办理补办或吊销。',
    'The 7 days of hold ${order} are over: it cannot be lifted any more. The certificate stays on hold; have it replaced or revoked.',
  ),
  liftReopened: sms(
    'operator',
    76,
    '补办未完成，证书仍处于冻结状态。挂失${order}可在7日内凭介质和PIN码解除，或选择吊销。',
    'No new key was made and the certificate is still on hold. Within 7 days hold ${order} can be lifted with key and PIN; or have the certificate revoked.',
  ),
  lossRevoked: sms(
    'operator',
    77,
    '挂失${order}的数字证书已按您的要求吊销，不能恢复。',
    'The certificate of hold ${order} was revoked as you asked. This cannot be undone.',
  ),
  oldRevoked: sms(
    'operator',
    78,
    '订单${order}的新证书已签发，原证书已吊销，请勿再使用原介质。',
    'The new certificate of order ${order} is issued and the old one revoked. Do not use the old key any more.',
  ),
  remittanceShort: sms(
    'operator',
    79,
    '订单${order}已收到汇款${received}元，还差${missing}元，请补汇，附言注明${reference}。',
    'Order ${order}: CNY ${received} has arrived, CNY ${missing} is missing. Please transfer the rest with the memo ${reference}.',
  ),
  remittanceMissed: sms(
    'operator',
    80,
    '订单${order}已提交5个工作日，尚未收到汇款。请核对汇款账号和附言${reference}，${deadline}前未到账将关闭订单。',
    'Order ${order} has waited 5 working days and no transfer has arrived. Check account and memo ${reference}; it closes on ${deadline}.',
  ),
  replacementApproved: mail(
    'operatorMailbox',
    [
      '补办审核通过（订单 ${order}）',
      '您好：\n\n订单 ${order} 的证书补办已审核通过，正在制作新介质。新证书签发后原证书将吊销。\n\n制作完成后我们会寄出并发送运单号。\n',
    ],
    [
      'Replacement approved (order ${order})',
      'The replacement of order ${order} was approved and the new key is being made. The old certificate is revoked once the new one is issued.\n\nWe send the waybill number when the key is on its way.\n',
    ],
  ),
  replacementRefused: mail(
    'operatorMailbox',
    [
      '补办审核未通过（订单 ${order}）',
      '您好：\n\n订单 ${order} 的证书补办审核未通过，款项将退回原汇款账户，原因请在订单查询中查看。\n\n原证书如已挂失，仍处于冻结状态：请在挂失记录中选择解除或吊销。\n',
    ],
    [
      'Replacement not approved (order ${order})',
      'The replacement of order ${order} was not approved. Your money goes back to where it came from; the order page says why.\n\nA certificate that was reported lost is still on hold: lift it or have it revoked on the page of the report.\n',
    ],
  ),
  unlockCode: sms(
    'operator',
    41,
    '验证码${code}，用于解锁尾号${key}的智能密码钥匙并重设密码，5分钟内有效。请勿转告他人，非本人操作请立即挂失。',
    'Your code is ${code}: it unlocks the key ending in ${key} and sets a new PIN. Good for 5 minutes. Tell nobody; if this was not you, report the key lost at once.',
  ),
  unlockAuthorisationCode: sms(
    'legalRepresentative',
    42,
    '${organisation}正在办理数字证书解锁，介质尾号${key}，解锁授权码${code}，5分钟内有效。请只转告本单位经办人，非本单位办理请忽略并联系客服。',
    'The unlock authorisation code is ${code}: it unlocks the key ending in ${key} of ${organisation}. Good for 5 minutes. Tell only your operator; if your organisation did not ask, ignore it and contact support.',
  ),
  unlockDone: sms(
    'operator',
    43,
    '安全提醒：尾号${key}的智能密码钥匙已解锁并重设密码（订单${order}）。如非本人操作，请立即挂失。',
    'Security notice: the key ending in ${key} was unlocked and has a new PIN (order ${order}). If that was not you, report it lost at once.',
  ),
  unlockDoneLegal: sms(
    'legalRepresentative',
    44,
    '安全提醒：${organisation}尾号${key}的智能密码钥匙已解锁并重设密码（订单${order}）。如非本单位办理，请立即挂失。',
    'Security notice: the key ending in ${key} of ${organisation} was unlocked and has a new PIN (order ${order}). If your organisation did not ask, report it lost at once.',
  ),
  reservedPhoneCode: sms(
    'operator',
    51,
    '验证码${code}，用于变更数字证书预留手机号（订单${order}），5分钟内有效。请勿转告他人，非本人操作请立即挂失。',
    'Your code is ${code}: it changes the reserved phone of your certificate (order ${order}). Good for 5 minutes. Tell nobody; if this was not you, report the key lost at once.',
  ),
  renewalPaid: sms(
    'operator',
    52,
    '订单${order}已收到付款${amount}元，请插入尾号${key}的智能密码钥匙写入新证书，电子发票将发送至您的邮箱。',
    'We received CNY ${amount} for order ${order}. Plug in the key ending in ${key} to get the new certificate; the e-invoice comes by mail.',
  ),
  writingReminder: sms(
    'operator',
    53,
    '提醒：订单${order}的新证书在尾号${key}的智能密码钥匙中尚未写入完成，请在${deadline}前登录订单查询继续办理。',
    'Reminder: writing the new certificate of order ${order} into the key ending in ${key} is not finished. Go on from the order page before ${deadline}.',
  ),
  writingLapsed: sms(
    'operator',
    54,
    '订单${order}逾期未写入证书，已关闭；已付款项将原路退回。',
    'Order ${order} was closed because its certificate was never written; what was paid is being returned.',
  ),
  writingRevoked: sms(
    'operator',
    63,
    '订单${order}所涉数字证书已被吊销，新证书不再写入，订单关闭；如已付款，将原路退回。',
    'The certificate of order ${order} was revoked, so no new one is written and the order is closed. What was paid for it is being returned.',
  ),
  certificateInKey: sms(
    'operator',
    55,
    '订单${order}已完成，新证书已写入尾号${key}的智能密码钥匙。如非本单位操作，请立即挂失。',
    'Order ${order} is done: the new certificate is in the key ending in ${key}. If that was not your organisation, report it lost at once.',
  ),
  changeReady: sms(
    'operator',
    56,
    '订单${order}审核通过，请插入尾号${key}的智能密码钥匙写入新证书。',
    'Order ${order} was approved. Plug in the key ending in ${key} to get the new certificate.',
  ),
  changeRejected: sms(
    'operator',
    57,
    '订单${order}的信息变更审核未通过，原证书继续有效。原因请在订单查询中查看。',
    'The change of order ${order} was not approved; your certificate stays as it is. The order page says why.',
  ),
  changeLapsed: sms(
    'operator',
    58,
    '订单${order}逾期未完成信息变更，已关闭，原证书继续有效。',
    'Order ${order} was closed because the change was not completed; your certificate stays as it is.',
  ),
  contactChanged: sms(
    'operator',
    59,
    '订单${order}已完成，数字证书预留的联系信息已变更。如非本人操作，请立即联系客服。',
    'Order ${order} is done: the contact data of your certificate have changed. If that was not you, contact support at once.',
  ),
  phoneReplaced: sms(
    'formerPhone',
    99,
    '本手机号不再是订单${order}所涉数字证书的预留手机号。如非本单位操作，请立即联系客服。',
    'This phone is no longer the reserved phone of the certificate of order ${order}. If that was not your organisation, contact support at once.',
  ),
  invoiceIssued: mail(
    'invoiceMailbox',
    [
      '电子发票 ${number}（订单 ${order}）',
      '您好：\n\n${title} 的电子发票已开具，价税合计 ${amount} 元，请见附件。\n发票号码：${number}\n订单编号：${order}\n\n电子发票与纸质发票具有同等法律效力。\n',
    ],
    [
      'E-invoice ${number} (order ${order})',
      'The electronic invoice for ${title}, CNY ${amount}, is attached.\nInvoice number: ${number}\nOrder: ${order}\n\nIt has the same legal force as a paper invoice.\n',
    ],
  ),
  invoiceReversed: mail(
    'invoiceMailbox',
    [
      '红字发票 ${number}（订单 ${order}）',
      '您好：\n\n订单 ${order} 已退款，原发票已开具红字发票冲销，请见附件。\n红字发票号码：${number}\n',
    ],
    [
      'Red-letter invoice ${number} (order ${order})',
      'Order ${order} was refunded. The red-letter invoice that reverses the original is attached.\nNumber: ${number}\n',
    ],
  ),
  reviewDueSoon: mail(
    'reviewers',
    ['审核即将到期：订单 ${order}', '订单 ${order} 的审核将于 ${deadline} 到期，请尽快处理。\n${link}\n'],
    ['Review due soon: order ${order}', 'The review of order ${order} is due on ${deadline}.\n${link}\n'],
  ),
  reviewOverdue: mail(
    'seniorReviewers',
    [
      '审核已超期：订单 ${order}',
      '订单 ${order} 的审核已于 ${deadline} 到期，仍未完成，请升级处理。\n${link}\n',
    ],
    [
      'Review overdue: order ${order}',
      'The review of order ${order} was due on ${deadline} and is not done.\n${link}\n',
    ],
  ),
  revocationCode: sms(
    'operator',
    90,
    '验证码${code}，用于确认吊销${organisation}的数字证书，5分钟内有效，吊销后不能恢复。请勿转告他人，非本人操作请立即联系客服。',
    'Your code is ${code}: it revokes the certificate of ${organisation} for good. Good for 5 minutes. Tell nobody; contact support if this was not you.',
  ),
  revocationHeld: sms(
    'operator',
    91,
    '${organisation}的数字证书已申请吊销并即时冻结，编号${order}。请以验证码确认吊销或撤回申请；非本人操作请立即联系客服。',
    'The revocation of the certificate of ${organisation} was asked for and it is on hold, number ${order}. Confirm by code or withdraw; contact support if this was not you.',
  ),
  revocationHeldLegal: sms(
    'legalRepresentative',
    92,
    '${organisation}的数字证书已申请吊销并即时冻结，编号${order}。如有疑问请联系客服。',
    'The revocation of the certificate of ${organisation} was asked for and it is on hold, number ${order}. Contact support in doubt.',
  ),
  revocationProposed: sms(
    'operator',
    93,
    '${organisation}的数字证书因认证机构提出吊销已即时冻结，编号${order}，结果将另行通知。如有疑问请联系客服。',
    'The CA proposes to revoke the certificate of ${organisation}; it is on hold, number ${order}. You will be told the result. Contact support in doubt.',
  ),
  revocationReminder: sms(
    'operator',
    94,
    '吊销申请${order}尚未确认，证书仍处于冻结状态。请在证书查询中确认吊销或撤回申请。',
    'The revocation ${order} was not confirmed; the certificate stays on hold. Confirm it or withdraw it.',
  ),
  revocationDone: sms(
    'operator',
    95,
    '${organisation}的数字证书已吊销，编号${order}，不能恢复，请勿再使用。',
    'The certificate of ${organisation} is revoked, number ${order}. This cannot be undone; do not use it any more.',
  ),
  revocationDoneLegal: sms(
    'legalRepresentative',
    96,
    '${organisation}的数字证书已吊销，编号${order}。如有疑问请联系客服。',
    'The certificate of ${organisation} is revoked, number ${order}. Contact support in doubt.',
  ),
  revocationTakenBack: sms(
    'operator',
    97,
    '${organisation}的数字证书吊销申请${order}已撤回或未获批准，证书恢复使用，其他冻结除外。',
    'The revocation ${order} of the certificate of ${organisation} was withdrawn or not approved. The certificate works again, unless it is on hold otherwise.',
  ),
  revocationTakenBackLegal: sms(
    'legalRepresentative',
    98,
    '${organisation}的数字证书吊销申请${order}已撤回或未获批准，证书恢复使用，其他冻结除外。',
    'The revocation ${order} of the certificate of ${organisation} was withdrawn or not approved. The certificate works again, unless it is on hold otherwise.',
  ),
  crlLate: mail(
    'administrators',
    [
      '吊销列表即将到期：${issuer} 第 ${number} 号',
      '${issuer} 的证书吊销列表（第 ${number} 号）将于北京时间 ${deadline} 到期，新的列表尚未签发。\n请检查 CA 工作进程和加密机。\n${link}\n',
    ],
    [
      'CRL about to run out: ${issuer} number ${number}',
      'CRL number ${number} of the ${issuer} CA runs out at ${deadline} (Beijing) and no next one was signed.\nLook at the CA worker and its HSM.\n${link}\n',
    ],
  ),
} as const satisfies Record<string, Notice>

export type NoticeId = keyof typeof notices

/** Who is told when an order moves. Codes, passwords, invoices and reminders have moments of their own. */
export function noticesOf(
  event: OrderEvent,
  channel: PasswordChannel,
  kind: OrderKind = 'newApplication',
): readonly NoticeId[] {
  const own = toldInstead[kind]?.[event]
  if (own) return own
  const byMail = mailed[kind]?.[event] ?? []
  if (event === 'approved') return [channel === 'legalRepPhone' ? 'approved' : 'approvedByMemo', ...byMail]
  return [...(told[event] ?? []), ...byMail]
}

/** Whether anybody is told of an event at all. */
export const isTold = (event: OrderEvent, kind?: OrderKind) =>
  noticesOf(event, 'legalRepPhone', kind).length > 0

const told: Partial<Record<OrderEvent, readonly NoticeId[]>> = {
  depositArrived: ['depositArrived'],
  depositFailed: ['depositFailed'],
  paid: ['paymentReceived'],
  paymentExpired: ['paymentExpired'],
  refused: ['rejected'],
  materialsReturned: ['materialsReturned'],
  escalated: ['reviewOverdue', 'reviewLate'],
  lapsed: ['lapsed'],
  refunded: ['refunded'],
  cancellationRefunded: ['refunded'],
  lapseRefunded: ['refunded'],
  keyMade: ['shipped'],
  reshipped: ['shipped'],
  parcelReturned: ['parcelReturned'],
  parcelLost: ['parcelLost'],
  delivered: ['delivered'],
  givenUp: ['undelivered'],
  unlocked: ['unlockDone', 'unlockDoneLegal'],
  certificateHeld: ['lossHeld', 'lossHeldLegal'],
  lifted: ['lossLifted', 'lossLiftedLegal'],
  liftClosed: ['liftClosed'],
  liftReopened: ['liftReopened'],
  revocationChosen: ['lossRevoked'],
  oldRevoked: ['oldRevoked'],
  remittanceShort: ['remittanceShort'],
  remittanceMissed: ['remittanceMissed'],
  revocationAsked: ['revocationHeld', 'revocationHeldLegal'],
  revocationProposed: ['revocationProposed', 'revocationHeldLegal'],
  revocationReminded: ['revocationReminder'],
  revocationConfirmed: ['revocationDone', 'revocationDoneLegal'],
  revocationApproved: ['revocationDone', 'revocationDoneLegal'],
  revocationWithdrawn: ['revocationTakenBack', 'revocationTakenBackLegal'],
  proposalWithdrawn: ['revocationTakenBack', 'revocationTakenBackLegal'],
  revocationRefused: ['revocationTakenBack', 'revocationTakenBackLegal'],
}

/** Where a kind of order has words of its own for what others know too. */
const toldInstead: Partial<Record<OrderKind, Partial<Record<OrderEvent, readonly NoticeId[]>>>> = {
  renewal: {
    paid: ['renewalPaid'],
    writingFinished: ['certificateInKey', 'phoneReplaced'],
    leftUnfinished: ['certificateInKey', 'phoneReplaced'],
    revokedUnfinished: ['phoneReplaced'],
    writingLapsed: ['writingLapsed'],
    revokedElsewhere: ['writingRevoked'],
  },
  informationChange: {
    approved: ['changeReady'],
    refused: ['changeRejected'],
    lapsed: ['changeLapsed'],
    writingLapsed: ['changeLapsed'],
    revokedElsewhere: ['writingRevoked'],
    contactChanged: ['contactChanged', 'phoneReplaced'],
    writingFinished: ['certificateInKey', 'phoneReplaced'],
    leftUnfinished: ['certificateInKey', 'phoneReplaced'],
    revokedUnfinished: ['phoneReplaced'],
  },
}

/** Results that the manual announces by mail too (6, 第三步), besides the SMS. */
const mailed: Partial<Record<OrderKind, Partial<Record<OrderEvent, readonly NoticeId[]>>>> = {
  replacement: { approved: ['replacementApproved'], refused: ['replacementRefused'] },
}

/** Fills `${name}` placeholders. @throws Error naming a placeholder that has no value. */
export function fillTemplate(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for ${name}`)
    return value
  })
}
