import type { components } from '#lib/api/schema.d.ts'

type Company = components['schemas']['Company']
type Section = [title: string, ...paragraphs: string[]]

/** The privacy policy, by the Personal Information Protection Law (PIPL); who is responsible is the CA's to say. */
export const privacyPolicy: Record<'zh-CN' | 'en', (company: Company) => Section[]> = {
  'zh-CN': ({ name, address, phone, privacyEmail }) => [
    ['谁处理您的信息', `${name}，地址：${address}。个人信息保护事宜请联系：${privacyEmail}，电话 ${phone}。`],
    [
      '处理哪些信息',
      '经办人和法定代表人，或个人申请人的姓名、证件类型与号码、手机号；经办人邮箱和收票邮箱；收件人的姓名、电话、地址。',
      '单位名称、统一社会信用代码、银行账户等单位信息，以及您上传的证照图片。',
      '电子签署：待签署和已签署的文件及其名称；签署人的姓名、手机号；每次使用托管证书的时间、用途、手机号和输入验证码的网络地址；拒签原因。',
      '经其他系统发起的签署：该系统的名称、它提交的文件或文件摘要及说明、它指定的签署人手机号，以及您授予它的权限。',
      '办理过程的记录：验证码的发送与核对、操作时间、网络地址、审核结论。',
    ],
    [
      '敏感个人信息与单独同意',
      '身份证件号码、证件图片和法定代表人、个人申请人的银行卡号属于敏感个人信息。证件信息是电子认证机构查验申请人身份所必需（《电子签名法》第二十条）。',
      '银行卡号只在您选用银行卡信息认证时处理，只用于向银行核对姓名、证件号码、手机号与卡号是否一致，须由持卡人单独同意；不同意的，可改用其他认证方式，不影响办理。',
      '由经办人代填他人信息的，请先取得本人同意。',
    ],
    [
      '为什么处理',
      '订立和履行您与我们之间的电子认证服务合同：身份认证、支付与开票、审核、制作、邮寄、售后。',
      '履行法定义务：查验身份、保存认证信息、反洗钱与税务要求。',
      '不用于营销，不作自动化决策：每一笔审核都由人作出结论。',
    ],
    [
      '提供给谁',
      '只提供完成其工作所必需的部分：企业登记与手机、银行卡核验服务（姓名、证件号码、手机号、卡号），短信服务（手机号与短信内容），支付机构和银行（订单号、金额；打款认证时的户名和账号），税务平台（发票抬头与邮箱），快递公司（收件人信息）。',
      '一次签署的发起方和各签署人可看到文件、各签署人所属单位、隐去部分的手机号和签署情况；签署记录列出已签署者的姓名、证书序列号和输入验证码的网络地址。由其他系统发起的，该系统得到同样的信息。',
      '证书中的单位名称与统一社会信用代码，或个人姓名与持有人编号，随证书公开。除法律要求外，不提供给其他人；信息存储在境内，不向境外提供。',
    ],
    [
      '保存多久',
      '未提交或未付款的订单关闭后，删除其个人信息与图片；30 日无人操作的草稿自动关闭。',
      '付款或审核后未签发证书的订单，结束 90 日后删除；发票依财税规定保存。',
      '已签发证书的申请资料，依《电子签名法》第二十四条保存至证书失效后五年，期满删除。',
      '签署未成（拒签、撤回、作废、逾期）的，文件和文件名称立即删除，谁被请求签署、拒签原因和网络地址 90 日后删除。已签署的文件、签署人姓名与手机号、每次使用的记录，随所用证书的资料保存至证书失效后五年，期满删除。',
      '其他系统的访问令牌一小时内失效；它发起的签署照上述期限保存，发给它的通知不含个人信息。签署记录随取随生成，最迟次日删除。',
      '证书密码送达并写入介质后即销毁；验证码不保存。',
    ],
    ['怎样保护', '填写的信息与图片加密保存；员工按岗位查看，每次查看都有记录，图片带有查看人水印。'],
    [
      '您的权利',
      '您可以查阅、复制、更正、补充、删除您的信息，撤回同意，要求解释本政策。订单可在“订单查询”中查看；付款前可自行取消并删除；联系信息可在“信息变更”中更正。其他请求请发至上述邮箱，我们在 15 个工作日内答复。',
      '撤回同意不影响撤回前的处理，也不影响法律要求保存的信息。对答复不满意的，可向网信部门投诉或向法院起诉。',
    ],
    [
      '本政策的变更',
      '变更会在本页公布并注明日期；扩大处理范围的，另行取得您的同意。现行文本自 2026 年 11 月 30 日起适用。',
    ],
  ],
  en: ({ name, address, phone, privacyEmail }) => [
    [
      'Who is responsible',
      `${name}, ${address}. For personal information write to ${privacyEmail} or call ${phone}.`,
    ],
    [
      'What we process',
      'Name, kind and number of the identity document, and mobile number of the operator and the legal representative, or of the person who applies; mail addresses; name, phone and address of the recipient.',
      'The organisation’s name, USCC and bank account, and the pictures of documents that you upload.',
      'Signing: documents to be signed and signed, and their names; name and phone of each signer; for each use of a hosted certificate when, what for, by which phone and from which network address; why somebody declined.',
      'Signing for other systems: the system’s name, the documents or hashes that it sends and what it says of them, the phones of the signers that it names, and what you let it do.',
      'Records of the process: codes sent and compared, times, network addresses, decisions of the review.',
    ],
    [
      'Sensitive information and separate consent',
      'Numbers and pictures of identity documents and the bank card number of the legal representative, or of the person, are sensitive. A CA has to check who applies (Electronic Signature Law, art. 20).',
      'A bank card number is processed only if you choose identity proofing by bank card, only to have the bank compare it with name, document and phone, and only with the card holder’s separate consent. Without it, use another way.',
      'An operator who types in somebody else’s data needs that person’s consent first.',
    ],
    [
      'What for',
      'To conclude and perform the contract with you: identity proofing, payment and invoice, review, making, delivery and support.',
      'To fulfil legal duties: checking identities, keeping records, tax.',
      'Not for marketing, and without automated decisions: a person decides each review.',
    ],
    [
      'Who gets a part of it',
      'Each only what its work needs: registry, phone and bank-card checks; SMS; payment providers and bank; tax platform; courier.',
      'The sender and the signers of a request see its documents, each signer’s organisation, part of the phone, and how each stands; the trail names those who have signed, with certificate and the network address that the code was typed in from. Where another system has sent the request, it gets the same.',
      'The organisation’s name and USCC, or a person’s name and our holder number, are public in the certificate. Nobody else gets anything unless the law says so, and nothing leaves China.',
    ],
    [
      'How long',
      'Orders that end unsubmitted or unpaid lose their personal information and pictures; a draft that nobody touches for 30 days is closed.',
      'Orders that were paid or examined and came to no certificate lose them 90 days after their end; invoices stay as tax law asks.',
      'Records of issued certificates are kept for five years after they end (Electronic Signature Law, art. 24), then deleted.',
      'Where nothing came of a signing (declined, withdrawn, void, expired) its documents and their names are deleted at once; who was asked, why somebody declined, and network addresses after 90 days. Signed documents, names and phones of signers and the records of each use are kept with those of the certificate, five years after it ends, then deleted.',
      'Access tokens of other systems end within an hour; what they have signed is kept as above, and messages to them hold nothing personal. A trail is made when it is asked for, and deleted by the next day.',
      'A certificate password is destroyed once it is delivered and in the key; codes are not stored.',
    ],
    [
      'How it is protected',
      'Data and pictures are stored encrypted. Staff see what their role needs; each look is recorded, and pictures carry the name of who looks.',
    ],
    [
      'Your rights',
      'You may see, copy, correct, complete and delete your information, withdraw consent and ask for an explanation. See your orders under “Find an order”, cancel and delete before payment, correct contact data under “Change of information”. Write to the address above for anything else: we answer within 15 working days.',
      'Withdrawing consent changes nothing about the past, nor about what the law has us keep. You may complain to the authority or go to court.',
    ],
    [
      'Changes',
      'They are published here with their date; a wider use needs your consent. In force since 30 November 2026.',
    ],
  ],
}
