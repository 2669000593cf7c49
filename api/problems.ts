import { z } from 'zod'
import { fillTemplate } from '../domain/notices.ts'
import { fieldMessage } from './field-messages.ts'
import type { Language } from './plugins/language.ts'

// Every refusal of the API, once: a code for programs, a status, and what a person reads (RFC 9457).

interface ProblemText {
  title: string
  detail: string
}

interface ProblemKind {
  status: number
  zh: ProblemText
  en: ProblemText
}

const kind = (
  status: number,
  zh: [title: string, detail: string],
  en: [title: string, detail: string],
): ProblemKind => ({
  status,
  zh: { title: zh[0], detail: zh[1] },
  en: { title: en[0], detail: en[1] },
})

export const problems = {
  invalidInput: kind(
    400,
    ['提交的内容有误', '请按提示修改后重试。'],
    ['The request is not valid', 'Correct the fields named below and try again.'],
  ),
  forgedNotice: kind(
    400,
    ['通知验签失败', '签名或应用编号不符，未作处理。'],
    ['The notice is not genuine', 'Its signature or application number does not match. Nothing was done.'],
  ),
  signInNeeded: kind(
    401,
    ['请先登录', '请登录后再操作。'],
    ['Sign in first', 'This needs a signed-in staff member.'],
  ),
  secondFactorNeeded: kind(
    403,
    ['请先绑定身份验证器', '账号须启用动态口令后才能使用后台。'],
    ['Set up an authenticator first', 'The console needs an account with one-time codes.'],
  ),
  notAllowed: kind(
    403,
    ['没有权限', '您的角色不能进行此操作。'],
    ['Not allowed', 'Your role may not do this.'],
  ),
  foreignOrigin: kind(
    403,
    ['请求来源不受信任', '请从本网站页面发起操作。'],
    ['Request from another site', 'Changes are accepted only from the pages of this site.'],
  ),
  notFound: kind(404, ['页面不存在', '请检查地址。'], ['Not found', 'There is nothing at this address.']),
  orderNotFound: kind(
    404,
    ['未找到订单', '订单不存在，或需要先通过订单查询验证身份。'],
    ['Order not found', 'There is no such order, or it has to be opened through the order query first.'],
  ),
  notAcceptable: kind(
    406,
    ['无法提供所请求的格式', '请检查 Accept 请求头。'],
    ['Format not available', 'Check the Accept header of the request.'],
  ),
  wrongState: kind(
    409,
    ['订单当前状态不能进行此操作', '页面可能已过期，请刷新后查看订单进度。'],
    [
      'The order does not allow this now',
      'The page may be out of date: reload it to see where the order stands.',
    ],
  ),
  formChanged: kind(
    409,
    ['申请信息已变更', '另一个页面保存了更新的内容，请核对后再确认。'],
    ['The form has changed', 'Another page saved newer content. Check it and confirm again.'],
  ),
  notProofed: kind(
    409,
    ['尚未完成身份认证', '请先完成所选方式的身份认证。'],
    ['Identity not proofed yet', 'Complete the identity check in the way you chose first.'],
  ),
  keyUnknown: kind(
    404,
    ['未找到该介质的证书', '请确认插入的是本机构签发的智能密码钥匙。'],
    ['This key is not known', 'Plug in a key that carries a certificate of ours.'],
  ),
  certificateRevoked: kind(
    409,
    [
      '证书已吊销，不能解锁',
      '吊销后不可恢复。已换发新介质的，请使用新介质；如仍需使用数字证书，请重新申请。',
    ],
    [
      'The certificate is revoked',
      'That cannot be undone. If you were given a new key, use that; else apply for a new certificate.',
    ],
  ),
  certificateHeld: kind(
    409,
    [
      '证书已暂停使用，不能解锁',
      '介质已挂失的：如已找回，请先在“证书挂失”中解除；找不回，请办理证书补办。正在办理吊销的，请通过订单查询查看进度。',
    ],
    [
      'The certificate is on hold',
      'If the key was reported lost and you have found it, lift the report first, otherwise have the key replaced. If its revocation was asked for, the order query shows how that stands.',
    ],
  ),
  keyNotInUse: kind(
    409,
    ['证书尚未启用，不能解锁', '证书在快件签收后启用，请签收后再办理；快件进度请见订单查询。'],
    [
      'This key is not in use yet',
      'Its certificate becomes active when the parcel is delivered: the order query shows where it is. Unlock it then.',
    ],
  ),
  keyOutOfUse: kind(
    409,
    [
      '介质已停用，不能解锁',
      '该介质已登记为丢失、损坏或停用。已有新介质的，请使用新介质；没有的，请办理证书补办。',
    ],
    [
      'This key is out of use',
      'It was recorded as lost, damaged or taken out of use. If you have the new key, use that; else have it replaced.',
    ],
  ),
  tooManyToday: kind(
    409,
    [
      '今日解锁次数已用完',
      '同一介质 24 小时内最多解锁 3 次，请于 ${from} 后再办理；如怀疑介质被他人使用，请立即挂失。',
    ],
    [
      'Unlocked too often today',
      'A key is unlocked three times in 24 hours at most. Come back after ${from} (Beijing); if somebody else may use it, report it lost.',
    ],
  ),
  riskNotCleared: kind(
    409,
    [
      '解锁未获放行',
      '该介质近期解锁次数过多，未能与贵单位核实。请保持经办人和法人电话畅通后重新解锁，客服会再次致电；或办理证书补办。如怀疑介质被他人使用，请立即挂失。',
    ],
    [
      'The unlock was not cleared',
      'This key was unlocked too often and we could not reach your organisation to verify it. Make sure that operator and legal representative can be reached by phone and unlock again: support will call. Or have the key replaced; if somebody else may use it, report it lost.',
    ],
  ),
  notAuthorised: kind(
    409,
    ['解锁授权已失效', '授权仅限当前浏览器、10 分钟内有效，请重新验证。'],
    ['The authorisation is over', 'It is good for this browser and ten minutes. Verify again.'],
  ),
  unlockReplayed: kind(
    409,
    ['解锁指令不能重复使用', '请重新点击确认，系统会下发新的指令。'],
    ['An unlock instruction is good once', 'Press the button again: another one is made.'],
  ),
  statementInvalid: kind(
    422,
    ['介质的签名无效', '无法确认该操作由这枚介质完成，请重试。'],
    ['The signature of the key is not valid', 'We cannot tell that this key did it. Try again.'],
  ),
  holderUnknown: kind(
    401,
    ['请先验证身份', '请输入证件号码并完成短信验证；验证通过后 15 分钟内有效。'],
    ['Prove who you are first', 'Enter the identifier and the code we send; both are good for 15 minutes.'],
  ),
  certificateNotInUse: kind(
    409,
    ['该证书不能办理此业务', '证书已过期、已吊销，或正在办理其他业务。'],
    ['Not possible for this certificate', 'It has ended, is revoked, or is in another process.'],
  ),
  orderTakesNoMoney: kind(
    409,
    ['该订单不接受汇款', '订单已结束，或不是以汇款方式付款。'],
    ['This order takes no transfer', 'It has ended, or is not paid by transfer.'],
  ),
  replacementOpen: kind(
    409,
    ['证书正在补办', '补办办结前不能解除挂失或吊销；如已找回介质，请在制作新证书前解除。'],
    [
      'A new key is being made',
      'While a replacement is open the hold cannot be lifted or the certificate revoked, except by the key found before the new one is made.',
    ],
  ),
  liftClosed: kind(
    409,
    ['解除期限已过', '挂失已满 7 日，不能自行解除，请办理补办或吊销。'],
    ['Too late to lift', 'The 7 days are over. Have the certificate replaced or revoked.'],
  ),
  tokenNotBlank: kind(
    409,
    ['该介质不可用', '介质未插入或已被使用，请更换空白介质。'],
    ['This key cannot be used', 'It is not plugged in or has been used already. Take a blank one.'],
  ),
  claimedByOther: kind(
    409,
    ['订单正由他人审核', '其他审核员已领取该订单。'],
    ['Claimed by somebody else', 'Another reviewer is working on this order.'],
  ),
  notClaimed: kind(
    409,
    ['请先领取订单', '领取已过期或尚未领取，请重新领取后再提交。'],
    ['Claim the order first', 'The claim has run out or was never made. Claim the order and decide again.'],
  ),
  alreadyDecided: kind(
    409,
    ['订单已有审核结论', '审核结论不能更改。'],
    ['Already decided', 'The decision on this order stands.'],
  ),
  conflictingNotice: kind(
    409,
    ['通知内容冲突', '同一编号的通知内容不同，未作处理。'],
    ['Conflicting notice', 'A notice of this number came before with other content. Nothing was done.'],
  ),
  tooLarge: kind(
    413,
    ['文件过大', '单个文件不能超过 10 MB。'],
    ['Too large', 'A file may have 10 MB at most.'],
  ),
  notAnImage: kind(
    415,
    ['不是可用的图片', '请上传 JPEG、PNG 或 WebP 格式的清晰图片。'],
    ['Not a usable picture', 'Upload a clear picture as JPEG, PNG or WebP.'],
  ),
  unsupportedMediaType: kind(
    415,
    ['不支持的内容类型', '请检查 Content-Type 请求头。'],
    ['Unsupported content type', 'Check the Content-Type header of the request.'],
  ),
  formIncomplete: kind(
    422,
    ['申请信息不完整', '请按提示补充或修改。'],
    ['The form is not complete', 'Fill in or correct the fields named below.'],
  ),
  proofingMismatch: kind(
    422,
    ['身份认证未通过', '填写的信息与登记信息不一致，请核对标出的项目。'],
    [
      'Identity check failed',
      'What was typed does not agree with the registers. Check the fields named below.',
    ],
  ),
  materialsMissing: kind(
    422,
    ['材料不齐全', '请上传全部申请材料。'],
    ['Materials are missing', 'Upload every required document.'],
  ),
  proofingTriesOut: kind(
    422,
    ['今日核验失败次数过多', '该认证方式今日已不可用，请改用其他认证方式，或 24 小时后再试。'],
    ['Too many failed checks today', 'Choose another way of proofing, or try again in 24 hours.'],
  ),
  itemsMissing: kind(
    422,
    ['请选择需补正的材料', '至少选择一项材料，每项只能选择一次。'],
    ['Choose the documents', 'Name at least one document, each of them once.'],
  ),
  sameReviewer: kind(
    409,
    ['须由另一位审核员复核', '您已经手过该订单，不能再作为复核人。'],
    [
      'Another reviewer has to approve',
      'You have had this order in hands, so you are not its second pair of eyes.',
    ],
  ),
  proofVoid: kind(
    409,
    ['身份认证已失效', '打款已被银行退回，不能通过审核。'],
    ['The proof is void', 'The bank sent the transfer back: this order cannot be approved.'],
  ),
  codeWrong: kind(
    422,
    ['验证码错误', '验证码不正确，还可输入 ${triesLeft} 次。'],
    ['Wrong code', 'The code is not right. Tries left: ${triesLeft}.'],
  ),
  queryCodeWrong: kind(
    422,
    ['验证码错误', '验证码不正确或已失效，请核对后重试或重新获取。'],
    ['Wrong code', 'The code is not right or no longer valid. Try again or ask for another one.'],
  ),
  certificateUnknown: kind(
    404,
    ['未查到该证书', '本机构没有签发过这张证书，请核对序列号或文件。'],
    ['Certificate not found', 'We issued no such certificate. Check the serial number or the file.'],
  ),
  notACertificate: kind(
    422,
    ['不是证书文件', '请上传 64 KB 以内的 .cer、.crt 或 .pem 证书文件。'],
    ['Not a certificate', 'Upload a certificate file (.cer, .crt or .pem) of at most 64 KB.'],
  ),
  revocationOpen: kind(
    409,
    ['该证书已在办理吊销', '吊销申请 ${no} 尚未办结。'],
    ['Already being revoked', 'Revocation ${no} is still open.'],
  ),
  decidedBefore: kind(
    409,
    ['您已处理过该申请', '同一申请须由不同的人处理。'],
    ['You decided on it before', 'Each decision is by another person.'],
  ),
  codeExpired: kind(422, ['验证码已过期', '请重新获取验证码。'], ['Code expired', 'Ask for another code.']),
  codeUsed: kind(
    422,
    ['验证码已失效', '验证码已使用，或申请信息已变更，请重新获取。'],
    ['Code no longer valid', 'It was used already, or the form has changed since. Ask for another code.'],
  ),
  codeTriesOut: kind(
    422,
    ['输入次数过多', '验证码已作废，请重新获取。'],
    ['Too many tries', 'This code is void. Ask for another one.'],
  ),
  codeNotSent: kind(
    422,
    ['尚未发送验证码', '请先获取验证码。'],
    ['No code was sent', 'Ask for a code first.'],
  ),
  checksMissing: kind(
    422,
    ['审核项未全部确认', '通过前须逐项确认。'],
    ['Checks are missing', 'Confirm every check before approving.'],
  ),
  wordsMissing: kind(
    422,
    ['请填写驳回说明', '说明会告知申请人，至少两个字。'],
    ['Words are missing', 'Say why: the applicant reads it.'],
  ),
  refused: kind(
    422,
    ['对方系统拒绝了请求', '请核对信息，或联系客服。'],
    ['Refused by the provider', 'Check the data, or contact support.'],
  ),
  tooSoon: kind(
    429,
    ['请稍后再试', '请在 ${seconds} 秒后重新获取验证码。'],
    ['Too soon', 'Ask for another code in ${seconds} seconds.'],
  ),
  dailyLimit: kind(
    429,
    ['今日次数已用完', '请 24 小时后再试。'],
    ['Daily limit reached', 'Try again in 24 hours.'],
  ),
  tooManyRequests: kind(
    429,
    ['操作过于频繁', '请在 ${seconds} 秒后重试。'],
    ['Too many requests', 'Try again in ${seconds} seconds.'],
  ),
  internal: kind(
    500,
    ['系统出错', '请稍后重试；如仍失败，请向客服提供编号 ${requestId}。'],
    ['Something went wrong', 'Try again later. If it stays so, give support the number ${requestId}.'],
  ),
  providerUnavailable: kind(
    503,
    ['外部服务暂时不可用', '请稍后重试。'],
    ['A provider is not available', 'Try again in a moment.'],
  ),
  keyLoginNeeded: kind(
    403,
    ['请先验证介质', '请插入介质并输入 PIN 码，验证 15 分钟内有效。'],
    ['Prove the key first', 'Plug in the key and type its PIN. That is good for 15 minutes.'],
  ),
  renewalTooEarly: kind(
    409,
    ['还不能更新', '证书有效期小于 90 天时才可更新，${from}起可以办理。'],
    ['Too early to renew', 'A certificate is renewed when fewer than 90 days are left: from ${from} on.'],
  ),
  renewalTooLate: kind(
    409,
    ['已不能更新', '证书过期已超过 365 天，请重新申请证书。'],
    ['Too late to renew', 'The certificate ended more than 365 days ago. Apply for a new one.'],
  ),
  renewalsGivenUp: kind(
    409,
    ['暂不能更新', '该介质一年内已多次付款后放弃写入证书，请重新申请证书。'],
    [
      'Not renewed any more',
      'Within a year, certificates for this key were paid for and given up several times. Apply for a new one.',
    ],
  ),
  alreadyRenewed: kind(
    409,
    ['该证书已更新', '介质中已有新的证书，无需再次办理。如介质里仍是旧证书，请联系客服。'],
    [
      'Renewed already',
      'Another certificate has taken its place. If the key still shows the old one, contact support.',
    ],
  ),
  keyCertificateRevoked: kind(
    409,
    ['证书已吊销', '吊销后不可恢复，请重新申请证书。'],
    ['The certificate is revoked', 'That cannot be undone. Apply for a new one.'],
  ),
  keyCertificateHeld: kind(
    409,
    ['证书已挂失', '如已找回介质，请先撤销挂失；否则请办理证书补办。'],
    [
      'The certificate is on hold',
      'If you have found the key, lift the report of its loss first; otherwise have it replaced.',
    ],
  ),
  keyCertificateNotInUse: kind(
    409,
    ['证书尚未启用', '证书在快件签收后启用，请签收后再办理。'],
    ['The certificate is not in use yet', 'It becomes active when the parcel is delivered.'],
  ),
  keyGivenUp: kind(
    409,
    ['介质已停用', '该介质已补办或作废，请使用新的介质。'],
    ['This key is out of use', 'It was replaced or taken out of use. Use the new key.'],
  ),
  changeExpired: kind(
    409,
    ['证书已过期', '请先更新证书，再变更信息。'],
    ['The certificate has ended', 'Renew it first, then change its information.'],
  ),
  keyInProcess: kind(
    409,
    ['该介质有未完成的业务', '请先完成或取消订单 ${no}，再办理此业务。'],
    ['This key is in another process', 'Finish or cancel order ${no} first.'],
  ),
  keyInUseElsewhere: kind(
    409,
    ['介质正在另一个页面办理', '请在那个页面继续；它关闭后最多 1 分钟，即可在此接手。'],
    [
      'This key is being used on another page',
      'Go on there. Once that page is closed you can take over here within a minute.',
    ],
  ),
  anotherPair: kind(
    409,
    ['密钥与订单不符', '该订单已有密钥，不能更换。请重试；如仍失败，请联系客服。'],
    [
      'Not the pair of this order',
      'The order has its key pair and takes no other. Try again, or contact support.',
    ],
  ),
  organisationChangedAfterEnd: kind(
    422,
    ['单位信息已变更', '证书中的单位信息与登记信息不一致，且证书已过期，不能更新，请重新申请证书。'],
    [
      'The organisation has changed',
      'What stands in the certificate does not agree with the company registry, and the certificate has ended. Apply for a new one.',
    ],
  ),
  organisationChanged: kind(
    422,
    ['单位信息已变更', '证书中的单位信息与登记信息不一致，请先办理信息变更。'],
    [
      'The organisation has changed',
      'What stands in the certificate does not agree with the company registry. Change the information first.',
    ],
  ),
  otherOrganisation: kind(
    422,
    ['统一社会信用代码不能变更', '代码不同即为另一单位，请为其申请新证书。'],
    [
      'Another organisation',
      'Another identifier is another organisation: apply for a certificate of its own.',
    ],
  ),
  reservedPhoneOpen: kind(
    422,
    ['请验证原手机', '变更手机号须同时填写原手机和新手机收到的验证码。'],
    ['Prove the old phone', 'To change the phone, type the codes that went to the old and to the new one.'],
  ),
  encryptedTickMissing: kind(
    422,
    ['请先确认旧密钥的影响', '变更证书内容会更换介质中的密钥，请确认没有待解密的文件。'],
    [
      'Confirm what becomes of the old pair',
      'The key gets a new pair: confirm that nothing waits to be decrypted by the old one.',
    ],
  ),
  nothingChanged: kind(
    422,
    ['没有变更内容', '请修改需要变更的信息后再提交。'],
    ['Nothing was changed', 'Change what has to be changed, then go on.'],
  ),
  temporarilyUnavailable: kind(
    503,
    ['系统繁忙', '请稍后重试；已填写的内容不会丢失。'],
    ['Temporarily unavailable', 'Try again in a moment. What you typed is kept.'],
  ),
} satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problems

