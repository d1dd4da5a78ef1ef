import { drizzle as liteDrizzle } from 'drizzle-orm/better-sqlite3'
import { migrate as liteMigrate } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as pgDrizzle } from 'drizzle-orm/node-postgres'
import { migrate as pgMigrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { open } from './sqlite.ts'
import { refuseOthers, standingOf } from './standing.ts'

/**
 * Brings a SQLite file to the program's schema. Each migration runs once, all of them in one transaction.
 * @param folder `db/migrations/sqlite`
 * @throws Fault DATABASE_NEWER when a newer program wrote it, DATABASE_FOREIGN when a draft did; nothing is touched then
 */
export function migrateSqlite(file: string, folder: string): void {
  const raw = open(file)
  try {
    const known = raw.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
    if (known) {
      const rows = raw.prepare('select created_at as at from __drizzle_migrations').all() as { at: number }[]
      refuseOthers(
        standingOf(
          rows.map(row => Number(row.at)),
          folder,
        ),
      )
    }
    liteMigrate(liteDrizzle({ client: raw }), { migrationsFolder: folder })
  } finally {
    raw.close()
  }
}

/** The same for PostgreSQL. @param folder `db/migrations/postgres` */
export async function migratePostgres(url: string, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Two processes that start together must not both migrate.
    await client.query('select pg_advisory_lock(20261123)')
    const known = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name")
    if (known.rows[0]?.name) {
      const { rows } = await client.query('select created_at as at from drizzle.__drizzle_migrations')
      refuseOthers(
        standingOf(
          rows.map((row: { at: unknown }) => Number(row.at)),
          folder,
        ),
      )
    }
    await pgMigrate(pgDrizzle({ client }), { migrationsFolder: folder })
  } finally {
    await client.end()
  }
}
