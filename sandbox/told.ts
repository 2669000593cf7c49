/** By which words of an SMS somebody outside sees that a step was done, in either language. */
export const told = {
  approved: /审核通过，正在制作证书|was approved, the certificate is being made/,
  renewed: /新证书已写入尾号|new certificate is in the key/,
  unlocked: /介质已解锁并重设密码|was unlocked and has a new PIN/,
  lost: /已挂失并即时冻结|is reported lost and on hold/,
} as const