export interface ProblemExtras {
  /** Fields and the key of what is wrong with each (api/field-messages.ts). */
  errors?: { field: string; problem: string }[]
  retryAfterSeconds?: number
  /** Values of the placeholders in the detail. */
  values?: Record<string, string>
}

/** A refusal on its way to the caller: thrown by a route, answered by plugins/problems.ts. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code)
    this.code = code
    this.extras = extras
  }
}

export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), problem: z.string(), message: z.string() })).optional(),
    retryAfterSeconds: z.number().int().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; title, detail and messages in the language of the caller.' })

/** The document of RFC 9457 section 3 that answers a problem. */
export function describeProblem(problem: Problem, language: Language): z.infer<typeof problemDocument> {
  const { status, ...texts } = problems[problem.code]
  const { errors, retryAfterSeconds, values = {} } = problem.extras
  return {
    type: `urn:yinxin:problem:${problem.code}`,
    title: texts[language].title,
    status,
    detail: fillTemplate(texts[language].detail, {
      ...(retryAfterSeconds === undefined ? {} : { seconds: String(retryAfterSeconds) }),
      ...values,
    }),
    // The reader of an order query learns no more than that the code was not right.
    code: problem.code === 'queryCodeWrong' ? 'codeWrong' : problem.code,
    ...(errors && {
      errors: errors.map((error) => ({ ...error, message: fieldMessage(error.problem, language) })),
    }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  }
}
