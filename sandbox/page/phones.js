// A phone for each person: whose it is, and the SMS on it.
import { badge, copyButton, each, escape, idOf, nothing, orderLinks, sendButton, time } from '/page/html.js'
import { t } from '/page/words.js'

const SHOWN = 20
const CODE = /(?:验证码|授权码|密码为|code is |password is )(\d{6,8})/

/** Everybody of the registry with a phone, in its order: a phone keeps its place whatever arrives. */
const people = (organisations) =>
  organisations.flatMap(({ name, legalRepresentative: legal, operator }) => [
    { ...legal, role: t('legal'), of: name },
    { ...operator, role: t('operator'), of: name },
  ])

const bubble = ({ id, at, text, orders }) => {
  const code = CODE.exec(text)?.[1]
  return `<div class="bubble" id="${idOf('sms', id)}" data-at="${at}"><p data-testid="sms-text">${escape(text)}</p>
    <p class="quiet row">${time(at)} ${code ? copyButton(code, code) : ''} ${orderLinks(orders)}</p></div>`
}

const phone = (
  { name, role, of, phone: number },
  messages,
) => `<div class="phone" id="phone-${number}" data-testid="phone-${number}">
    <h3><span>${escape(name)}</span> <span class="badge dull">${escape(role)}</span></h3>
    <p class="quiet">${escape(of)}</p><p class="number">${number}</p>
    <div class="scroll" id="screen-${number}" tabindex="0" role="group" aria-label="${escape(name)} ${number}">
    ${each(messages.slice(0, SHOWN), bubble) || nothing()}</div></div>`

const FEW = 4

export function phones({ organisations, messages, focus, sms: { mode, modes } }) {
  const byPhone = Map.groupBy(messages, (sms) => sms.phone)
  // In focus everybody who takes part has a phone, else whoever got something.
  const known = people(organisations).filter(({ phone: number }) => focus || byPhone.has(number))
  const numbers = [...byPhone.keys()].filter((number) => !known.some((person) => person.phone === number))
  const others = numbers.sort().map((number) => ({
    name: byPhone.get(number)[0].owner ?? t('stranger'),
    role: t('phone'),
    of: '',
    phone: number,
  }))
  const row = (id, list) =>
    list.length
      ? `<div class="phones" id="${id}">${each(list, (person) => phone(person, byPhone.get(person.phone) ?? []))}</div>`
      : ''
  const fault = mode === 'normal' ? '' : badge('bad', t(`sms-${mode}`))
  const modeButtons = each(
    modes.filter((other) => other !== mode),
    (other) => sendButton(`sms/mode/${other}`, t(`sms-${other}`), `sms-${other}`),
  )
  return `${row('phones-known', known) || nothing()}
    ${others.length ? `<details id="phones-others" ${others.length <= FEW ? 'open' : ''}><summary>${t('otherPhones')} ${others.length}</summary>${row('phones-other', others)}</details>` : ''}
    <details id="sms-faults" ${fault && 'open'}><summary>${t('smsFaults')} ${fault}</summary><p class="row">${modeButtons}</p></details>`
}
