import { Worker, type WorkerOptions } from '@temporalio/worker'

export interface Running {
  /** Lets what is under way come to its end, and resolves then. */
  stop: () => Promise<void>
}

/** Starts a worker. When it fails later, the process fails. */
export async function startWorker(options: WorkerOptions): Promise<Running> {
  const worker = await Worker.create(options)
  const ended = worker.run()
  return {
    async stop() {
      // The SDK hears SIGTERM too.
      if (worker.getState() === 'RUNNING') worker.shutdown()
      await ended
    },
  }
}
