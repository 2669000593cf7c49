import type { Statement } from './statement.ts'

// Certification practice statement, version 1.0, in the outline of RFC 3647. Says what this system really does.

export const statement: Statement = {
  zh: {
    title: '电子认证业务规则',
    chapters: [
      {
        title: '1 引言',
        paragraphs: [
          '1.1 概述：本规则依据《电子签名法》第十九条公布，说明单位和个人的数字证书（USB 智能密码钥匙）、托管证书（无介质）的申请、身份鉴别、签发、使用、挂失、补办、解锁、续期与吊销。',
          '1.2 标识：本版本的证书策略标识写在本页标题之下，并写入依本版本签发的证书。订单保存申请人同意时的版本，旧版本保留在本站。',
          '1.3 参与者：印信 CA 由根 CA 与签发 CA 组成；注册机构职能由审核岗承担；订户为申请单位或年满 18 周岁、持居民身份证的个人，单位由经办人与法定代表人代表，个人由本人办理；依赖方为信任证书的任何一方。',
          '1.4 证书用途：介质证书用于身份认证与数字签名，托管证书仅用于签署文件，应用证书仅用于其他系统通过接口与本机构对接时证明身份。不得用于加密存档，介质丢失后私钥无法恢复。',
          '1.5 管理：本规则的修订以新版本公布，不改动已公布的版本。',
        ],
      },
      {
        title: '2 信息发布与资料库',
        paragraphs: [
          '根证书、签发证书与证书吊销列表（CRL）在本站 /pki/ 下公布，OCSP 服务地址写入证书；时间戳服务（RFC 3161）的地址为 /pki/tsa。',
          'CRL 每日签发，有效期 7 天；吊销或挂失后立即签发新的 CRL。',
          '本规则及全部旧版本在 /cps 公布，任何人可以查阅。',
        ],
      },
      {
        title: '3 身份标识与鉴别',
        paragraphs: [
          '3.1 命名：单位证书主题为单位名称和统一社会信用代码；个人证书主题为姓名和本机构编配的持有人编号（serialNumber）。持有人编号随机产生，与身份证号码没有推算关系，同一人的各张证书编号相同；证书不载身份证号码。主题取自审核通过的订单，不取自申请文件。应用证书主题为应用名称和应用编号（serialNumber），由管理员登记。',
          '3.2 首次鉴别（单位）：核验单位名称、统一社会信用代码、法定代表人姓名与证件的登记信息；再以法人手机、法人银行卡或对公账户 1 分钱打款三种方式之一认证；营业执照、法人证件与加盖公章的授权书由人工审核。',
          '3.2.1 首次鉴别（个人）：以本人手机（姓名、身份证号、手机号三要素）或本人银行卡（另加卡号、银行预留手机，四要素）之一认证，并以该手机验证码确认；已持有本机构颁发的有效个人证书的，可以该证书的私钥签名认证：介质签名，或以签署手机的验证码由托管证书签名，姓名与身份证号须与证书持有人一致，签名留存。身份证人像面与国徽面由人工审核，须在有效期内。其他证件不受理：运营商和银行不按这些证件核验，无法在线证明手机或银行卡属于本人。',
          '3.3 续期与换发鉴别：以仍然有效的介质签名；补办重新按 3.2 鉴别。',
          '3.4 吊销与挂失鉴别：凭经办人（个人为本人）手机验证码，或凭介质签名。',
        ],
      },
      {
        title: '4 证书生命周期操作要求',
        paragraphs: [
          '4.1 申请与处理：新办在付款后 3 个工作日内、补办在材料和款项齐全后 5 个工作日内完成审核。审核未通过的，款项退回并冲红发票。',
          '4.2 签发与接受：密钥对在介质内生成，写入证书后经回读和测试签名合格方可寄出；签收即为接受。托管证书的密钥对在密码机内生成；签署人以手机验证码启用即为接受，30 日内未启用的证书予以吊销。托管证书更新或变更名称时，由签署人以手机验证码同意，另行生成密钥对，签发即由同一手机启用。应用证书由管理员为其登记的应用申请，密钥对在对方系统或管理员的浏览器内生成，本机构只收到以私钥签名的证书请求，不接触私钥；应用停用时吊销其证书。',
          '4.3 期限：证书自签发时起有效一年，止于北京时间最后一日 23:59:59。补办的证书沿用原证书的截止日期，变更名称的证书亦同。更新的证书自原证书截止日起再有效一年；已过期的，自签发时起算。',
          '4.4 到期提醒：到期前 90、30、7 日及到期当日，以短信和邮件提醒经办人。',
          '4.5 挂失与吊销：挂失随时受理，证书立即冻结；7 日内可凭介质和 PIN 码解除。新介质制成后原证书即行吊销：遗失的，原因为密钥泄露，失效时间为挂失时间；损坏的，原因为被取代。托管证书由签署人以手机验证码在 7 日内解除。签署手机只能由原手机的验证码同意更换，任何身份鉴别和任何工作人员都不能代替；原手机号不能再用的，经身份鉴别与审核后吊销原证书，原因为密钥泄露，失效时间为挂失时间，另行生成密钥对并签发证书，由新手机启用。冻结或吊销时，尚未签署的文件即行作废。',
          '4.6 状态查询：依赖方可通过 CRL 或 OCSP 查询证书状态。',
          '4.7 密钥托管：介质证书的私钥不托管、不恢复。托管证书的私钥由密码机加密封装后保存，仅在签署人逐次授权时于密码机内解封使用，任何人不能取出。每次授权的验证码只对所列文件、该证书和该手机有效，仅签署服务可以核对。',
          '4.8 时间戳：任何人可以就数据的摘要（SHA-256、SHA-384 或 SHA-512）申请时间戳。本机构不知悉数据内容，不核验申请人；时间戳只证明该摘要在所载时间已经存在。时间戳策略标识与证书策略标识在同一弧下，末位为 2。',
          '4.9 签章：申请人可以随证书订购签章，持有人也可以凭介质或签署手机为有效证书另行制作签章。图样由系统按单位名称自动生成（圆形），个人按姓名自动生成（方形名章），或取自申请人上传、经人工审核的印模。签章数据（GB/T 38540）由本机构以专用密钥签名，载明持有人名称、绑定的证书和有效期，随证书到期、吊销失效；新签章制作后，同一证书的原签章失效。更名须变更证书，原签章随原证书失效。更新、变更或补办的证书免费重新制作原证书的签章；取自印模的签章，更名后须重新采样。图样本身不是签章。',
        ],
      },
      {
        title: '5 设施、管理和运作控制',
        paragraphs: [
          '审核、制证、财务、客服、审计岗位分离，高风险操作须两人复核，后台登录须密码和动态口令。',
          '全部操作记入按哈希链接的审计日志。与认证相关的信息至少保存至证书失效后五年。',
          '停止服务的，提前 90 日通知订户，提前 60 日报告主管部门。',
        ],
      },
      {
        title: '6 技术安全控制',
        paragraphs: [
          '6.1 CA 密钥保存在密码机内，不可导出；OCSP 响应使用单独的短期证书签名。时间戳使用仅限此用途的单独密钥和证书签名，证书有效期 3 年，每年更换。',
          '6.2 介质证书的订户密钥在介质内生成，不可导出，出厂前核验介质属性。托管证书的订户密钥在密码机内生成，以密码机内的密钥按 AES 密钥封装（RFC 5649）后保存；封装密钥不可导出，仅签署服务可以使用。',
          '6.3 证书密码按认证方式发至法人手机、对公账户附言或个人本人手机，送达后销毁。介质管理口令由密码机派生，不作存储，每次解锁后更换。',
          '6.4 个人信息加密存放，草稿 30 日无操作即清除。',
          '6.5 时间源：时间戳所用时钟每分钟与授时服务器比对，与协调世界时（UTC）的偏差不超过 1 秒；偏差过大、被改动或无法比对时，停止签发时间戳。',
        ],
      },
      {
        title: '7 证书、CRL 和 OCSP 格式',
        paragraphs: [
          '证书与 CRL 遵循 RFC 5280，版本 3 与版本 2；OCSP 遵循 RFC 6960；时间戳遵循 RFC 3161 与 RFC 5816。',
          '签名算法为 SHA-256 与 RSA；订户密钥 RSA 2048 位起；序列号含 126 位随机数；证书策略扩展含本规则的标识与地址。',
        ],
      },
      {
        title: '8 合规性审计和其他评估',
        paragraphs: [
          '审计日志可随时校验完整性，审计员可查询全部记录。签发前每张证书按规则自动检查，不合格的不予签发。',
        ],
      },
      {
        title: '9 其他业务和法律事项',
        paragraphs: [
          '9.1 费用：价格在申请页公布，订单保存下单时的价格。',
          '9.2 个人信息按《隐私政策》处理。',
          '9.3 订户应妥善保管介质与密码，遗失或泄露时应立即挂失；信息变化时应申请变更。',
          '9.4 责任：因本机构过错造成损失的，依《电子签名法》第二十八条承担责任。',
          '9.5 修订：新版本公布后，新订单适用新版本；已同意的订单适用其保存的版本。',
        ],
      },
    ],
  },
  en: {
    title: 'Certification Practice Statement',
    chapters: [
      {
        title: '1 Introduction',
        paragraphs: [
          '1.1 Overview: published under article 19 of the Electronic Signature Law, this statement covers application, proofing, issuance, use, loss, replacement, unlocking, renewal and revocation of certificates for organisations and persons on USB keys, and of hosted certificates, which have no token.',
          '1.2 Identification: the certificate policy of this version stands below the title of this page; certificates issued under it say so. An order keeps the version that was agreed to, and older versions stay on this site.',
          '1.3 Participants: Yinxin CA is a root CA and an issuing CA; its reviewers act as registration authority; subscribers are organisations, represented by an operator and the legal representative, and persons of 18 years or more with a resident identity card, who act for themselves; relying parties are all who trust a certificate.',
          '1.4 Use: certificates on tokens for authentication and digital signatures, hosted ones for signing documents only, those of API clients only for other systems to prove who they are to ours. Not for encrypting archives: the private key of a lost token cannot be recovered.',
          '1.5 Administration: changes come as a new version. What is published is not changed.',
        ],
      },
      {
        title: '2 Publication and repository',
        paragraphs: [
          'CA certificates and the certificate revocation list (CRL) are published under /pki/; certificates name the OCSP service. Time stamps (RFC 3161) are given at /pki/tsa.',
          'A CRL comes daily and is good for 7 days. After a revocation or a hold there is a new one at once.',
          'This statement and all its older versions are public at /cps.',
        ],
      },
      {
        title: '3 Identification and authentication',
        paragraphs: [
          '3.1 Names: the subject of an organisation is its name and USCC; that of a person is the name and a holder number of ours (serialNumber). Holder numbers are random, derived from nothing, and the same in every certificate of a person; no certificate carries an identity number. The subject comes from the approved order, never from what a request says. That of an API client is its name and client_id (serialNumber), as an administrator has registered it.',
          '3.2 First proofing of organisations: we check the company registry (name, USCC, legal representative’s name and ID number), then one of three ways: the legal representative’s phone, bank card, or a transfer of CNY 0.01 to the corporate account. A person examines licence, ID document and stamped letter.',
          '3.2.1 First proofing of persons: by their own phone (name, identity number and phone, three elements) or their own bank card (with card and the phone kept at the bank, four elements), and a code to that phone; whoever holds a personal certificate of ours that is in force may instead prove themselves by a signature of its key, in a token or by a code to the signing phone of a hosted certificate: name and identity number have to be its holder’s, and the signature is kept. A person examines both sides of the identity card, which has to be valid. Other papers are not accepted: operators and banks do not check by them, so nothing online could prove whose phone or card it is.',
          '3.3 Renewal and re-key: by a signature of the key in use. A replacement is proofed again as in 3.2.',
          '3.4 Loss and revocation: by an SMS code to the operator or the person, or by a signature of the key.',
        ],
      },
      {
        title: '4 Life cycle',
        paragraphs: [
          '4.1 Processing: an application is reviewed within 3 working days of payment, a replacement within 5 working days of complete material and money. After a rejection the money is returned and the invoice reversed.',
          '4.2 Issuance and acceptance: the key pair is made on the token. A key ships only after read-back and a test signature. Taking delivery is acceptance. The key pair of a hosted certificate is made in the HSM; its signer accepts it by a code to their phone, and one that nobody activates within 30 days is revoked. Where a hosted certificate is renewed or its name changed, its signer agrees by a code to their phone; another key pair is made, and the same phone uses the new certificate from its issuance. An administrator asks for that of an API client; its key pair is made in the other system or in the administrator’s browser, we get a request that the private key has signed and never the key itself, and it is revoked with its client.',
          '4.3 Validity: one year from issuance, to 23:59:59 of the last day, Beijing time. A replacement keeps the end date of the old certificate, and so does one with another name. A renewal adds a year to that date, or runs a year from issuance where it has passed.',
          '4.4 Reminders: 90, 30 and 7 days before the end and on the last day, by SMS and mail to the operator.',
          '4.5 Hold and revocation: a loss can be reported at any hour and puts the certificate on hold at once; it can be lifted with key and PIN within 7 days. The old certificate is revoked when a new key is made: keyCompromise for a lost one, invalid since the report; superseded for a damaged one. The hold of a hosted certificate is lifted by a code to its signer within 7 days. Only a code to the old phone lets another take its place; no proof of identity and no member of staff can do that instead. Where the old number is gone for good, the certificate is revoked after identity proofing and review (keyCompromise, invalid since the report), and another is issued for another key pair, which the new phone activates. A hold or revocation voids what waits for a signature.',
          '4.6 Status: relying parties ask by CRL or OCSP.',
          '4.7 Escrow: private keys of certificates on tokens are neither kept nor recovered. Those of hosted certificates are kept wrapped by the HSM and unwrapped inside it for one authorisation of the signer; nobody can take them out. A code is good for the listed documents, the certificate and the phone it went to, and only the signing service can compare it.',
          '4.8 Time stamps: anybody may ask for one over a hash (SHA-256, SHA-384 or SHA-512). We learn nothing of the data and do not check who asks; a time stamp proves only that the hash was there at the time it names. Its policy lies in the same arc as that of certificates, with 2 as the last number.',
          '4.9 Seals: an applicant may order a seal with a certificate; its holder may order one later, with the key or the signer’s phone, while the certificate is in use. Its picture is generated from the organisation’s name (round) or the person’s (square), or taken from an imprint that the applicant uploads and a person examines. The data of the seal (GB/T 38540) are signed by us with a key for that purpose alone; they state the name of the holder, the certificate that the seal is bound to, and its validity. It ends when the certificate expires or is revoked. A change of name needs another certificate; the seal ends with the old one, and so does one that another takes the place of. A certificate that is renewed, changed or replaced has its seal made again for the new one free of charge; after a change of name an imprint has to be taken again. The picture alone is no seal.',
        ],
      },
      {
        title: '5 Facility, management and operational controls',
        paragraphs: [
          'Review, key making, finance, support and audit are separate roles. Risky acts need two people; the console needs password and one-time code.',
          'Every act goes into a hash-chained audit log. Records are kept for at least five years after a certificate ends.',
          'Before we stop the service, subscribers are told 90 days ahead and the ministry 60 days ahead.',
        ],
      },
      {
        title: '6 Technical security controls',
        paragraphs: [
          '6.1 CA keys stay in the HSM. OCSP answers are signed with a short-lived certificate of its own, time stamps with a key and a certificate that are for nothing else; that one is good for 3 years and replaced each year.',
          '6.2 Keys on tokens are made there and cannot leave them; the token’s attributes are checked before it ships. Keys of hosted certificates are made in the HSM and kept under AES key wrap (RFC 5649) by a key that cannot leave it and that only the signing service can use.',
          '6.3 The certificate password goes to the phone of the legal representative or the person, or into the memo of the transfer, and is destroyed once delivered. SO PINs are derived in the HSM, not stored, and changed with each unlock.',
          '6.4 Personal data is stored encrypted; a draft that nobody touches for 30 days is wiped.',
          '6.5 Time: the clock of time stamps is compared with time servers each minute and is within 1 second of UTC. No time stamp is given while it is further off, was set, or cannot be compared.',
        ],
      },
      {
        title: '7 Certificate, CRL and OCSP profiles',
        paragraphs: [
          'Certificates (v3) and CRLs (v2) follow RFC 5280, OCSP follows RFC 6960, time stamps follow RFC 3161 and RFC 5816.',
          'SHA-256 with RSA, subscriber keys of RSA 2048 or more, serial numbers with 126 random bits. The policy extension holds identifier and address of this statement.',
        ],
      },
      {
        title: '8 Compliance audit and other assessments',
        paragraphs: [
          'The audit log can be verified at any time and auditors can read all records. Each certificate is linted before it is signed; one with a fault is not issued.',
        ],
      },
      {
        title: '9 Other business and legal matters',
        paragraphs: [
          '9.1 Fees: prices are on the application page; an order keeps those it was made with.',
          '9.2 Personal data is handled after the privacy policy.',
          '9.3 Keep key and password safe, report a loss at once, and ask for a change when your data changes.',
          '9.4 Liability: for losses by our fault we are liable under article 28 of the Electronic Signature Law.',
          '9.5 Amendments: new orders go by the new version; an order that was agreed to goes by the one it keeps.',
        ],
      },
    ],
  },
}
