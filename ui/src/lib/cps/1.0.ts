import type { Statement } from './statement.ts'

// Certification practice statement, version 1.0, in the outline of RFC 3647. Published: it does not change any more.

export const statement: Statement = {
  zh: {
    title: '电子认证业务规则',
    chapters: [
      {
        title: '1 引言',
        paragraphs: [
          '本规则说明单位数字证书（USB 智能密码钥匙）的申请、身份鉴别、签发、使用与撤销。订单保存申请人同意时的版本。',
          '证书用于身份认证与数字签名。不得用于加密存档：介质丢失后私钥无法恢复。',
        ],
      },
      {
        title: '2 信息发布与管理',
        paragraphs: ['根证书、签发证书与证书撤销列表（CRL）在本站 /pki/ 下发布。CRL 每日更新，有效期 7 天。'],
      },
      {
        title: '3 身份识别与鉴别',
        paragraphs: [
          '鉴别内容包括：单位名称、统一社会信用代码、法定代表人姓名与身份证号的登记信息核验；法人手机实名核验及短信验证码；营业执照、法人身份证件与加盖公章的授权书的人工审核。',
          '证书主题中的单位名称与统一社会信用代码取自审核通过的订单。',
        ],
      },
      {
        title: '4 证书生命周期操作要求',
        paragraphs: [
          '付款后 3 个工作日内完成审核。审核未通过的，款项原路退回并开具红字发票。',
          '密钥对在介质内生成，不可导出。证书写入后经回读和测试签名合格方可寄出。证书自签发时起有效一年，止于北京时间当日 23:59:59。',
        ],
      },
      {
        title: '5 设施、管理和操作控制',
        paragraphs: [
          '审核、制证、财务、审计岗位分离，全部操作记入按哈希链接的审计日志。与证书相关的信息至少保存至证书失效后五年。',
        ],
      },
      {
        title: '6 技术安全控制',
        paragraphs: [
          '签发密钥保存在密码机内，不可导出。证书密码以短信发至法人手机，写入介质并送达后销毁，不在系统中留存。介质管理口令由密码机派生，不作存储。',
        ],
      },
      {
        title: '7 证书、CRL 格式',
        paragraphs: ['遵循 RFC 5280。签名算法 SHA-256 与 RSA；用户密钥 RSA 2048 位；序列号含 126 位随机数。'],
      },
      { title: '8 合规性审计', paragraphs: ['审计日志可随时校验完整性，审计员可查询全部记录。'] },
      {
        title: '9 其他事项',
        paragraphs: ['个人信息按《隐私政策》处理。订户应妥善保管介质与密码，遗失或泄露时应立即告知。'],
      },
    ],
  },
  en: {
    title: 'Certification Practice Statement',
    chapters: [
      {
        title: '1 Introduction',
        paragraphs: [
          'This statement covers application, identity proofing, issuance, use and revocation of certificates for organisations on USB keys. An order keeps the version that was agreed to.',
          'Certificates are for authentication and digital signatures, not for encrypting archives: the private key of a lost token cannot be recovered.',
        ],
      },
      {
        title: '2 Publication',
        paragraphs: [
          'CA certificates and the certificate revocation list (CRL) are published under /pki/. A CRL comes daily and is good for 7 days.',
        ],
      },
      {
        title: '3 Identification and authentication',
        paragraphs: [
          'We check the company registry (name, USCC, legal representative’s name and ID number), the legal representative’s phone with an SMS code, and a person examines licence, ID card and stamped letter.',
          'Name and USCC in the subject come from the approved order.',
        ],
      },
      {
        title: '4 Life cycle',
        paragraphs: [
          'Review takes up to 3 working days from payment. After a rejection the money is returned and the invoice reversed.',
          'The key pair is made on the token and cannot leave it. A key ships only after read-back and a test signature. A certificate is valid for one year from issuance and ends at 23:59:59 Beijing time.',
        ],
      },
      {
        title: '5 Facility, management and operational controls',
        paragraphs: [
          'Review, key making, finance and audit are separate roles. Every act goes into a hash-chained audit log. Records are kept for at least five years after a certificate ends.',
        ],
      },
      {
        title: '6 Technical security controls',
        paragraphs: [
          'CA keys stay in the HSM. The certificate password goes to the legal representative by SMS and is destroyed once delivered. SO PINs are derived in the HSM and not stored.',
        ],
      },
      {
        title: '7 Certificate and CRL profiles',
        paragraphs: [
          'RFC 5280, SHA-256 with RSA, subscriber keys RSA 2048, serial numbers with 126 random bits.',
        ],
      },
      { title: '8 Compliance audit', paragraphs: ['The audit log can be verified at any time.'] },
      {
        title: '9 Other matters',
        paragraphs: [
          'Personal data is handled after the privacy policy. Keep key and password safe and report a loss at once.',
        ],
      },
    ],
  },
}
