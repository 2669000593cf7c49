import { collection } from './world.ts'

const modes = collection<{ refused: boolean }>('refund.mode')

/** Whether payment providers refuse refunds now, as if the merchant's balance did not suffice. */
export const refundsRefused = () => modes.get('refunds')?.refused ?? false

export const setRefundsRefused = (refused: boolean) => modes.put('refunds', { refused })
