import type { SpawnOptions } from 'node:child_process'

export const root: string
export function fail(message: string): never
export function progress(text: string): () => void
export function run(text: string, command: string, args: string[], options?: SpawnOptions): Promise<string>
export function goOn(script: string, options?: { tests?: boolean }): Promise<void>
export function output(command: string, args: string[]): string | undefined
export function endsWithUs(command: string[], signal?: NodeJS.Signals): string[]
