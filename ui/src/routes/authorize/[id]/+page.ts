export const ssr = false

export const load = ({ params }) => ({ id: params.id })
