// Rules of the sign-in of staff. Nobody is locked out by what a stranger types: who has signed in from a browser before
// has a count of their own there (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").

export const staffSignInRules = {
  /** Of one account within a window, from all browsers that it never signed in from together, and from each other. */
  wrongPasswords: 10,
  windowSeconds: 900,
  /** A one-time code is taken once (RFC 6238, 5.2); no code lives longer, the one before and after included. */
  codeLifeSeconds: 120,
  /** How long a browser is known after a sign-in. */
  knownBrowserDays: 90,
} as const
