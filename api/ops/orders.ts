import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { config } from '../../config.ts'
import { holderName } from '../../domain/application-form.ts'
import { audit } from '../../db/audit.ts'
import { currentForm } from '../../db/forms.ts'
import type { OrderRow } from '../../db/orders.ts'
import { latestShipment } from '../../db/shipments.ts'
import { beijingTime } from '../../domain/working-days.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { checkForm } from '../orders/form-check.ts'
import { currentMaterial } from '../orders/materials.ts'
import { materialKind, orderNumber } from '../orders/order-schema.ts'
import { findOrder } from '../orders/own-order.ts'
import { Problem } from '../problems.ts'
import { courierLabel } from './courier-label.ts'
import { opsOrder, viewOpsOrder } from './ops-order.ts'
import { watermark } from './watermark.ts'

export const page = z.coerce.number().int().min(1).max(100_000).default(1)

export const opsOrderRoutes: FastifyPluginAsyncZod = async (app) => {
  /** Reading personal data is an act that is written down. */
  const recordReading = ({ staff }: FastifyRequest, action: string, order: OrderRow, detail = {}) =>
    audit(app.db, { actor: `staff:${staff.username}`, action, subject: order.id, detail })

  app.get(
    '/orders/:no',
    {
      config: { may: 'readOrders' },
      schema: { summary: 'Everything about an order', params: orderNumber, response: { 200: opsOrder } },
    },
    async (request) => {
      const order = await findOrder(app, request.params.no)
      await recordReading(request, 'order.read', order, {
        masked: !request.staff.may.includes('readPersonalData'),
      })
      return viewOpsOrder(app.db, order.no, request.staff, request.language)
    },
  )

  app.get(
    '/orders/:no/materials/:kind',
    {
      config: { may: 'readPersonalData' },
      schema: {
        summary: 'An uploaded document, marked with who looks at it',
        params: orderNumber.extend({ kind: materialKind }),
        response: { 200: fileAnswer('image/jpeg') },
      },
    },
    async (request, reply) => {
      const { no, kind } = request.params
      const order = await findOrder(app, no)
      const material = await currentMaterial(app, order.id, kind)
      await recordReading(request, 'material.read', order, { kind })
      const marked = await watermark(
        await app.documents.read(material),
        `${request.staff.username} ${beijingTime(new Date())} ${no}`,
      )
      return reply.type('image/jpeg').send(marked)
    },
  )

  app.get(
    '/orders/:no/label.pdf',
    {
      config: { may: 'makeKeys' },
      schema: {
        summary: 'Courier label of the made key',
        params: orderNumber,
        response: { 200: fileAnswer('application/pdf') },
      },
    },
    async (request, reply) => {
      const order = await findOrder(app, request.params.no)
      const shipment = await latestShipment(app.db, order.id)
      const check = checkForm((await currentForm(app.db, order))?.typed, order.product)
      const recipient = check.complete && check.form.delivery
      if (!shipment?.waybillNo || !recipient) throw new Problem('wrongState')
      await recordReading(request, 'label.read', order)
      const { SENDER_NAME, SENDER_PHONE, SENDER_ADDRESS } = config('sender')
      const label = courierLabel({
        no: order.no,
        waybillNo: shipment.waybillNo,
        tokenSerial: shipment.tokenSerial,
        sender: { name: SENDER_NAME, phone: SENDER_PHONE, address: SENDER_ADDRESS },
        recipient,
        holderName: holderName(check.form),
      })
      reply.header('content-disposition', `inline; filename="label-${order.no}.pdf"`)
      return reply.type('application/pdf').send(label)
    },
  )
}
