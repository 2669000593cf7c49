// Where money moves: Alipay, WeChat Pay, the bank.
import { t } from '/page/words.js'
import { badge, copyButton, each, escape, nothing, payFaults, sendButton, time, yuan } from '/page/html.js'

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
    (each(trades, (trade) => {
      const no = escape(trade.outTradeNo)
      const state = isOpen(trade)
        ? 'waiting'
        : trade.refunds.length
          ? 'refunded'
          : trade.paidAt
            ? 'paid'
            : 'closed'
      const tone = { waiting: 'warn', paid: 'good', refunded: 'info', closed: 'dull' }[state]
      return `<div class="item" data-testid="trade-${no}">
        <p><strong class="amount">¥${escape(trade.totalAmount)}</strong> ${badge(tone, t(state))} ${untold.has(trade.outTradeNo) ? badge('bad', t('untold')) : ''}</p>
        <p>${escape(trade.subject)}</p><p class="quiet">${no} · ${time(trade.createdAt)}</p>
        ${
          isOpen(trade)
            ? `<div class="row"><button type="button" data-pay="${no}" data-testid="pay">${t('pay')}</button>
              <a href="/alipay/pay/${no}" target="_blank" rel="noopener">${t('cashier')}</a></div>
              ${payFaults(`trades/${no}/pay`)}`
            : ''
        }</div>`
    }) || nothing())
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
  return each(wechatTrades, (trade) => {
    const no = escape(trade.outTradeNo)
    const [tone, state] = tones[trade.state]
    return `<div class="item" data-testid="wechat-trade-${no}">
      <p><strong class="amount">${yuan(trade.totalFen)}</strong> ${badge(tone, t(state))} ${untold.has(trade.outTradeNo) ? badge('bad', t('untold')) : ''}</p>
      <p>${escape(trade.description)}</p><p class="quiet">${no} · ${time(trade.createdAt)}</p>
      ${
        trade.state === 'NOTPAY'
          ? `<div class="row"><button type="button" data-send="wechat-trades/${no}/pay" data-testid="pay-wechat">${t('pay')}</button></div>
            ${payFaults(`wechat-trades/${no}/pay`, 'pay-wechat')}`
          : ''
      }</div>`
  })
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
  return `<div class="item" data-testid="pay-in"><h3>${t('payIn')}</h3>
    <div class="row"><label>${t('payer')} <select data-pay-in-of="account">${options}</select></label>
    <label>${t('amount')} <input data-pay-in-of="amount" inputmode="decimal" autocomplete="off" /></label>
    <label>${t('memo')} <input data-pay-in-of="memo" autocomplete="off" /></label></div>
    <div class="row">${each(payInWays, (way) => `<button type="button" class="${way === 'right' ? '' : 'plain'}" data-pay-in="${way}" data-testid="pay-in-${way}">${t(`pay-in-${way}`)}</button>`)}</div></div>`
}

export function bank({ bank: { balanceFen, accounts, payers } }) {
  return (
    `<p>${t('ownBalance')} <strong>${yuan(balanceFen)}</strong></p>` +
    payIn(payers) +
    each(
      accounts,
      ({ number, holder, bank: name, mode, lines }) => `<div class="item" data-testid="account-${number}">
      <p><strong>${escape(holder)}</strong> ${mode === 'normal' ? '' : badge('bad', t(`account-${mode}`))}</p>
      <p class="quiet">${escape(name)} ${escape(number)} ${copyButton(number, number)}</p>
      ${each(
        lines,
        (
          line,
        ) => `<p data-testid="bank-line"><span class="quiet">${time(line.at)}</span> ${yuan(line.amountFen)}
        <span data-testid="bank-memo">${escape(line.memo)}</span>
        ${line.returned ? '' : sendButton(`bank/transfers/${line.yurRef}/bounce`, t('bounceNow'), `bounce-${line.yurRef}`)}</p>`,
      )}
      <div class="row">${each(
        modes.filter((other) => other !== mode),
        (other) =>
          sendButton(
            `bank/accounts/${number}/mode/${other}`,
            t(`account-${other}`),
            `account-${other}-${number}`,
          ),
      )}</div></div>`,
    )
  )
}
