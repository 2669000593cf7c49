import { SampleRefused, sampleSeal, type SampleFault } from '../../signing/seal-sample.ts'
import { products, type ProductId } from '../../domain/products.ts'
import { Problem, type ProblemCode } from '../problems.ts'

const problems = {
  noImprint: 'sampleNoImprint',
  tooSmall: 'sampleTooSmall',
  cutOff: 'sampleCutOff',
  blurred: 'sampleBlurred',
} as const satisfies Record<SampleFault, ProblemCode>

/** @throws Problem where no seal can be taken from a picture: whoever uploads it can take another one now. */
export async function mustHoldSeal(picture: Uint8Array, of: ProductId): Promise<void> {
  try {
    await sampleSeal(picture, products[of].subject)
  } catch (error) {
    throw error instanceof SampleRefused ? new Problem(problems[error.fault]) : error
  }
}
