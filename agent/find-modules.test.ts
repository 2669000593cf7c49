import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findModules, moduleOfConfig, type Pc } from './find-modules.ts'

/** A PC with these files, whose administrator is whoever runs the tests. */
function pcWith(files: Record<string, string>, is: Partial<Pc> = {}): Pc & { root: string } {
  const root = mkdtempSync(join(tmpdir(), 'yinxin-pc-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 })
    writeFileSync(join(root, path), text, { mode: 0o644 })
  }
  const administrator = process.getuid?.() ?? 0
  return { platform: 'linux', arch: 'x64', env: {}, root, administrator, ...is }
}

const windows = {
  platform: 'win32',
  env: { SystemRoot: 'C:\\Windows', ProgramFiles: 'C:\\Program Files' },
} as const

describe('the module of a vendor', () => {
  it.each<[string, string, string, Partial<Pc>, string?]>([
    ['Linux', '飞天诚信 ePass2003', '/usr/lib/libcastle.so.1.0.0', {}],
    ['Linux', '龙脉 mToken GM3000', '/opt/apps/com.longmai.gm3000user/files/lib/libgm3000_pkcs11.so', {}],
    ['Debian', 'OpenSC', '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so', {}],
    ['Debian on ARM', 'YubiKey', '/usr/lib/aarch64-linux-gnu/libykcs11.so', { arch: 'arm64' }],
    ['Fedora', 'OpenSC', '/usr/lib64/pkcs11/opensc-pkcs11.so', {}],
    ['macOS', 'SafeNet eToken', '/usr/local/lib/libeTPkcs11.dylib', { platform: 'darwin' }],
    ['macOS', 'OpenSC', '/Library/OpenSC/lib/opensc-pkcs11.so', { platform: 'darwin' }],
    [
      'Windows',
      '飞天诚信 ePass3003',
      '/Windows/System32/WZTCsp11_3003.dll',
      windows,
      'C:\\Windows\\System32\\WZTCsp11_3003.dll',
    ],
    [
      'Windows, of 32 bits only',
      '海泰方圆 HaiKey',
      '/Windows/SysWOW64/HtPkcs11.dll',
      windows,
      'C:\\Windows\\SysWOW64\\HtPkcs11.dll',
    ],
    [
      'Windows',
      'YubiKey',
      '/Program Files/Yubico/Yubico PIV Tool/bin/libykcs11.dll',
      windows,
      'C:\\Program Files\\Yubico\\Yubico PIV Tool\\bin\\libykcs11.dll',
    ],
  ])('is found where its installer puts it: %s, %s', (_, name, file, is, path = file) => {
    expect(findModules(pcWith({ [file]: '' }, is))).toEqual([{ name, path }])
  })

  it('is that of this PC’s word size, where there are two', () => {
    const pc = pcWith({ '/usr/lib/libeToken.so': '', '/usr/lib64/libeToken.so': '' })
    expect(findModules(pc).map(({ path }) => path)).toEqual(['/usr/lib64/libeToken.so'])
  })

  it('is used before OpenSC, which knows many keys less well', () => {
    const pc = pcWith({ '/usr/lib/opensc-pkcs11.so': '', '/usr/lib/libwdpkcs.so': '' })
    expect(findModules(pc).map(({ name }) => name)).toEqual(['握奇 Watchdata', 'OpenSC'])
  })

  it('is not looked for in a folder that Windows has not named', () => {
    expect(findModules(pcWith({ '/System32/eTPKCS11.dll': '' }, { platform: 'win32' }))).toEqual([])
  })
})

describe('a module that is registered with p11-kit', () => {
  it.each<[string, string, string | undefined]>([
    ['by its path', 'module: /opt/x/x.so', '/opt/x/x.so'],
    ['with comments and blanks', '# module: no.so\n\n  module :  x.so \ncritical: yes', 'x.so'],
    ['for us', 'module: x.so\nenable-in: firefox, yinxin-key-agent', 'x.so'],
    ['for others only', 'module: x.so\nenable-in: firefox', undefined],
    ['for nobody', 'module: x.so\nenable-in:', undefined],
    ['not for us', 'module: x.so\ndisable-in: p11-kit-proxy yinxin-key-agent', undefined],
    ['as a store of trusted CAs', 'module: x.so\ntrust-policy: yes', undefined],
    ['without a module', 'managed: yes', undefined],
  ])('is read from its configuration: %s', (_, text, module) => {
    expect(moduleOfConfig(text)).toBe(module)
  })

  const config = '/usr/share/p11-kit/modules/vendor.module'

  it('is found, by a name as by a path; the administrator may switch it off', () => {
    const files = {
      [config]: 'module: vendor.so',
      '/usr/lib64/pkcs11/vendor.so': '',
      '/etc/pkcs11/modules/other.module': 'module: /opt/other/p11.so',
      '/opt/other/p11.so': '',
    }
    const other = { name: 'p11.so', path: '/opt/other/p11.so' }
    const vendor = { name: 'vendor.so', path: '/usr/lib64/pkcs11/vendor.so' }
    expect(findModules(pcWith(files))).toEqual([vendor, other])
    const off = { ...files, '/etc/pkcs11/modules/vendor.module': 'enable-in:' }
    expect(findModules(pcWith(off))).toEqual([other])
  })

  it('is not used twice when the vendors’ table knows it too', () => {
    const pc = pcWith({ [config]: 'module: opensc-pkcs11.so', '/usr/lib64/opensc-pkcs11.so': '' })
    mkdirSync(join(pc.root, 'usr/lib64/pkcs11'))
    symlinkSync('../opensc-pkcs11.so', join(pc.root, 'usr/lib64/pkcs11/opensc-pkcs11.so'))
    expect(findModules(pc)).toEqual([{ name: 'OpenSC', path: '/usr/lib64/opensc-pkcs11.so' }])
  })

  it('is none when it only hands on the others', () => {
    const pc = pcWith({ [config]: 'module: p11-kit-proxy.so', '/usr/lib/p11-kit-proxy.so': '' })
    expect(findModules(pc)).toEqual([])
  })
})

describe('what others than the administrator can write', () => {
  const file = '/opt/CryptoIDATools/bin/lib/libcryptoid_pkcs11.so'

  it.each([
    ['the file, by its group', file, 0o664, true],
    ['a folder above it, by everybody', '/opt/CryptoIDATools', 0o777, true],
    ['nothing', file, 0o644, false],
  ])('is not loaded, but named: %s', (_, path, mode, unprotected) => {
    const pc = pcWith({ [file]: '' })
    chmodSync(join(pc.root, path), mode)
    // The group of the administrator is as good as he is.
    const byGroup = process.getgid?.() === 0 && mode === 0o664
    const expected = unprotected && !byGroup
    expect(findModules(pc)).toEqual([
      { name: '龙脉 mToken CryptoID', path: file, ...(expected && { unprotected: true }) },
    ])
  })

  it('is not loaded when the file is somebody else’s', () => {
    const pc = pcWith({ [file]: '' }, { administrator: 4711 })
    const root = process.getuid?.() === 0
    expect(findModules(pc)[0]!.unprotected).toBe(root ? undefined : true)
  })

  it('does not say either which module is loaded', () => {
    const pc = pcWith({ '/etc/pkcs11/modules/x.module': 'module: /usr/lib/x.so', '/usr/lib/x.so': '' })
    chmodSync(join(pc.root, 'etc/pkcs11/modules'), 0o777)
    expect(findModules(pc)).toEqual([])
  })
})

describe('a module that the settings of a PC name', () => {
  const pc = pcWith({ '/usr/lib/libwdpkcs.so': '', '/home/me/mine.so': '' })

  it('comes before those that are found, wherever it lies', () => {
    chmodSync(join(pc.root, 'home/me'), 0o777)
    expect(findModules(pc, ['/home/me/mine.so']).map(({ name, unprotected }) => [name, unprotected])).toEqual(
      [
        ['mine.so', undefined],
        ['握奇 Watchdata', undefined],
      ],
    )
  })

  it('is the only one where the settings want no search, and is named also when it is not there', () => {
    expect(findModules(pc, ['/nowhere/x.so'], false)).toEqual([{ name: 'x.so', path: '/nowhere/x.so' }])
  })
})
