import { createServer } from 'node:http';
import pg from 'pg';

/** The baseline of the inbox: the least a durable endpoint can do. Reads the body, one INSERT, 200. No signature, no job. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
await pool.query(
  'create table if not exists bare (id bigint generated always as identity primary key, body bytea not null)',
);

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    pool.query({ name: 'insert', text: 'insert into bare (body) values ($1)', values: [Buffer.concat(parts)] }).then(
      () => response.writeHead(200).end(),
      () => response.writeHead(503).end(),
    );
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
