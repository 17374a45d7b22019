import { migrate } from './migrate.server.ts';

await migrate();
