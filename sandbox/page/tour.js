// The first hour in steps: where each is done, and whether it has been.
import { each, escape, orderLinks, time } from '/page/html.js'
import { t } from '/page/words.js'

/** Where a step is done: on the site, in the console as whom, in a section of this page. */
const places = {
  applied: [{ here: 'registry' }, { site: '/apply' }, { here: 'phones' }],
  proved: [{ here: 'phones' }],
  paid: [{ here: 'alipay' }, { here: 'wechatpay' }],
  invoiced: [{ here: 'mail' }],
  approved: [{ console: '/ops/reviews', as: 'reviewer' }, { here: 'authenticator' }],
  made: [{ here: 'usb' }, { console: '/ops/key-stations', as: 'keystation' }],
  delivered: [{ here: 'courier' }],
  used: [{ here: 'usb' }],
  pinChanged: [{ here: 'usb' }, { site: '/key' }],
  renewed: [{ here: 'usb' }, { site: '/renew' }],
  unlocked: [{ here: 'usb' }, { site: '/unlock' }],
  lost: [{ site: '/loss' }],
  replaced: [{ site: '/replace' }, { here: 'bank' }, { here: 'courier' }],
}

const link = (site, { here, site: path, console: ops, as }) => {
  if (here) return `<a href="#${here}">${t(here)}</a>`
  const [words, to] = path ? [`${t('onSite')} ${t(`site${path}`)}`, path] : [`${t('inConsole')} ${as}`, ops]
  return `<a href="${escape(site + to)}" target="_blank" rel="noopener">${escape(words)}</a>`
}

export function tour({ site, focus, tour: steps }) {
  const count = steps.filter(({ done }) => done).length
  const next = steps.find(({ done }) => !done)?.step
  const row = ({
    step,
    done,
  }) => `<li id="tour-${step}" class="${done ? 'done' : step === next ? 'next' : ''}"
      ${done ? `data-at="${done.at}"` : ''} data-testid="tour-${step}" data-done="${Boolean(done)}">
    <span class="tick" role="img" aria-label="${t(done ? 'stepDone' : 'stepOpen')}">${done ? '✓' : ''}</span>
    <div><strong>${t(`step-${step}`)}</strong>
      <p class="quiet">${t(`step-${step}-how`)}</p>
      <p class="row quiet">${each(places[step], (place) => link(site, place))}
        ${done ? `<span class="seen">${time(done.at)}</span> ${done.order ? orderLinks([done.order]) : ''}` : ''}</p></div></li>`
  return `<details id="tour-steps" ${!focus && count < steps.length ? 'open' : ''}>
    <summary>${t('tourDone')} <strong>${count} / ${steps.length}</strong>
      <progress max="${steps.length}" value="${count}" aria-label="${t('tourDone')}"></progress></summary>
    <ol class="steps">${each(steps, row)}</ol></details>`
}
