// Where money moves: Alipay, WeChat Pay, the bank.
import { t } from '/page/words.js'
import {
  badge,
  copyButton,
  each,
  escape,
  item,
  newestFirst,
  nothing,
  orderLinks,
  payFaults,
  sendButton,
  time,
  yuan,
} from '/page/html.js'

export const isOpen = (trade) => trade.status === 'NOT_SCANNED' || trade.status === 'WAIT_BUYER_PAY'

const refundModes = ['normal', 'refused', 'lost', 'late']

export function alipay({ trades, buyer, notices, refundMode }) {
  const untold = new Set(
    notices.filter(({ channel }) => channel === 'alipay').map(({ subject }) => subject.split('/')[0]),
  )
  const balance = `<p>${t('balance')} <strong>${yuan(buyer.balanceFen)}</strong> <span class="quiet">${buyer.logonId}</span></p>`
  const mode = `<p class="row">${refundMode === 'normal' ? '' : badge('bad', t(`refunds-${refundMode}`))} ${each(
    refundModes.filter((other) => other !== refundMode),
    (other) => sendButton(`refunds/mode/${other}`, t(`refunds-${other}`), `refunds-${other}`),
  )}</p>`
  return (
    balance +
    mode +
    (newestFirst(
      'alipay',
      trades,
      (trade) => {
        const no = escape(trade.outTradeNo)
        const state = isOpen(trade)
          ? 'waiting'
          : trade.refunds.length
            ? 'refunded'
            : trade.paidAt
              ? 'paid'
              : 'closed'
        const tone = { waiting: 'warn', paid: 'good', refunded: 'info', closed: 'dull' }[state]
        return item(
          'trade',
          trade.outTradeNo,
          trade.createdAt,
          `<p><strong class="amount">¥${escape(trade.totalAmount)}</strong> ${badge(tone, t(state))} ${untold.has(trade.outTradeNo) ? badge('bad', t('untold')) : ''}</p>
        <p>${escape(trade.subject)}</p><p class="quiet">${no} · ${time(trade.createdAt)} ${orderLinks(trade.orders)}</p>
        ${
          isOpen(trade)
            ? `<div class="row"><button type="button" data-pay="${no}" data-testid="pay">${t('pay')}</button>
              <a href="/alipay/pay/${no}" target="_blank" rel="noopener">${t('cashier')}</a></div>
              ${payFaults(`trades/${no}/pay`)}`
            : ''
        }`,
        )
      },
      isOpen,
    ) || nothing())
  )
}

export function wechatpay({ wechatTrades, notices }) {
  const untold = new Set(
    notices.filter(({ channel }) => channel === 'wechatpay').map(({ subject }) => subject.split('/')[0]),
  )
  const tones = {
    NOTPAY: ['warn', 'waiting'],
    SUCCESS: ['good', 'paid'],
    REFUND: ['info', 'refunded'],
    CLOSED: ['dull', 'closed'],
  }
  const isWaiting = ({ state }) => state === 'NOTPAY'
  return newestFirst(
    'wechatpay',
    wechatTrades,
    (trade) => {
      const no = escape(trade.outTradeNo)
      const [tone, state] = tones[trade.state]
      return item(
        'wechat-trade',
        trade.outTradeNo,
        trade.createdAt,
        `<p><strong class="amount">${yuan(trade.totalFen)}</strong> ${badge(tone, t(state))} ${untold.has(trade.outTradeNo) ? badge('bad', t('untold')) : ''}</p>
      <p>${escape(trade.description)}</p><p class="quiet">${no} · ${time(trade.createdAt)} ${orderLinks(trade.orders)}</p>
      ${
        isWaiting(trade)
          ? `<div class="row"><button type="button" data-send="wechat-trades/${no}/pay" data-testid="pay-wechat">${t('pay')}</button></div>
            ${payFaults(`wechat-trades/${no}/pay`, 'pay-wechat')}`
          : ''
      }`,
      )
    },
    isWaiting,
  )
}

const modes = ['normal', 'closed', 'bounce']

const payInWays = ['right', 'short', 'over', 'no-memo', 'wrong-memo', 'twice']

/** Money that a customer pays to the CA: from whom, how much, with which memo; and what people get wrong. */
function payIn(payers) {
  const options = each(
    payers,
    ({ number, holder, personal }) =>
      `<option value="${escape(number)}">${escape(holder)}${personal ? `（${t('personal')}）` : ''} ${escape(number.slice(-4))}</option>`,
  )
  return `<div class="item" id="pay-in" data-testid="pay-in"><h3>${t('payIn')}</h3>
    <div class="row"><label>${t('payer')} <select data-pay-in-of="account">${options}</select></label>
    <label>${t('amount')} <input data-pay-in-of="amount" inputmode="decimal" autocomplete="off" /></label>
    <label>${t('memo')} <input data-pay-in-of="memo" autocomplete="off" /></label></div>
    <div class="row">${each(payInWays, (way) => `<button type="button" class="${way === 'right' ? '' : 'plain'}" data-pay-in="${way}" data-testid="pay-in-${way}">${t(`pay-in-${way}`)}</button>`)}</div></div>`
}

const bankLine = ({ at, yurRef, amountFen, memo, returned }) => `<p data-testid="bank-line">
  <span class="quiet">${time(at)}</span> ${yuan(amountFen)} <span data-testid="bank-memo">${escape(memo)}</span>
  ${returned ? '' : sendButton(`bank/transfers/${yurRef}/bounce`, t('bounceNow'), `bounce-${yurRef}`)}</p>`

function account({ number, holder, bank: name, mode, lines }) {
  const toMode = (other) =>
    sendButton(`bank/accounts/${number}/mode/${other}`, t(`account-${other}`), `account-${other}-${number}`)
  return item(
    'account',
    number,
    lines[0]?.at ?? 0,
    `<p><strong>${escape(holder)}</strong> ${mode === 'normal' ? '' : badge('bad', t(`account-${mode}`))}</p>
    <p class="quiet">${escape(name)} ${escape(number)} ${copyButton(number, number)}</p>
    ${newestFirst(`account-${number}`, lines, bankLine)}
    <div class="row">${each(
      modes.filter((other) => other !== mode),
      toMode,
    )}</div>`,
  )
}

export function bank({ focus, bank: { balanceFen, accounts, payers } }) {
  const isQuiet = ({ lines, mode }) => !focus && lines.length === 0 && mode === 'normal'
  const quiet = accounts.filter(isQuiet)
  const busy = accounts.filter((one) => !isQuiet(one))
  return `<p>${t('ownBalance')} <strong>${yuan(balanceFen)}</strong></p>${payIn(payers)}${each(busy, account)}
    ${quiet.length ? `<details id="quiet-accounts"><summary>${t('quietAccounts')} ${quiet.length}</summary>${each(quiet, account)}</details>` : ''}`
}
