// The PKCS#11 modules that vendors of USB keys install, by platform. A name alone is looked for in the system's folders
// of libraries (find-modules.ts); a path is taken as it is, `%NAME%` is a variable of Windows. Of each row the first
// file that is there is used. Only what a public document names stands here; "from" says which.

type ModulePlatform = 'linux' | 'darwin' | 'win32'

interface VendorModule extends Partial<Record<ModulePlatform, string[]>> {
  name: string
}

/** Vendors before OpenSC: of a key that both know, the vendor's own module knows more. */
export const vendorModules: VendorModule[] = [
  {
    // From signing clients of India's and Argentina's CAs, and the card list of Fortify (PeculiarVentures/webcrypto-local).
    name: '飞天诚信 ePass2003',
    win32: ['eps2003csp11v2.dll', 'eps2003csp11.dll'],
    linux: ['libcastle_v2.so.1.0.0', 'libcastle.so.1.0.0', 'libcastle.so'],
    darwin: ['libcastle_v2.1.0.0.dylib', 'libcastle.1.0.0.dylib'],
  },
  {
    // From NETCA's installers (WZT…), signing clients of Vietnam's CAs and Iran's tax office (Shuttle…), Rubrica (Ecuador).
    name: '飞天诚信 ePass3003',
    win32: ['WZTCsp11_3003.dll', 'ShuttleCsp11_3003.dll'],
    linux: [
      'libshuttle_p11v220.so.1.0.0',
      'libshuttle_p11v220.so',
      '/opt/SecurityData_Linux/redist/x86_64/libshuttle_p11v220.so.1.0.0',
    ],
    darwin: ['libshuttle_p11v220.dylib'],
  },
  {
    // From the ReadMe of Longmai's packages for UOS and Kylin, and an iTrus signing client for Windows.
    name: '龙脉 mToken GM3000',
    win32: ['gm3000_pkcs11.dll', 'gm3000_pkcs11_tw.dll'],
    linux: [
      '/opt/apps/com.longmai.gm3000user/files/lib/libgm3000_pkcs11.so',
      '/opt/apps/com.longmai.gm3000admin/files/lib/libgm3000_pkcs11.so',
      '/opt/lm-gm3000user/lib/libgm3000_pkcs11.so',
      '/opt/lm-gm3000admin/lib/libgm3000_pkcs11.so',
    ],
  },
  {
    // From the Signer.Digital browser extension.
    name: '龙脉 mToken CryptoID',
    win32: ['CryptoIDA_pkcs11.dll'],
    linux: ['/opt/CryptoIDATools/bin/lib/libcryptoid_pkcs11.so', 'libcryptoida_pkcs11.so'],
    darwin: ['/Applications/CryptoIDATools.app/Contents/MacOS/libcryptoid_pkcs11.dylib'],
  },
  {
    // From signing clients of ICP-Brasil and of India's CAs.
    name: '握奇 Watchdata',
    win32: [
      'wdpkcs.dll',
      'SignatureP11.dll',
      '%SystemRoot%/System32/Watchdata/PROXKey CSP India V3.0/wdpkcs.dll',
      '%SystemRoot%/System32/Watchdata/Watchdata Brazil CSP v1.0/WDPKCS.dll',
    ],
    linux: [
      '/usr/lib/WatchData/ProxKey/lib/libwdpkcs_SignatureP11.so',
      '/usr/lib/watchdata/ICP/lib/libwdpkcs_icp.so',
      '/usr/lib/watchdata/lib/libwdpkcs.so',
      '/opt/watchdata/lib64/libwdpkcs.so',
      'libwdpkcs.so',
    ],
    darwin: ['/usr/local/lib/wdProxKeyUsbKeyTool/libwdpkcs_Proxkey.dylib', 'libwdpkcs.dylib'],
  },
  {
    // From NETCA's installers; they bring a module of 32 bits only, which is said to the person.
    name: '海泰方圆 HaiKey',
    win32: ['HtPkcs11.dll'],
  },
  {
    // From the card list of Fortify.
    name: 'SafeNet eToken',
    win32: ['eTPKCS11.dll'],
    linux: ['libeTPkcs11.so', 'libeToken.so'],
    darwin: ['libeTPkcs11.dylib', '/Library/Frameworks/eToken.framework/Versions/Current/libeToken.dylib'],
  },
  {
    // From docs.yubico.com and Debian's package ykcs11.
    name: 'YubiKey',
    win32: ['%ProgramFiles%/Yubico/Yubico PIV Tool/bin/libykcs11.dll'],
    linux: ['libykcs11.so', 'libykcs11.so.2'],
    darwin: ['libykcs11.dylib'],
  },
  {
    // From OpenSC's wiki and its installers.
    name: 'OpenSC',
    win32: ['opensc-pkcs11.dll', '%ProgramFiles%/OpenSC Project/OpenSC/pkcs11/opensc-pkcs11.dll'],
    linux: ['opensc-pkcs11.so'],
    darwin: ['/Library/OpenSC/lib/opensc-pkcs11.so', 'opensc-pkcs11.so'],
  },
]
