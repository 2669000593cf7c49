// The cashier a phone shows after it scanned an Alipay code.
import { t, translate } from '/page/words.js'

const { status, trade } = document.body.dataset
const buttons = ['pay', 'refuse'].map((id) => document.querySelector(`#${id}`))
const result = document.querySelector('#result')

function end(word, bad) {
  result.textContent = t(word)
  result.classList.toggle('bad', bad)
  buttons.forEach((button) => button.remove())
}

translate()
if (status !== 'open') end(status === 'paid' ? 'paidWhole' : 'closedWhole', status === 'closed')

document.querySelector('#refuse')?.addEventListener('click', () => end('refused', true))
document.querySelector('#pay')?.addEventListener('click', async () => {
  buttons.forEach((button) => (button.disabled = true))
  const answer = await fetch(`/world/trades/${encodeURIComponent(trade)}/pay`, { method: 'POST' })
  if (answer.ok) return end('paidWhole', false)
  buttons.forEach((button) => (button.disabled = false))
  result.textContent = t('failed') + (await answer.json()).message
  result.classList.add('bad')
})
