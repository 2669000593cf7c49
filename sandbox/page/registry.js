// Organisations and people: their facts to copy, their papers, and the way to an application filled in with them.
import { badge, each, escape, fact, sendButton } from '/page/html.js'
import { t } from '/page/words.js'

const papers = ['businessLicence', 'legalRepId', 'authorisation', 'paymentVoucher', 'sealSample']

/** What a clerk of the organisation would write down for the application, a fact a line. */
function companyData({ name, uscc, legalRepresentative: legal, operator, address, invoiceEmail, account }) {
  const facts = {
    单位名称: name,
    统一社会信用代码: uscc,
    法定代表人: legal.name,
    法定代表人证件类型: legal.idType === 'passport' ? '护照' : '居民身份证',
    法定代表人证件号码: legal.idNumber,
    法定代表人手机号: legal.phone,
    经办人: operator.name,
    经办人身份证号: operator.idNumber,
    经办人手机号: operator.phone,
    经办人邮箱: operator.email,
    收票邮箱: invoiceEmail,
    开户银行: account.bank,
    银行账号: account.number,
    收件人: operator.name,
    收件人手机号: operator.phone,
    省份: address.province,
    城市: address.city,
    区县: address.district,
    详细地址: address.street,
  }
  return Object.entries(facts)
    .map(([label, value]) => `${label}：${value}`)
    .join('\n')
}

function actions(organisation, site) {
  const { uscc } = organisation
  const text = companyData(organisation)
  const link = `${site}/apply#${new URLSearchParams({ data: text })}`
  const paper = (kind) =>
    `<a href="/world/organisations/${uscc}/papers/${kind}.pdf" download>${t(`paper-${kind}`)}</a>`
  return `<p class="row"><a class="button" href="${escape(link)}" target="_blank" rel="noopener" data-testid="fill-form-${uscc}">${t('fillForm')}</a>
    <button type="button" class="plain" data-copy-all="${escape(text)}" data-testid="copy-data-${uscc}">${t('copyData')}</button>
    <a href="?organisation=${uscc}" data-testid="only-${uscc}">${t('onlyOrganisation')}</a></p>
    <p class="row quiet">${t('papers')} ${papers.map(paper).join(' ')}</p>`
}

const personalPapers = ['idCardPortrait', 'idCardEmblem', 'sealSample']

function person({ name, idNumber, phone, email, bankCard, address }, site) {
  const paper = (kind) =>
    `<a href="/world/persons/${idNumber}/papers/${kind}.pdf" download>${t(`paper-person-${kind}`)}</a>`
  return `<details id="person-${phone}" data-testid="person-${phone}">
    <summary><strong>${escape(name)}</strong> ${badge('dull', t('person'))}</summary>
    <p class="row"><a class="button" href="${escape(site)}/apply" target="_blank" rel="noopener">${t('applyAsPerson')}</a></p>
    <p class="row quiet">${t('papers')} ${personalPapers.map(paper).join(' ')}</p>
    <div class="cards"><div class="item"><dl>
      ${fact('personName', name)}${fact('idNumber', idNumber)}${fact('phone', phone)}${fact('email', email)}
      ${fact('bankCard', bankCard)}</dl></div>
      <div class="item"><dl>${each(['province', 'city', 'district', 'street'], (part) => fact(part, address[part]))}</dl></div>
    </div></details>`
}

export function registry({ organisations, persons, focus, site }) {
  const own = each(persons, (one) => person(one, site))
  return allOf(organisations, focus, site) + own
}

function allOf(organisations, focus, site) {
  return each(organisations, (organisation, index) => {
    const { name, uscc, status, legalRepresentative: legal, operator, address, account } = organisation
    const open = focus ? organisations.length === 1 : index === 0
    return `<details id="organisation-${uscc}" ${open ? 'open' : ''}>
      <summary><strong>${escape(name)}</strong> ${badge(status.startsWith('在营') ? 'good' : 'bad', status)}</summary>
      ${actions(organisation, site)}
      <div class="cards">
        <div class="item"><h3>${t('organisation')}</h3><dl>
          ${fact('name', name)}${fact('uscc', uscc)}${fact('invoiceEmail', organisation.invoiceEmail)}
          ${fact('bank', account.bank)}${fact('account', account.number)}
          ${each(['province', 'city', 'district', 'street'], (part) => fact(part, address[part]))}</dl>
          ${sendButton(`organisations/${uscc}/rename`, t('rename'), `rename-${uscc}`)}</div>
        <div class="item"><h3>${t('legal')}</h3><dl>
          ${fact('personName', legal.name)}${fact('idNumber', legal.idNumber)}${fact('phone', legal.phone)}
          ${fact('bankCard', legal.bankCard)}</dl></div>
        <div class="item"><h3>${t('operator')}</h3><dl>
          ${fact('personName', operator.name)}${fact('idNumber', operator.idNumber)}${fact('phone', operator.phone)}
          ${fact('email', operator.email)}</dl></div>
      </div></details>`
  })
}
