// USB keys: where each lies, what is inside, what a hand can do with it.
import { badge, day, each, escape, idOf, newestFirst, sendButton } from '/page/html.js'
import { t } from '/page/words.js'

/** What was seen inside keys, by serial number: it is read only when somebody asks. */
export const inspected = new Map()

const stationName = (place) => `${t('station')} ${place.slice('station-'.length)}`
const move = (key, place, label, id) =>
  `<button type="button" class="plain" data-key="${key.serial}/place/${place}" data-testid="${id}" aria-label="${label} ${key.serial}">${label}</button>`

function insideOf(serial) {
  const look = inspected.get(serial)
  if (!look) return ''
  const warning = look.locked ? 'locked' : look.finalTry ? 'finalTry' : look.countLow ? 'countLow' : ''
  const { result } = look
  return `<dl class="plain"><dt>${t('label')}</dt><dd>${escape(look.label)} · ${escape(look.model)}</dd></dl>
    ${look.certificates.length ? '' : badge('dull', t('blank'))} ${warning ? badge('bad', t(warning)) : ''}
    ${each(
      look.certificates,
      (certificate) => `<dl class="plain" data-testid="key-certificate">
      <dt>${t('subject')}</dt><dd>${escape(certificate.subject.replaceAll('\n', ', '))}</dd>
      <dt>${t('issuer')}</dt><dd>${escape(certificate.issuer.replaceAll('\n', ', '))}</dd>
      <dt>${t('validity')}</dt><dd>${day(certificate.notBefore)} – ${day(certificate.notAfter)}</dd></dl>`,
    )}
    ${result ? `<p class="${result === 'signed' ? 'good' : 'bad'}" data-testid="pin-result">${t(result)}</p>` : ''}`
}

function key(entry, stations) {
  const { serial, place } = entry
  const atDesk = place === 'desk' || place === 'desk-port'
  const buttons =
    place === 'box'
      ? each(stations, (station) =>
          move(entry, station, `${t('plugStation')} ${station.slice('station-'.length)}`, `plug-${station}`),
        )
      : place === 'desk'
        ? move(entry, 'desk-port', t('plugDesk'), 'plug-desk')
        : place === 'desk-port'
          ? move(entry, 'desk', t('unplug'), 'unplug')
          : place.startsWith('station-')
            ? move(entry, 'box', t('unplug'), 'unplug')
            : ''
  const desk = `<button type="button" class="plain" data-look="${serial}" data-testid="look" aria-label="${t('look')} ${serial}">${t('look')}</button>
    <label>${t('pin')} <input type="password" autocomplete="off" inputmode="numeric" data-pin-of="${serial}" /></label>
    <button type="button" data-try="${serial}" data-testid="try-pin" aria-label="${t('try')} ${serial}">${t('try')}</button>`
  const pull =
    place === 'desk-port'
      ? sendButton(`keys/${serial}/clumsy`, t(entry.clumsy ? 'notClumsy' : 'clumsy'), 'clumsy')
      : ''
  const earlier = entry.earlier
    ? `<p>${badge('info', t('earlierKey'))} ${escape(entry.earlier.holder)} · ${t('until')} ${day(entry.earlier.until)} · ${t('firstPin')} ${escape(entry.earlier.pin)}</p>`
    : ''
  const marks = `${entry.foreign ? badge('warn', t('foreignKey')) : ''} ${entry.clumsy ? badge('bad', t('willPull')) : ''}`
  const wear = entry.wornOut
    ? badge('bad', t('wornOut'))
    : place === 'box' || place.startsWith('station-')
      ? sendButton(`keys/${serial}/wear-out`, t('wearOut'), `wear-out-${serial}`)
      : ''
  return `<div class="item key" id="${idOf('key', serial)}" data-at="${atDesk ? entry.movedAt : 0}" data-testid="key-${serial}"><p class="serial">${serial} ${marks}</p>${earlier}
    ${atDesk ? insideOf(serial) : ''}<div class="row">${buttons}${pull}${wear}${atDesk ? desk : ''}</div></div>`
}

export function usb({ keys, stations }) {
  const used = keys.map(({ place }) => place).filter((place) => place.startsWith('station-'))
  const order = [
    'desk-port',
    'desk',
    ...new Set([...stations, ...used]),
    'parcel',
    'returns',
    'box',
    'nowhere',
  ]
  const bring = `<p class="row">${sendButton('foreign-keys', t('bringForeign'), 'bring-foreign')}</p>`
  const groups = each(order, (place) => {
    // What came last lies on top; those never moved keep their order.
    const here = keys.filter((entry) => entry.place === place).sort((a, b) => b.movedAt - a.movedAt)
    if (here.length === 0) return ''
    const title = place.startsWith('station-') ? stationName(place) : t(place)
    return `<div class="group ${place}" id="group-${place}"><h3>${title}</h3><div class="keys">${newestFirst(
      place,
      here,
      (entry) => key(entry, stations),
      () => place === 'box',
    )}</div></div>`
  })
  return groups + bring
}
