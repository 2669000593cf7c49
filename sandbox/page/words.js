// Every word of the page: Chinese, English.
const words = {
  title: ['沙盒 · 外部世界', 'Sandbox · the outside world'],
  lead: [
    '这里是印信以外的一切：手机、支付宝、登记机关、税务、快递和 USB 口。',
    'Everything outside Yinxin: phones, Alipay, registries, tax, courier and the USB port.',
  ],
  skip: ['跳到内容', 'Skip to content'],
  live: ['实时', 'live'],
  lost: ['连接断开，正在重连', 'disconnected, trying again'],
  sections: ['栏目', 'Sections'],
  none: ['还没有。', 'Nothing yet.'],
  copy: ['复制', 'Copy'],
  copied: ['已复制：', 'Copied: '],
  done: ['完成', 'Done'],
  failed: ['没有成功：', 'Failed: '],

  registry: ['身份与企业登记', 'Identity registry'],
  registryHint: [
    '虚构的单位和人。填写申请表时从这里复制：点一下就复制一项。',
    'Invented organisations and people. One click copies a field into the application form.',
  ],
  organisation: ['单位', 'Organisation'],
  legal: ['法人', 'Legal representative'],
  operator: ['经办人', 'Operator'],
  name: ['名称', 'Name'],
  personName: ['姓名', 'Name'],
  uscc: ['统一社会信用代码', 'USCC'],
  idNumber: ['身份证号', 'ID number'],
  phone: ['手机', 'Phone'],
  bankCard: ['银行卡', 'Bank card'],
  email: ['邮箱', 'Mail'],
  invoiceEmail: ['收票邮箱', 'Invoice mail'],
  bank: ['开户行', 'Bank'],
  account: ['账号', 'Account'],
  province: ['省份', 'Province'],
  city: ['城市', 'City'],
  district: ['区县', 'District'],
  street: ['街道', 'Street'],

  phones: ['手机短信', 'Phones'],
  phonesHint: ['每个号码收到的短信，最新在上。', 'SMS by number, newest first.'],

  alipay: ['支付宝', 'Alipay'],
  alipayHint: [
    '等待付款的二维码。“扫码付款”等于用手机扫码并付款。',
    'QR codes waiting to be paid. “Scan and pay” is what a phone would do.',
  ],
  balance: ['账户余额', 'Balance'],
  pay: ['扫码付款', 'Scan and pay'],
  cashier: ['打开收银台', 'Open the cashier'],
  waiting: ['待付款', 'waiting'],
  paid: ['已付款', 'paid'],
  closed: ['已关闭', 'closed'],
  refunded: ['已退款', 'refunded'],
  untold: ['商户尚未收到通知', 'merchant not notified yet'],
  payee: ['付款给 印信电子认证有限公司', 'Payment to 印信电子认证有限公司'],
  goods: ['商品', 'Goods'],
  tradeNo: ['商户订单号', 'Order number'],
  confirmPay: ['确认付款', 'Pay now'],
  refuse: ['不付款', 'Do not pay'],
  back: ['回到沙盒', 'Back to the sandbox'],
  paidWhole: ['付款成功', 'Paid'],
  closedWhole: ['二维码已失效或交易已关闭', 'This code has expired or its trade is closed'],
  refused: [
    '没有付款。二维码有效期内可以再扫。',
    'Not paid. The code can be scanned again while it is valid.',
  ],

  courier: ['顺丰快递', 'SF courier'],
  courierHint: [
    '揽收时介质随包裹走，签收后出现在申请人桌上。',
    'On pick-up the key travels in the parcel; delivered, it lies on the applicant’s desk.',
  ],
  to: ['收件人', 'To'],
  pickedUp: ['揽收', 'Pick up'],
  inTransit: ['运输', 'In transit'],
  outForDelivery: ['派送', 'Out for delivery'],
  delivered: ['签收', 'Deliver'],
  awaitingPickUp: ['待揽收', 'awaiting pick-up'],

  usb: ['USB 介质', 'USB keys'],
  usbHint: [
    '盒里是空白介质：插到制证工位；快递签收后在申请人桌上，插到电脑即可使用。',
    'Blank keys in the box: plug one in at the key station. A delivered key lies on the desk, ready for the PC.',
  ],
  'desk-port': ['申请人电脑的 USB 口', 'USB port of the applicant’s PC'],
  desk: ['申请人桌上', 'On the applicant’s desk'],
  station: ['制证工位', 'Key station'],
  parcel: ['快递途中', 'In a parcel'],
  box: ['空白介质盒', 'Box of blank keys'],
  plugStation: ['插到工位', 'Plug in at station'],
  plugDesk: ['插到电脑', 'Plug in at the PC'],
  unplug: ['拔出', 'Pull out'],
  look: ['查看', 'Look inside'],
  pin: ['PIN', 'PIN'],
  try: ['试 PIN', 'Try PIN'],
  signed: ['PIN 正确，测试签名通过', 'PIN right, test signature verified'],
  pinIncorrect: ['PIN 错误', 'Wrong PIN'],
  pinLocked: ['介质已锁死', 'The key is locked'],
  noKey: ['介质里没有证书', 'No certificate on the key'],
  countLow: ['剩余次数不多', 'few tries left'],
  finalTry: ['只剩最后一次', 'last try'],
  locked: ['已锁死', 'locked'],
  blank: ['空白', 'blank'],
  subject: ['主题', 'Subject'],
  issuer: ['颁发者', 'Issuer'],
  validity: ['有效期', 'Validity'],
  label: ['标签', 'Label'],
  tried: ['已试 PIN', 'PIN tried'],

  authenticator: ['员工身份验证器', 'Staff authenticator'],
  authenticatorHint: ['登录运营后台时的第二因素。', 'Second factor for signing in to the ops console.'],
  timeLeft: ['剩余时间', 'Time left'],

  mail: ['邮箱', 'Mailbox'],
  mailHint: ['产品发出的邮件。', 'Mail the product sent.'],
  read: ['正文', 'Text'],

  tax: ['税务平台', 'Tax platform'],
  taxHint: ['经诺诺开具的数电发票。', 'Invoices issued through Nuonuo.'],
  red: ['红字', 'red-letter'],
  blue: ['蓝字', 'blue'],
  issuing: ['开票中', 'issuing'],
  reverses: ['冲红', 'Reverses'],
}

let english = localStorage.getItem('language') === 'en'
export const isEnglish = () => english

/** The word in the reader's language. */
export const t = (key) => words[key]?.[english ? 1 : 0] ?? key

/** Puts the reader's language into the fixed parts of the page. */
export function translate() {
  document.documentElement.lang = english ? 'en' : 'zh-CN'
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = t(node.dataset.word)
}

export function switchLanguage() {
  english = !english
  localStorage.setItem('language', english ? 'en' : 'zh')
}
