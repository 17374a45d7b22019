import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import type { World } from '../world/world.ts';
import { listen, sendText } from './http.ts';

const APP_BRIDGE = 'https://cdn.shopify.com/shopifycloud/app-bridge.js';
const FONTS = /https:\/\/cdn\.shopify\.com\/static\/fonts\/[^"'\s<>)]*/g;

/**
 * The reverse proxy in front of the app, in the place of the tunnel that `shopify app dev` opens. It rewrites only what a
 * local shell needs: who may frame the app, the addresses of app-bridge.js and fonts, and redirects to the real admin.
 */
export async function startTunnel(world: World): Promise<Server> {
  const server = await listen(world.options.tunnelPort, (request, response) => forward(world, request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) =>
    upgrade(world, request, socket, head),
  );
  return server;
}

/** Forwarded as a tunnel would; compressed bodies could not be rewritten, so they are not asked for. */
function headersForApp(request: IncomingMessage, host: string): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {
    ...request.headers,
    host: request.headers.host ?? host,
    'x-forwarded-proto': 'http',
  };
  delete headers['accept-encoding'];
  return headers;
}

function forward(world: World, request: IncomingMessage, response: ServerResponse): void {
  const target = new URL(world.options.appUrl);
  const upstream = httpRequest(
    {
      host: target.hostname,
      port: target.port,
      method: request.method,
      path: request.url,
      headers: headersForApp(request, target.host),
    },
    (answer) => relay(world, answer, response),
  );
  upstream.on('error', () => {
    if (response.headersSent) response.destroy();
    else sendText(response, 502, 'text/html; charset=utf-8', '<h1>The app does not answer</h1><p>Is it running?</p>');
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function relay(world: World, answer: IncomingMessage, response: ServerResponse): void {
  const headers = rewriteHeaders(world, answer.headers);
  const isHtml = String(answer.headers['content-type'] ?? '').includes('text/html');
  if (!isHtml) {
    response.writeHead(answer.statusCode ?? 502, headers);
    answer.pipe(response);
    return;
  }
  delete headers['content-length'];
  response.writeHead(answer.statusCode ?? 502, headers);
  streamHtml(world, answer, response);
}

/** HTML passes as it streams; a chunk keeps back its last line, so that no address is cut in two. */
function streamHtml(world: World, answer: IncomingMessage, response: ServerResponse): void {
  let pending = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    pending += chunk;
    const cut = pending.lastIndexOf('>') + 1;
    response.write(rewriteText(world, pending.slice(0, cut)));
    pending = pending.slice(cut);
  });
  answer.on('end', () => response.end(rewriteText(world, pending)));
  answer.on('error', () => response.destroy());
}

/** app-bridge.js and fonts from this machine. */
function rewriteText(world: World, text: string): string {
  const { apiUrl, shellUrl } = world.addresses;
  return text
    .replaceAll(APP_BRIDGE, `${apiUrl}/shopifycloud/app-bridge.js`)
    .replace(FONTS, `${shellUrl}/_shell/fonts.css`);
}

function rewriteHeaders(world: World, headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const rewritten: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'transfer-encoding' || name === 'connection') continue;
    rewritten[name] = Array.isArray(value) ? value : rewriteHeader(world, name, value);
  }
  return rewritten;
}

function rewriteHeader(world: World, name: string, value: string): string {
  const { shellUrl, apiUrl } = world.addresses;
  if (name === 'content-security-policy') {
    return value
      .replace(/frame-ancestors /, `frame-ancestors ${shellUrl} `)
      .replace(/(script-src|connect-src|style-src|font-src) /g, `$1 ${apiUrl} ${shellUrl} `);
  }
  if (name === 'location') return value.replace('https://admin.shopify.com', shellUrl);
  return name === 'link' ? rewriteText(world, value) : value;
}

/** Websockets (hot reload) pass as they are. */
function upgrade(world: World, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const target = new URL(world.options.appUrl);
  const upstream = connect(Number(target.port || 80), target.hostname, () => {
    const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
    upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    upstream.pipe(socket);
    socket.pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
}
