import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintMigration } from './lint-migration.ts';
import { knownMigrations } from './run-migrations.ts';

const folder = new URL('../../migrations/', import.meta.url);

describe('migrations of a database with rows', () => {
  it('hold no lock for long and take nothing from the version before', () => {
    const [first, ...later] = knownMigrations(folder.pathname);
    expect(first?.tag).toBe('0000_init');
    for (const { tag } of later)
      expect(lintMigration(readFileSync(new URL(`${tag}.sql`, folder), 'utf8')), tag).toEqual([]);
  });

  it.each([
    'CREATE INDEX "a_idx" ON "syncline"."entities" USING btree ("a")',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "a_idx" ON "syncline"."entities" ("a")',
    'ALTER TABLE "syncline"."entities" ALTER COLUMN "a" SET DATA TYPE bigint',
    'ALTER TABLE "syncline"."entities" ADD COLUMN "a" text NOT NULL',
    'ALTER TABLE "syncline"."entities" ADD COLUMN "a" uuid DEFAULT gen_random_uuid() NOT NULL',
    'ALTER TABLE "syncline"."entities" ADD COLUMN "a" text GENERATED ALWAYS AS (lower("b")) STORED',
    'ALTER TABLE "syncline"."entities" ALTER COLUMN "a" SET NOT NULL',
    'ALTER TABLE "syncline"."entities" ADD CONSTRAINT "a_fk" FOREIGN KEY ("a") REFERENCES "syncline"."b"("id")',
    'ALTER TABLE "syncline"."entities" ADD CONSTRAINT "a_unique" UNIQUE("a")',
    'ALTER TABLE "syncline"."entities" DROP COLUMN "a"',
    'ALTER TABLE "syncline"."entities" RENAME COLUMN "a" TO "b"',
    'DROP TABLE "syncline"."entities"',
    'UPDATE "syncline"."entities" SET "a" = 1',
    'ALTER TABLE "syncline"."entities" ADD CONSTRAINT a CHECK (b > 0) NOT VALID;\n--> statement-breakpoint\nALTER TABLE "syncline"."entities" VALIDATE CONSTRAINT a',
    '-- outside of a transaction\nCREATE INDEX CONCURRENTLY "a_idx" ON "syncline"."entities" ("a")',
  ])('are refused: %s', (sql) => {
    expect(lintMigration(sql)).toHaveLength(1);
  });

  it.each([
    'CREATE TABLE "syncline"."a" ("id" bigint);\n--> statement-breakpoint\nCREATE INDEX "a_idx" ON "syncline"."a" USING btree ("id")',
    'ALTER TABLE "syncline"."entities" ADD COLUMN "a" text',
    `ALTER TABLE "syncline"."entities" ADD COLUMN "a" text DEFAULT 'none' NOT NULL`,
    'ALTER TABLE "syncline"."entities" ADD CONSTRAINT "a_check" CHECK (a is not null) NOT VALID',
    '-- outside of a transaction\nALTER TABLE "syncline"."entities" VALIDATE CONSTRAINT "a_check"',
    '-- outside of a transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS "a_idx" ON "syncline"."entities" ("a")',
    '-- contract: 0.4\nALTER TABLE "syncline"."entities" DROP COLUMN "a"',
  ])('are taken: %s', (sql) => {
    expect(lintMigration(sql)).toEqual([]);
  });
});
