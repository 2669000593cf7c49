// The live page of the sandbox: reads /world, shows it, acts on it. No build step, no framework.
const words = {
  phones: ['手机短信', 'Phones'],
  phonesHint: ['每个号码收到的短信，最新在上。', 'SMS by number, newest first.'],
  alipay: ['支付宝', 'Alipay'],
  alipayHint: [
    '等待付款的二维码。点“扫码付款”等于用手机扫码并付款。',
    'QR codes waiting to be paid. “Scan and pay” is what a phone would do.',
  ],
  registry: ['身份与企业登记', 'Identity registry'],
  registryHint: [
    '虚构的单位和人。填写申请表时从这里复制。',
    'Invented organisations and people: copy from here into the form.',
  ],
  authenticator: ['员工身份验证器', 'Staff authenticator'],
  authenticatorHint: ['登录运营后台时的第二因素。', 'Second factor for signing in to the ops console.'],
  courier: ['顺丰快递', 'SF courier'],
  courierHint: [
    '揽收时介质随包裹走，签收后出现在申请人桌上。',
    'On pick-up the key travels in the parcel; delivered, it lies on the applicant’s desk.',
  ],
  usb: ['USB 介质', 'USB keys'],
  usbHint: [
    '盒里是空白介质。插到制证工位，或收到后插到申请人电脑。',
    'Blank keys in the box: plug one in at the key station; a delivered one at the applicant’s PC.',
  ],
  mail: ['邮箱', 'Mailbox'],
  mailHint: ['产品发出的邮件。', 'Mail the product sent.'],
  tax: ['税务平台', 'Tax platform'],
  taxHint: ['已开具的数电发票。', 'Invoices that were issued.'],
  none: ['还没有。', 'Nothing yet.'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  pay: ['扫码付款', 'Scan and pay'],
  paid: ['已付款', 'paid'],
  closed: ['已关闭', 'closed'],
  waiting: ['待付款', 'waiting'],
  refunded: ['已退款', 'refunded'],
  pickedUp: ['揽收', 'Pick up'],
  inTransit: ['运输', 'In transit'],
  outForDelivery: ['派送', 'Out for delivery'],
  delivered: ['签收', 'Deliver'],
  box: ['盒中', 'in the box'],
  'station-1': ['制证工位 1', 'key station 1'],
  parcel: ['包裹中', 'in a parcel'],
  desk: ['申请人桌上', 'on the desk'],
  'desk-port': ['已插入申请人电脑', 'plugged in at the PC'],
  plugStation: ['插到工位 1', 'Plug in at station 1'],
  unplug: ['拔出', 'Pull out'],
  plugDesk: ['插到电脑', 'Plug in at PC'],
  look: ['查看', 'Look inside'],
  pin: ['PIN', 'PIN'],
  try: ['试 PIN', 'Try PIN'],
  signed: ['PIN 正确，测试签名通过', 'PIN right, test signature verified'],
  pinIncorrect: ['PIN 错误', 'Wrong PIN'],
  pinLocked: ['介质已锁死', 'Key is locked'],
  noKey: ['介质里没有证书', 'No certificate on the key'],
  countLow: ['剩余次数不多', 'few tries left'],
  finalTry: ['只剩最后一次', 'last try'],
  locked: ['已锁死', 'locked'],
  name: ['名称', 'Name'],
  uscc: ['统一社会信用代码', 'USCC'],
  status: ['登记状态', 'Status'],
  legal: ['法人', 'Legal representative'],
  operator: ['经办人', 'Operator'],
  idNumber: ['身份证号', 'ID number'],
  phone: ['手机', 'Phone'],
  email: ['邮箱', 'Mail'],
  invoiceEmail: ['收票邮箱', 'Invoice mail'],
  address: ['地址', 'Address'],
  failed: ['没有成功：', 'Failed: '],
  done: ['完成', 'Done'],
  red: ['红字', 'red-letter'],
  blue: ['蓝字', 'blue'],
  to: ['收件人', 'To'],
}
let english = localStorage.getItem('language') === 'en'
const t = (key) => words[key]?.[english ? 1 : 0] ?? key
const esc = (value) => String(value ?? '').replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
const time = (at) =>
  new Intl.DateTimeFormat(english ? 'en-GB' : 'zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
const inspected = new Map()

const fact = (label, value, id) =>
  `<dt>${t(label)}</dt><dd${id ? ` data-testid="${id}"` : ''}>${esc(value)}</dd><dd><button class="plain small" type="button" data-copy="${esc(value)}" aria-label="${t('copy')} ${t(label)} ${esc(value)}">${t('copy')}</button></dd>`

const sections = {
  phones(world) {
    const byPhone = Map.groupBy(world.messages, (sms) => sms.phone)
    return [...byPhone]
      .map(
        ([phone, list]) => `
      <div class="item phone" data-testid="phone-${phone}">
        <h3><span>${esc(list[0].owner ?? '')}</span><span>${phone}</span></h3>
        <div class="scroll" tabindex="0" role="group" aria-label="${phone}">
        ${list
          .slice(0, 20)
          .map((sms) => {
            const code = /(?:验证码|密码为)(\d{6,8})/.exec(sms.text)?.[1]
            return `<p class="bubble"><span data-testid="sms-text">${esc(sms.text)}</span><br /><span class="quiet">${time(sms.at)}</span>
            ${code ? `<button class="plain small" type="button" data-copy="${code}" aria-label="${t('copy')} ${code}">${t('copy')} ${code}</button>` : ''}</p>`
          })
          .join('')}
        </div>
      </div>`,
      )
      .join('')
  },
  alipay(world) {
    return world.trades
      .map((trade) => {
        const open = trade.status === 'NOT_SCANNED' || trade.status === 'WAIT_BUYER_PAY'
        const state = open
          ? 'waiting'
          : trade.status === 'TRADE_SUCCESS'
            ? trade.refunds.length
              ? 'refunded'
              : 'paid'
            : 'closed'
        return `<div class="item" data-testid="trade-${esc(trade.outTradeNo)}">
        <p><strong>¥ ${esc(trade.totalAmount)}</strong> · ${esc(trade.subject)} <span class="badge ${open ? 'warn' : 'good'}">${t(state)}</span></p>
        <p class="quiet">${esc(trade.outTradeNo)} · ${time(trade.createdAt)}</p>
        ${open ? `<div class="row"><button type="button" data-pay="${esc(trade.outTradeNo)}" data-testid="pay">${t('pay')}</button></div>` : ''}
      </div>`
      })
      .join('')
  },
  registry(world) {
    return `<div class="cards">${world.organisations
      .map((organisation) => {
        const { legalRepresentative: legal, operator, address } = organisation
        return `<div class="item"><p><strong>${esc(organisation.name)}</strong> <span class="badge ${organisation.status === '存续' ? 'good' : 'bad'}">${esc(organisation.status)}</span></p>
        <dl>${fact('name', organisation.name)}${fact('uscc', organisation.uscc)}${fact('invoiceEmail', organisation.invoiceEmail)}${fact('address', `${address.province} ${address.city} ${address.district} ${address.street}`)}</dl>
        <h3>${t('legal')} ${esc(legal.name)}</h3><dl>${fact('name', legal.name)}${fact('idNumber', legal.idNumber)}${fact('phone', legal.phone)}</dl>
        <h3>${t('operator')} ${esc(operator.name)}</h3><dl>${fact('name', operator.name)}${fact('idNumber', operator.idNumber)}${fact('phone', operator.phone)}${fact('email', operator.email)}</dl></div>`
      })
      .join('')}</div>`
  },
  authenticator(world) {
    return world.authenticator
      .map(
        (entry) => `<div class="item row"><span>${esc(entry.label)}</span>
      <span class="code" data-testid="totp-${esc(entry.account)}">${entry.code}</span>
      <progress max="30" value="${entry.secondsLeft}" aria-label="${entry.secondsLeft} s"></progress>
      <button class="plain small" type="button" data-copy="${entry.code}" aria-label="${t('copy')} ${esc(entry.label)}">${t('copy')}</button></div>`,
      )
      .join('')
  },
  courier(world) {
    return world.shipments
      .map((shipment) => {
        const last = shipment.routes.at(-1)
        const ended = shipment.routes.some((route) => route.opCode === '80')
        const picked = shipment.routes.length > 0
        const ids = {
          pickedUp: 'picked-up',
          inTransit: 'in-transit',
          outForDelivery: 'out-for-delivery',
          delivered: 'delivered',
        }
        return `<div class="item" data-testid="waybill-${esc(shipment.waybillNo)}"><p><strong>${esc(shipment.waybillNo)}</strong></p>
        <p>${t('to')}：${esc(shipment.recipient.name)} ${esc(shipment.recipient.phone)}</p><p class="quiet">${esc(shipment.recipient.address)} · ${esc(shipment.remark)}</p>
        ${last ? `<p><span class="badge ${ended ? 'good' : 'warn'}">${esc(last.remark)}</span></p>` : ''}
        ${
          ended
            ? ''
            : `<div class="row">${world.operations
                .filter((operation) => picked !== (operation === 'pickedUp'))
                .map(
                  (operation) =>
                    `<button type="button" class="${operation === 'delivered' || operation === 'pickedUp' ? '' : 'plain'}" data-ship="${esc(shipment.waybillNo)}/${operation}" data-testid="${ids[operation]}">${t(operation)}</button>`,
                )
                .join('')}</div>`
        }
      </div>`
      })
      .join('')
  },
  usb(world) {
    const order = ['desk-port', 'desk', 'station-1', 'parcel', 'box']
    const keys = [...world.keys].sort((a, b) => order.indexOf(a.place) - order.indexOf(b.place))
    const button = (key, place, label, id) =>
      `<button type="button" class="plain" data-key="${key.serial}/place/${place}" data-testid="${id}">${t(label)}</button>`
    return keys
      .map((key) => {
        const look = inspected.get(key.serial)
        const atDesk = key.place === 'desk' || key.place === 'desk-port'
        const warning =
          look && (look.locked ? 'locked' : look.finalTry ? 'finalTry' : look.countLow ? 'countLow' : '')
        return `<div class="item" data-testid="key-${key.serial}"><p><strong>${key.serial}</strong> <span class="badge ${atDesk ? 'good' : 'warn'}">${t(key.place)}</span> ${warning ? `<span class="badge bad">${t(warning)}</span>` : ''}</p>
        ${look ? look.certificates.map((certificate) => `<p class="quiet" data-testid="key-certificate">${esc(certificate.subject.replaceAll('\n', ', '))} · ${time(new Date(certificate.notAfter))}</p>`).join('') : ''}
        <div class="row">
          ${key.place === 'box' ? button(key, 'station-1', 'plugStation', 'plug-station-1') : ''}
          ${key.place === 'station-1' ? button(key, 'box', 'unplug', 'unplug') : ''}
          ${key.place === 'desk' ? button(key, 'desk-port', 'plugDesk', 'plug-desk') : ''}
          ${key.place === 'desk-port' ? button(key, 'desk', 'unplug', 'unplug') : ''}
          ${
            atDesk
              ? `<button type="button" class="plain" data-look="${key.serial}" data-testid="look">${t('look')}</button>
            <label>${t('pin')} <input type="password" autocomplete="off" inputmode="numeric" data-pin-of="${key.serial}" /></label>
            <button type="button" data-try="${key.serial}" data-testid="try-pin">${t('try')}</button>`
              : ''
          }
        </div></div>`
      })
      .join('')
  },
  mail(world) {
    return world.mails
      .map(
        (
          mail,
        ) => `<div class="item" data-testid="mail"><p><strong>${esc(mail.subject)}</strong></p><p class="quiet">${esc(mail.to)} · ${time(mail.at)}</p>
      <details><summary>…</summary><p>${esc(mail.text).replaceAll('\n', '<br />')}</p></details>
      ${mail.attachments.map((attachment, index) => `<p><a href="/world/mails/${mail.id}/attachments/${index}" target="_blank" rel="noopener">${esc(attachment.filename)}</a></p>`).join('')}</div>`,
      )
      .join('')
  },
  tax(world) {
    return world.invoices
      .map(
        (
          invoice,
        ) => `<div class="item"><p><strong>${esc(invoice.number)}</strong> <span class="badge ${invoice.colour === 'red' ? 'bad' : 'good'}">${t(invoice.colour)}</span></p>
      <p>${esc(invoice.buyer.name)} · ¥ ${(invoice.totalFen / 100).toFixed(2)}</p><p class="quiet"><a href="/tax/${esc(invoice.serial)}.pdf" target="_blank" rel="noopener">PDF</a> · ${esc(invoice.issuedAt)}</p></div>`,
      )
      .join('')
  },
}

const status = document.querySelector('#status')
function say(text, bad = false) {
  status.textContent = text
  status.classList.toggle('bad', bad)
}

/** Puts new text into a section only when it changed, and never under somebody's fingers. */
function show(id, html) {
  const body = document.querySelector(`#${id} .body`)
  if (!body || body.dataset.shown === html) return
  const typing = body.contains(document.activeElement) && document.activeElement.tagName === 'INPUT'
  if (typing) return
  const focused = body.contains(document.activeElement)
    ? document.activeElement.getAttribute('data-testid')
    : null
  const holder = focused ? document.activeElement.closest('.item')?.dataset.testid : null
  body.innerHTML = html || `<p class="quiet">${t('none')}</p>`
  body.dataset.shown = html
  if (holder) body.querySelector(`[data-testid="${holder}"] [data-testid="${focused}"]`)?.focus()
}

function layOut() {
  document.documentElement.lang = english ? 'en' : 'zh-CN'
  document
    .querySelectorAll('[data-zh]')
    .forEach((node) => (node.textContent = english ? node.dataset.en : node.dataset.zh))
  const language = document.querySelector('#language')
  language.textContent = english ? '中文' : 'English'
  language.lang = english ? 'zh-CN' : 'en'
  document.querySelector('#nav').innerHTML = Object.keys(sections)
    .map((id) => `<a href="#${id}">${t(id)}</a>`)
    .join('')
  document.querySelector('#main').innerHTML = Object.keys(sections)
    .map(
      (id) =>
        `<section id="${id}" class="${id === 'registry' ? 'wide' : ''}" aria-labelledby="${id}-title"><h2 id="${id}-title">${t(id)}</h2><p class="quiet">${t(`${id}Hint`)}</p><div class="body"></div></section>`,
    )
    .join('')
}

async function refresh() {
  const world = await (await fetch('/world')).json()
  for (const [id, render] of Object.entries(sections)) show(id, render(world))
}

async function act(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.message ?? response.statusText)
  return answer
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button')
  if (!button) return
  const { copy, pay, ship, key, look, try: trial } = button.dataset
  try {
    if (button.id === 'language') {
      english = !english
      localStorage.setItem('language', english ? 'en' : 'zh')
      layOut()
      await refresh()
    } else if (copy) {
      await navigator.clipboard.writeText(copy)
      say(`${t('copied')}：${copy}`)
    } else if (pay) {
      button.disabled = true
      await act(`/world/trades/${pay}/pay`)
      say(t('paid'))
    } else if (ship) {
      await act(`/world/shipments/${ship}`)
      say(t('done'))
    } else if (key) {
      await act(`/world/keys/${key}`)
      say(t('done'))
    } else if (look) {
      inspected.set(look, await (await fetch(`/world/keys/${look}`)).json())
      await refresh()
    } else if (trial) {
      const input = document.querySelector(`[data-pin-of="${trial}"]`)
      const { result, condition } = await act(`/world/keys/${trial}/pin`, { pin: input.value })
      input.value = ''
      inspected.set(trial, condition)
      say(t(result), result !== 'signed')
      await refresh()
    }
  } catch (error) {
    say(t('failed') + error.message, true)
  }
})

if (document.body.classList.contains('cashier')) {
  const button = document.querySelector('[data-pay]')
  const { status: state } = document.body.dataset
  if (state !== 'NOT_SCANNED' && state !== 'WAIT_BUYER_PAY') {
    button.remove()
    say(t(state === 'TRADE_SUCCESS' ? 'paid' : 'closed'))
  }
} else {
  layOut()
  await refresh()
  const events = new EventSource('/world/events')
  let pending
  events.addEventListener('changed', () => {
    clearTimeout(pending)
    pending = setTimeout(refresh, 80)
  })
  // One-time codes change without anything happening.
  setInterval(async () => {
    const authenticator = await (await fetch('/world/authenticator')).json()
    show('authenticator', sections.authenticator({ authenticator }))
  }, 1000)
}
