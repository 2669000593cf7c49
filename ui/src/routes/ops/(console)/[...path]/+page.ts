import { error } from '@sveltejs/kit'
import { m } from '#lib/paraglide/messages.js'

// Without this an unknown address of the console would get the error page of the applicants' site.
export const load = () => error(404, m.page_not_found())
