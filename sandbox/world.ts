import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { settings } from './settings.ts'

// The state of the world: things by kind and id, kept in one SQLite file so that a restart changes nothing.

mkdirSync(settings.dataDir, { recursive: true })
const database = new DatabaseSync(join(settings.dataDir, 'world.sqlite'))
database.exec(`
  pragma journal_mode = wal;
  create table if not exists things (
    kind text not null, id text not null, value text not null, at integer not null, primary key (kind, id)
  );
`)
const statements = {
  get: database.prepare('select value from things where kind = ? and id = ?'),
  all: database.prepare('select value from things where kind = ? order by at desc, rowid desc limit ?'),
  put: database.prepare(
    `insert into things (kind, id, value, at) values (?, ?, ?, ?)
     on conflict (kind, id) do update set value = excluded.value`,
  ),
  remove: database.prepare('delete from things where kind = ? and id = ?'),
}
const EVERYTHING = -1

/** Emits `changed` whenever anything in the world changes. */
export const changes = new EventEmitter()
changes.setMaxListeners(100)

/** The things of one kind. New ones come first in `all`. */
export function collection<T extends object>(kind: string) {
  return {
    get(id: string): T | undefined {
      const row = statements.get.get(kind, id) as { value: string } | undefined
      return row && (JSON.parse(row.value) as T)
    },
    all(limit = EVERYTHING): T[] {
      return (statements.all.all(kind, limit) as { value: string }[]).map((row) => JSON.parse(row.value) as T)
    },
    put(id: string, value: T): T {
      statements.put.run(kind, id, JSON.stringify(value), Date.now())
      changes.emit('changed', kind)
      return value
    },
    remove(id: string): void {
      statements.remove.run(kind, id)
      changes.emit('changed', kind)
    },
  }
}

/** Beijing time as Chinese providers write it: 2026-11-24 09:30:00. */
export function beijing(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
