import { getLocale } from '#lib/paraglide/runtime.js'
import { m } from '#lib/paraglide/messages.js'
import type { OrderView } from '#lib/api/client.ts'

/** A file that was not taken, and why, in the reader's language. `status`: of HTTP; 0 where nobody answered. */
export class NotTaken extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * Sends a file of an order. XMLHttpRequest, because fetch tells no progress of an upload.
 * @param progress gets the percentage that is sent. @throws NotTaken
 */
export function upload(
  method: 'PUT' | 'POST',
  path: string,
  file: File,
  progress: (percent: number) => void,
): Promise<OrderView> {
  const body = new FormData()
  body.append('file', file)
  const request = new XMLHttpRequest()
  request.open(method, path)
  request.setRequestHeader('accept-language', getLocale())
  request.responseType = 'json'
  request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((loaded / total) * 100))
  return new Promise((resolve, reject) => {
    request.onload = () =>
      request.status === 200
        ? resolve(request.response as OrderView)
        : reject(new NotTaken(request.status, request.response?.detail ?? m.unexpected()))
    request.onerror = () => reject(new NotTaken(0, m.offline()))
    progress(0)
    request.send(body)
  })
}
