import { defineConfig } from 'prisma/config';
import { MigrationAdapter } from './prisma/migration-adapter.ts';

export default defineConfig({
  experimental: { adapter: true },
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  engine: 'js',
  adapter: async () =>
    new MigrationAdapter(process.env['DATABASE_URL'] ?? 'postgresql://postgres:postgres@127.0.0.1:5432/onefold'),
});
