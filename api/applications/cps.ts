/** Version of the published certification practice statement (E-Sign Law art. 19) that applicants agree to. */
export const cpsVersion = '1.0'
